/// The HTTP transport over real sockets.
@NullMarked
package io.github.clockifymcp.mcp.http;

import org.jspecify.annotations.NullMarked;
