@NullMarked
package io.github.clockifymcp.mcp.server;

import org.jspecify.annotations.NullMarked;
