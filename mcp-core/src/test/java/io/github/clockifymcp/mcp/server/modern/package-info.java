@NullMarked
package io.github.clockifymcp.mcp.server.modern;

import org.jspecify.annotations.NullMarked;
