/// MCP over two byte streams: one message a line.
@NullMarked
package io.github.clockifymcp.mcp.stdio;

import org.jspecify.annotations.NullMarked;
