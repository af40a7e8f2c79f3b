@NullMarked
package io.github.clockifymcp.mcp;

import org.jspecify.annotations.NullMarked;
