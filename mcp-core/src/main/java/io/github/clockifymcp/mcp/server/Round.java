package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One passage of a call through the guard, with what is known by then.
///
/// @param call the id of the call, the same in all its rounds
/// @param number 0 for the first
/// @param replies the client's answers so far, by the question's key
/// @param state what the guard asked to have back
public record Round(
        String call, int number, Map<String, ObjectNode> replies, @Nullable String state) {

    public Round {
        replies = Map.copyOf(replies);
    }

    /// The first round of a new call.
    public static Round first() {
        return new Round(UUID.randomUUID().toString(), 0, Map.of(), null);
    }

    /// The round after these answers.
    public Round next(Map<String, ObjectNode> more, String newState) {
        Map<String, ObjectNode> all = new HashMap<>(replies);
        all.putAll(more);
        return new Round(call, number + 1, all, newState);
    }
}
