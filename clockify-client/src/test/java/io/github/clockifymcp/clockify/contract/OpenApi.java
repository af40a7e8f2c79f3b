package io.github.clockifymcp.clockify.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.sandbox.contract.Differences.Found;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/// As much of an OpenAPI document as it takes to find fault with a request. It is stricter than the
/// document: a field or parameter that is not named there is a fault, because Clockify would ignore
/// it in silence.
final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    /// The faults of one request.
    private record Faults(String operation, List<Found> found) {
        private void add(String place, String what) {
            found.add(new Found(operation, place, what));
        }
    }

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi read(Path file) {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(8 * 1024 * 1024);
        bounds.setMaxAliasesForCollections(1_000);
        try (Reader in = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(bounds).load(in);
            return new OpenApi(withoutVersion(new ObjectMapper().valueToTree(loaded)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The official document begins its paths with the version, the other one has it in its hosts.
    private static JsonNode withoutVersion(ObjectNode document) {
        ObjectNode paths = document.objectNode();
        document.path("paths")
                .properties()
                .forEach(path ->
                        paths.set(path.getKey().replaceFirst("^/v1/", "/"), path.getValue()));
        return document.set("paths", paths);
    }

    /// Everything that Clockify answers, as method and path.
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .map(Map.Entry::getKey)
                                .filter(METHODS::contains)
                                .forEach(method ->
                                        all.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        return all;
    }

    /// The operation that a request is for; if there is none, one that no document has.
    String operationOf(ApiRequest<?> request) {
        return request.method() + " " + pathOf(request).map(Map.Entry::getKey).orElse("");
    }

    /// What is wrong with a request; empty if nothing is.
    ///
    /// @param named how the faults name its operation
    List<Found> faultsOf(String named, ApiRequest<?> request) {
        Map.Entry<String, JsonNode> path = pathOf(request).orElse(null);
        if (path == null) {
            return List.of(new Found(named, "-", "no operation"));
        }
        JsonNode operation = path.getValue().path(request.method().toLowerCase(Locale.ROOT));
        Faults faults = new Faults(named, new ArrayList<>());
        checkQuery(path.getValue(), operation, request, faults);
        JsonNode body = request.body();
        JsonNode form =
                resolved(operation.path("requestBody")).at("/content/multipart~1form-data/schema");
        if (body != null && !form.isMissingNode()) {
            checkForm(form, body.path("multipart/form-data"), faults);
            return faults.found();
        }
        JsonNode schema =
                resolved(operation.path("requestBody")).at("/content/application~1json/schema");
        if (body == null && !schema.isMissingNode()) {
            faults.add("body", "missing");
        } else if (body != null && schema.isMissingNode()) {
            faults.add("body", "unknown");
        } else if (body != null) {
            checkValue("body ", schema, body, faults);
        }
        return faults.found();
    }

    private void checkQuery(
            JsonNode path, JsonNode operation, ApiRequest<?> request, Faults faults) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        for (JsonNode group : List.of(path.path("parameters"), operation.path("parameters"))) {
            for (JsonNode reference : group) {
                JsonNode parameter = resolved(reference);
                if (parameter.path("in").asText().equals("query")) {
                    known.put(parameter.path("name").asText(), parameter);
                }
            }
        }
        Map<String, List<String>> sent = request.query().values();
        known.forEach((name, parameter) -> {
            if (parameter.path("required").asBoolean() && !sent.containsKey(name)) {
                faults.add("query " + name, "missing");
            }
        });
        sent.forEach((name, values) -> {
            JsonNode parameter = known.get(name);
            if (parameter == null) {
                faults.add("query " + name, "unknown");
                return;
            }
            JsonNode schema = resolved(parameter.path("schema"));
            boolean list = schema.path("type").asText().equals("array");
            if (!list && values.size() > 1) {
                faults.add("query " + name, "one value");
            }
            JsonNode each = list ? resolved(schema.path("items")) : schema;
            values.forEach(v -> checkText("query " + name, each, v, faults));
        });
    }

    private void checkForm(JsonNode schema, JsonNode parts, Faults faults) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>();
        collect(schema, known, missing);
        for (JsonNode part : parts) {
            String name = part.path("name").asText();
            String place = "form /" + name;
            missing.remove(name);
            JsonNode its = known.get(name);
            if (its == null) {
                faults.add(place, "unknown");
            } else if (part.has("bytes") != its.path("format").asText().equals("binary")) {
                faults.add(place, "file");
            } else if (part.has("value")) {
                JsonNode each = its.has("items") ? its.path("items") : its;
                checkText(place, each, part.path("value").asText(), faults);
            }
        }
        missing.forEach(name -> faults.add("form /" + name, "missing"));
    }

    private static void checkText(String place, JsonNode schema, String value, Faults faults) {
        boolean fits =
                switch (schema.path("type").asText()) {
                    case "boolean" -> value.equals("true") || value.equals("false");
                    case "integer" -> value.matches("-?\\d+");
                    case "number" -> value.matches("-?\\d+(\\.\\d+)?");
                    default -> allowed(schema, value);
                };
        if (!fits) {
            faults.add(place, schema.has("enum") ? "enum" : "type");
        }
    }

    private void checkValue(String place, JsonNode reference, JsonNode value, Faults faults) {
        JsonNode schema = resolved(reference);
        String type = schema.path("type").asText();
        if (type.equals("object") || schema.has("properties") || schema.has("allOf")) {
            checkObject(place, schema, value, faults);
            return;
        }
        boolean fits =
                switch (type) {
                    case "array" -> value.isArray();
                    case "string" -> value.isTextual() && allowed(schema, value.textValue());
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    default -> true;
                };
        if (!fits) {
            faults.add(place, value.isTextual() && type.equals("string") ? "enum" : "type");
        } else if (value.isArray()) {
            value.forEach(item -> checkValue(place + "/*", schema.path("items"), item, faults));
        }
    }

    private void checkObject(String place, JsonNode schema, JsonNode value, Faults faults) {
        if (!value.isObject()) {
            faults.add(place, "type");
            return;
        }
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        collect(schema, known, required);
        required.stream()
                .filter(name -> !value.has(name))
                .forEach(name -> faults.add(place + "/" + name, "missing"));
        value.properties()
                .forEach(field -> {
                    String name = place + "/" + field.getKey();
                    JsonNode its = known.get(field.getKey());
                    if (its == null) {
                        faults.add(name, "unknown");
                    } else {
                        checkValue(name, its, field.getValue(), faults);
                    }
                });
    }

    private void collect(JsonNode reference, Map<String, JsonNode> known, Set<String> required) {
        JsonNode schema = resolved(reference);
        schema.path("properties").properties().forEach(p -> known.put(p.getKey(), p.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("allOf").forEach(part -> collect(part, known, required));
    }

    private static boolean allowed(JsonNode schema, String value) {
        JsonNode values = schema.path("enum");
        return values.isMissingNode()
                || StreamSupport.stream(values.spliterator(), false)
                        .anyMatch(v -> v.asText().equals(value));
    }

    /// The path of the document that a request means: literal segments win over parameters.
    private Optional<Map.Entry<String, JsonNode>> pathOf(ApiRequest<?> request) {
        String method = request.method().toLowerCase(Locale.ROOT);
        return document.path("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method))
                .filter(entry -> fits(entry.getKey(), request.path()))
                .max((a, b) -> Integer.compare(literals(a.getKey()), literals(b.getKey())));
    }

    private static boolean fits(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        boolean fits = wanted.length == given.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i].startsWith("{") || wanted[i].equals(given[i]);
        }
        return fits;
    }

    private static int literals(String template) {
        return (int) template.chars().filter(c -> c == '/').count()
                - (int) template.chars().filter(c -> c == '{').count();
    }

    private JsonNode resolved(JsonNode node) {
        // A reference about which more is said stands alone in a list.
        JsonNode found = node.path("allOf").size() == 1 ? node.path("allOf").get(0) : node;
        for (int depth = 0; found.has("$ref") && depth < 10; depth++) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }
}
