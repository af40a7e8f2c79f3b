package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Headers;
import io.github.clockifymcp.clockify.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A Clockify of made-up records, for what the sandbox's company does not have: a thousand people,
/// strange names, answers nobody expected. It remembers what it was asked.
///
/// Its filters compare texts as they stand but for capitals, as Clockify's do: a letter and its
/// accent written apart are not the letter written with it.
public final class StubTransport implements Transport {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, List<ObjectNode>> lists = new LinkedHashMap<>();
    private final Map<String, JsonNode> others = new LinkedHashMap<>();
    private final Map<String, Category> refused = new LinkedHashMap<>();
    private final List<String> received = new ArrayList<>();

    /// Makes a list hold one more record.
    public StubTransport has(String list, String json) {
        lists.computeIfAbsent(list, path -> new ArrayList<>()).add((ObjectNode) tree(json));
        return this;
    }

    /// Makes a path answer this; one with its query goes before the path alone.
    public StubTransport answers(String path, String json) {
        others.put(path, tree(json));
        return this;
    }

    /// Makes a path fail.
    public StubTransport refuses(String path, Category category) {
        refused.put(path, category);
        return this;
    }

    /// What it was asked since it was made or told to forget.
    public List<String> received() {
        return List.copyOf(received);
    }

    public void forget() {
        received.clear();
    }

    @Override
    public Answer exchange(ApiRequest<?> request) {
        received.add(request.method() + " " + request.target());
        Category category = refused.get(request.path());
        if (category != null) {
            throw ClockifyException.of(category, "Clockify refused.", "");
        }
        JsonNode other = others.getOrDefault(request.target(), others.get(request.path()));
        if (other != null) {
            return new Answer(200, Headers.none(), other);
        }
        List<ObjectNode> rows = lists.get(request.path());
        if (rows == null) {
            return one(request.path());
        }
        return request.method().equals("POST") ? made(request, rows) : page(request, rows);
    }

    private Answer one(String path) {
        int slash = path.lastIndexOf('/');
        String id = path.substring(slash + 1);
        return lists.getOrDefault(path.substring(0, slash), List.of()).stream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .map(row -> new Answer(200, Headers.none(), row))
                .orElseThrow(() ->
                        ClockifyException.of(
                                Category.NOT_FOUND, "It doesn't belong to Workspace.", ""));
    }

    private static Answer made(ApiRequest<?> request, List<ObjectNode> rows) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.setAll((ObjectNode) request.body());
        row.put("id", "ffffffffffffffffffffff%02x".formatted(rows.size()));
        row.put("projectId", "p");
        rows.add(row);
        return new Answer(201, Headers.none(), row);
    }

    private static Answer page(ApiRequest<?> request, List<ObjectNode> rows) {
        Map<String, List<String>> query = request.query().values();
        List<ObjectNode> fitting = rows.stream().filter(row -> fits(row, query)).toList();
        if (!query.containsKey("page")) {
            return new Answer(200, Headers.none(), array(fitting));
        }
        int size = number(query, "page-size");
        int from = Math.min(fitting.size(), (number(query, "page") - 1) * size);
        int to = Math.min(fitting.size(), from + size);
        String last = Boolean.toString(to == fitting.size());
        return new Answer(
                200, Headers.of(Map.of("Last-Page", last)), array(fitting.subList(from, to)));
    }

    private static int number(Map<String, List<String>> query, String name) {
        return Integer.parseInt(query.getOrDefault(name, List.of("1")).getFirst());
    }

    private static boolean fits(ObjectNode row, Map<String, List<String>> query) {
        return query.entrySet().stream()
                .allMatch(filter -> fits(row, filter.getKey(), filter.getValue().getFirst()));
    }

    private static boolean fits(ObjectNode row, String filter, String value) {
        return switch (filter) {
            case "name", "email" ->
                    row.path(filter)
                            .asText()
                            .toLowerCase(Locale.ROOT)
                            .contains(value.toLowerCase(Locale.ROOT));
            case "archived" -> row.path("archived").asBoolean() == Boolean.parseBoolean(value);
            case "is-active" ->
                    row.path("status").asText("ACTIVE").equals("ACTIVE")
                            == Boolean.parseBoolean(value);
            case "clients" -> row.path("clientId").asText().equals(value);
            case "status" ->
                    value.equals("ALL") || row.path("membership").asText("ACTIVE").equals(value);
            default -> true;
        };
    }

    private static ArrayNode array(List<ObjectNode> rows) {
        return JsonNodeFactory.instance.arrayNode().addAll(rows);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
