package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A request of a change that was sent, and what is known of it.
///
/// @param request as it was sent, blanks filled
/// @param answer null when there was none
public record Sent(String step, Request request, Fate fate, @Nullable JsonNode answer) {

    /// What became of a request.
    public enum Fate {
        /// It was done.
        DONE,
        /// The service refused it; nothing changed.
        REFUSED,
        /// It never left this machine; nothing changed.
        NOT_SENT,
        /// It was sent and no answer came; it may have been done.
        UNKNOWN
    }
}
