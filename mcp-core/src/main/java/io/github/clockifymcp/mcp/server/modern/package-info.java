/// The era without sessions, from 2026-07-28: each request says all there is to know, and a
/// question to the client is the result of a request. Nothing outside refers to this package but
/// whoever lists it among the eras.
@NullMarked
package io.github.clockifymcp.mcp.server.modern;

import org.jspecify.annotations.NullMarked;
