/// The Model Context Protocol, and nothing of the domain: messages, the engine, the transports, and
/// (in `tool`) what a tool is.
@NullMarked
package io.github.clockifymcp.mcp;

import org.jspecify.annotations.NullMarked;
