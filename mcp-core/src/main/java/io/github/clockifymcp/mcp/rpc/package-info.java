/// JSON-RPC 2.0 as MCP uses it: bytes to messages and back, ids, errors, and text that is safe to
/// show.
@NullMarked
package io.github.clockifymcp.mcp.rpc;

import org.jspecify.annotations.NullMarked;
