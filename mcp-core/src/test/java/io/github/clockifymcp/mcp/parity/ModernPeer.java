package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A client of 2026-07-28: every request says everything, questions come back as results, and to
/// hear of changes is a request of its own.
final class ModernPeer extends Peer {
    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final Set<String> KEPT =
            Set.of(
                    "server/discover",
                    "tools/list",
                    "prompts/list",
                    "resources/list",
                    "resources/templates/list",
                    "resources/read");

    private static final Set<String> ALWAYS = Set.of("resultType", "serverInfo");
    private static final Set<String> FOR_KEEPING =
            Set.of("resultType", "serverInfo", "ttlMs", "cacheScope");

    private final String capabilities;
    private final List<Open> listening = new ArrayList<>();

    ModernPeer(Leg leg, Wire wire, String capabilities) {
        super(leg, wire);
        this.capabilities = capabilities;
    }

    @Override
    void greet() {
        wire().to(this::hear);
    }

    @Override
    void dress(String method, ObjectNode params) {
        ObjectNode meta = params.withObjectProperty("_meta");
        meta.put(PREFIX + "protocolVersion", leg().revision().id());
        meta.set(PREFIX + "clientCapabilities", Words.json(capabilities));
        meta.set(PREFIX + "clientInfo", Words.json("{'name':'parity','version':'1'}"));
    }

    @Override
    ObjectNode about() {
        Open discovery = begin("server/discover", "{}");
        discovery.rest();
        ObjectNode told = discovery.answer();
        ObjectNode about = Json.object();
        about.set("capabilities", told.path("capabilities"));
        about.set("serverInfo", told.path("_meta").path(PREFIX + "serverInfo"));
        about.set("instructions", told.path("instructions"));
        return about;
    }

    @Override
    List<String> wantsLogs(String level) {
        beside(PREFIX + "logLevel", level);
        return List.of();
    }

    @Override
    List<String> result(Open open, ObjectNode result) {
        String type = result.path("resultType").asText();
        if (type.equals("input_required")) {
            return questions(open, result);
        }
        open.over(result);
        return List.of(Words.result(undressed(open.method(), result)));
    }

    /// The result without what this era adds, which has to be there, and only where it belongs.
    private static ObjectNode undressed(String method, ObjectNode result) {
        ObjectNode plain = result.deepCopy();
        String type = plain.path("resultType").asText();
        Set<String> worn = new TreeSet<>();
        for (String field : List.of("resultType", "ttlMs", "cacheScope")) {
            if (plain.remove(field) != null) {
                worn.add(field);
            }
        }
        if (plain.path("_meta") instanceof ObjectNode meta) {
            if (meta.remove(PREFIX + "serverInfo") != null) {
                worn.add("serverInfo");
            }
            meta.remove(PREFIX + "subscriptionId");
            if (meta.isEmpty()) {
                plain.remove("_meta");
            }
        }
        if (type.equals("task") || method.startsWith("tasks/")) {
            worn.remove("ttlMs"); // a task's own
        } else if (!type.equals("complete")) {
            throw new AssertionError("a result is complete: " + result);
        }
        assertThat(worn)
                .as("what %s is dressed in", method)
                .isEqualTo(KEPT.contains(method) ? FOR_KEEPING : ALWAYS);
        return plain;
    }

    private List<String> questions(Open open, ObjectNode result) {
        List<String> lines = new ArrayList<>();
        ObjectNode answers = Json.object();
        boolean silent = false;
        for (Map.Entry<String, JsonNode> asked : result.path("inputRequests").properties()) {
            String method = asked.getValue().path("method").asText();
            ObjectNode params = (ObjectNode) asked.getValue().path("params");
            Spoken.HERE.met(leg(), method);
            lines.add(Words.asked(method, params));
            ObjectNode answer = person().answer(method, params);
            if (answer == null) {
                silent = true;
            } else {
                answers.set(asked.getKey(), answer);
            }
        }
        if (silent) {
            open.over(result);
            return lines;
        }
        ObjectNode more = Json.object();
        more.set("inputResponses", answers);
        more.set("requestState", result.path("requestState"));
        again(open, more);
        return lines;
    }

    @Override
    List<String> asked(Open open, ObjectNode request) {
        throw new AssertionError("no server asks in this era: " + request);
    }

    @Override
    void cancel(Open open) {
        if (!wire().drop(open.id())) {
            sayCancelled(open);
        }
    }

    @Override
    void news(ObjectNode notification) {
        unexpected("no news comes unasked in this era: " + notification);
    }

    @Override
    News watch(String... uris) {
        ObjectNode wanted = Json.object();
        ObjectNode named = wanted.putObject("notifications");
        for (String list : new String[] {"tools", "prompts", "resources"}) {
            named.put(list + "ListChanged", uris.length == 0);
        }
        ArrayNode resources = named.putArray("resourceSubscriptions");
        for (String uri : uris) {
            resources.add(uri);
        }
        Open listen = begin("subscriptions/listen", Words.text(wanted));
        listening.add(listen);
        String acknowledged = listen.next();
        String begin = "notifications/subscriptions/acknowledged ";
        if (!acknowledged.startsWith(begin)) {
            throw new AssertionError("the first thing to hear is what is heard: " + acknowledged);
        }
        List<String> granted = new ArrayList<>();
        Words.json(acknowledged.substring(begin.length()))
                .path("notifications")
                .path("resourceSubscriptions")
                .forEach(uri -> granted.add(uri.asText()));
        return new News() {
            @Override
            public List<String> resources() {
                return granted;
            }

            @Override
            public String next() {
                return listen.next();
            }

            @Override
            public List<String> rest() {
                return listen.rest();
            }

            @Override
            public void stop() {
                listen.cancel();
                listening.remove(listen);
            }
        };
    }

    @Override
    void hush() {
        listening.stream().filter(open -> !open.isOver()).forEach(this::hush);
    }

    private void hush(Open open) {
        if (open.unheard() > 0) {
            throw new AssertionError("nobody expected more news");
        }
        open.cancel();
    }
}
