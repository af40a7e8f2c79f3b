/// An MCP client of other people's making, told by a script what to say to a server.
@NullMarked
package io.github.clockifymcp.probe;

import org.jspecify.annotations.NullMarked;
