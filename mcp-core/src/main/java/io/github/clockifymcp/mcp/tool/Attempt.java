package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Something a client wants done, on its way through the guard.
///
/// @param arguments as they came, not yet checked
public record Attempt(Target target, ObjectNode arguments, Call call) {}
