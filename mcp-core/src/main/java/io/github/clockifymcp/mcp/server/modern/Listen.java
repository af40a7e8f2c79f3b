package io.github.clockifymcp.mcp.server.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Capabilities;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.OpenResources;
import io.github.clockifymcp.mcp.server.Peer;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.server.Task;
import io.github.clockifymcp.mcp.server.Tasks;
import io.github.clockifymcp.mcp.server.Topic;
import io.github.clockifymcp.mcp.server.Watching;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `subscriptions/listen`: which of what a client wants to hear of it hears of, and until when.
final class Listen {
    /// How many requests of one connection may listen; each holds one of its calls.
    static final int MAX_HERE = 16;

    /// How many resources, and how many tasks, one request may listen for.
    static final int MAX_NAMED = 100;

    private final Peer peer;

    // Guarded by this.
    private final Set<Listening> here = new HashSet<>();
    private boolean closed;

    Listen(Peer peer) {
        this.peer = peer;
    }

    /// Listens until the client or the server ends it.
    Result answer(RunningCall call, Watching watching) {
        ObjectNode wanted = Json.object(call.params(), "notifications");
        if (wanted == null) {
            throw RpcError.invalidParams("notifications must be an object");
        }
        Listening.Filter filter =
                new Listening.Filter(
                        topics(wanted), uris(wanted, call, watching), tasks(wanted, call));
        Listening listening = new Listening(call, filter);
        begin(listening);
        try {
            listening.speak(
                    honoured(wanted, filter),
                    OpenResources.by(call.caller(), peer.offer()),
                    id -> task(id, call));
        } finally {
            end(listening);
        }
        return Result.of(Json.object().set("_meta", Listening.meta(call.id())));
    }

    private void begin(Listening listening) {
        boolean room;
        synchronized (this) {
            room = here.size() < MAX_HERE && here.add(listening);
            if (closed) {
                listening.end();
            }
        }
        if (!room || !peer.audience().sit(listening)) {
            end(listening);
            throw new RpcError(
                    RpcError.INTERNAL,
                    "Busy: too many requests listen already. Try again when one has ended.");
        }
    }

    private void end(Listening listening) {
        peer.audience().leave(listening);
        synchronized (this) {
            here.remove(listening);
        }
    }

    /// The end of the connection: every request that listens is answered.
    synchronized void close() {
        closed = true;
        here.forEach(Listening::end);
    }

    private Set<Topic> topics(ObjectNode wanted) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        ObjectNode capabilities = Capabilities.of(peer.offer(), Revision.V2026_07_28);
        for (Topic topic : Topic.values()) {
            JsonNode advertised = capabilities.path(topic.capability()).path("listChanged");
            if (wanted.path(topic.filter()).asBoolean() && advertised.asBoolean()) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private Set<String> uris(ObjectNode wanted, RunningCall call, Watching watching) {
        Set<String> uris = new LinkedHashSet<>();
        if (peer.offer().features().contains(Offer.Feature.SUBSCRIPTIONS)) {
            for (String uri : texts(wanted.get("resourceSubscriptions"))) {
                try {
                    watching.admit(uri, call);
                    uris.add(uri);
                } catch (RpcError e) {
                    // Not for this caller, and so not among what is honoured.
                }
            }
        }
        return uris;
    }

    private Set<String> tasks(ObjectNode wanted, RunningCall call) {
        Set<String> ids = texts(wanted.get("taskIds"));
        ids.removeIf(id -> find(id, call).isEmpty());
        return ids;
    }

    private Optional<Task> find(String id, RunningCall call) {
        Optional<Tasks> kept = peer.offer().tasks();
        return kept.isPresent() && call.caller().extended(Tasks.EXTENSION)
                ? kept.get().find(peer.principal(), id)
                : Optional.empty();
    }

    private @Nullable ObjectNode task(String id, RunningCall call) {
        return find(id, call).map(Task::detail).orElse(null);
    }

    private static Set<String> texts(@Nullable JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        if (list instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (item.isTextual() && texts.size() < MAX_NAMED) {
                    texts.add(item.textValue());
                }
            }
        }
        return texts;
    }

    private static ObjectNode honoured(ObjectNode wanted, Listening.Filter filter) {
        ObjectNode honoured = Json.object();
        for (Topic topic : Topic.values()) {
            if (filter.topics().contains(topic)) {
                honoured.put(topic.filter(), true);
            }
        }
        list(honoured, wanted, "resourceSubscriptions", filter.uris());
        list(honoured, wanted, "taskIds", filter.tasks());
        return honoured;
    }

    /// In the order in which the client named them.
    private static void list(
            ObjectNode honoured, ObjectNode wanted, String name, Set<String> granted) {
        Set<String> named = texts(wanted.get(name));
        named.retainAll(granted);
        if (!named.isEmpty()) {
            named.forEach(honoured.putArray(name)::add);
        }
    }
}
