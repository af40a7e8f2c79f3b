package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work that outlives its request, as it stands (the extension `io.modelcontextprotocol/tasks`).
///
/// @param id cannot be guessed
/// @param goodFor how long it is kept, from its creation
/// @param asked what its client must still say, by key, in the order in which it is asked: requests
///   as in MRTR
/// @param answers what the client has said to what was asked
/// @param result of a task that is completed
/// @param error of a task that has failed, as in JSON-RPC
public record Task(
        String id,
        Principal owner,
        Status status,
        Instant created,
        Instant updated,
        Duration goodFor,
        Map<String, ObjectNode> asked,
        Map<String, ObjectNode> answers,
        @Nullable ObjectNode result,
        @Nullable ObjectNode error) {

    /// How often a client should look.
    private static final Duration POLL_EVERY = Duration.ofMillis(500);

    /// How a task stands.
    public enum Status {
        WORKING,
        INPUT_REQUIRED,
        COMPLETED,
        FAILED,
        CANCELLED;

        /// Whether nothing follows.
        public boolean terminal() {
            return this != WORKING && this != INPUT_REQUIRED;
        }
    }

    public Task {
        asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
        answers = Map.copyOf(answers);
    }

    /// A task that begins.
    public static Task begun(String id, Principal owner, Instant now, Duration goodFor) {
        return new Task(
                id, owner, Status.WORKING, now, now, goodFor, Map.of(), Map.of(), null, null);
    }

    /// When it is forgotten.
    public Instant expires() {
        return created.plus(goodFor);
    }

    /// Whether it is this principal's, whatever scopes a token of today has.
    public boolean belongsTo(Principal principal) {
        return owner.tenant().equals(principal.tenant()) && owner.id().equals(principal.id());
    }

    Task asking(Map<String, ObjectNode> questions, Instant now) {
        return at(Status.INPUT_REQUIRED, now, questions, Map.of(), null, null);
    }

    /// What was asked is no longer asked once it is answered; what was not asked is not heard.
    Task answered(Map<String, ObjectNode> more, Instant now) {
        Map<String, ObjectNode> open = new LinkedHashMap<>(asked);
        Map<String, ObjectNode> heard = new HashMap<>(answers);
        more.forEach((key, answer) -> {
            if (open.remove(key) != null) {
                heard.put(key, answer);
            }
        });
        if (open.size() == asked.size()) {
            return this;
        }
        Status next = open.isEmpty() ? Status.WORKING : Status.INPUT_REQUIRED;
        return at(next, now, open, heard, null, null);
    }

    Task completed(ObjectNode value, Instant now) {
        return at(Status.COMPLETED, now, Map.of(), Map.of(), value, null);
    }

    Task failed(ObjectNode why, Instant now) {
        return at(Status.FAILED, now, Map.of(), Map.of(), null, why);
    }

    Task cancelled(Instant now) {
        return at(Status.CANCELLED, now, Map.of(), Map.of(), null, null);
    }

    private Task at(
            Status next,
            Instant now,
            Map<String, ObjectNode> open,
            Map<String, ObjectNode> heard,
            @Nullable ObjectNode value,
            @Nullable ObjectNode why) {
        return new Task(id, owner, next, created, now, goodFor, open, heard, value, why);
    }

    /// The task without what came of it, as it is handed out at its beginning.
    ObjectNode handle() {
        return Json.object()
                .put("taskId", id)
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("createdAt", created.toString())
                .put("lastUpdatedAt", updated.toString())
                .put("ttlMs", goodFor.toMillis())
                .put("pollIntervalMs", POLL_EVERY.toMillis());
    }

    /// All that its client may know.
    public ObjectNode detail() {
        ObjectNode detail = handle();
        if (status == Status.INPUT_REQUIRED) {
            ObjectNode requests = detail.putObject("inputRequests");
            asked.forEach(requests::set);
        }
        if (result != null) {
            detail.set("result", result);
        }
        if (error != null) {
            detail.set("error", error);
        }
        return detail;
    }
}
