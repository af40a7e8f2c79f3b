/// MCP over HTTP ("streamable HTTP"): one endpoint for every revision, on Undertow.
@NullMarked
package io.github.clockifymcp.mcp.http;

import org.jspecify.annotations.NullMarked;
