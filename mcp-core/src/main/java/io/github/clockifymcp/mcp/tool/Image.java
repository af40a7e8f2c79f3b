package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;

/// A record as it was when the change was planned.
///
/// @param kind such as `time_entry`
/// @param record all of it, as the service gave it
public record Image(String kind, String id, JsonNode record) {}
