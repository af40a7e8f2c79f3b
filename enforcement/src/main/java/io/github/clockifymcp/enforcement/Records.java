package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Request;

/// Reads records of the service as they are now, to see whether they have moved on since a change.
@FunctionalInterface
public interface Records {

    /// The record that the request is about: what stands at its path, or at the nearest path above
    /// it where the service shows one record.
    ///
    /// @throws io.github.clockifymcp.mcp.tool.ToolException when the service does not answer
    Found at(Request request, Call call);

    /// What is there.
    sealed interface Found {
        /// A record.
        ///
        /// @param path where it was read
        record There(String path, JsonNode record) implements Found {}

        /// There is none any more.
        record Gone(String path) implements Found {}

        /// The service shows no record at that path or above it.
        record Unreadable() implements Found {}
    }
}
