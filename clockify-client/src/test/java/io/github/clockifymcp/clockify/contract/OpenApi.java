package io.github.clockifymcp.clockify.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clockifymcp.clockify.ApiRequest;
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

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi read(Path file) {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(8 * 1024 * 1024);
        bounds.setMaxAliasesForCollections(1_000);
        try (Reader in = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(bounds).load(in);
            return new OpenApi(new ObjectMapper().valueToTree(loaded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// The operation that a request is for.
    String operationOf(ApiRequest<?> request) {
        return request.method() + " " + pathOf(request.path()).getKey();
    }

    /// What is wrong with a request; empty if nothing is.
    List<String> faultsOf(ApiRequest<?> request) {
        List<String> faults = new ArrayList<>();
        Map.Entry<String, JsonNode> path = pathOf(request.path());
        String method = request.method().toLowerCase(Locale.ROOT);
        JsonNode operation = path.getValue().path(method);
        String where = request.method() + " " + path.getKey();
        if (operation.isMissingNode()) {
            return List.of(where + ": no such operation");
        }
        checkQuery(where, path.getValue(), operation, request, faults);
        JsonNode body = request.body();
        JsonNode form =
                resolved(operation.path("requestBody")).at("/content/multipart~1form-data/schema");
        if (body != null && !form.isMissingNode()) {
            checkForm(where + " body", form, body.path("multipart/form-data"), faults);
            return faults;
        }
        JsonNode schema =
                resolved(operation.path("requestBody")).at("/content/application~1json/schema");
        if (body == null && !schema.isMissingNode()) {
            faults.add(where + ": body is missing");
        } else if (body != null && schema.isMissingNode()) {
            faults.add(where + ": body is not expected");
        } else if (body != null) {
            checkValue(where + " body", schema, body, faults);
        }
        return faults;
    }

    private void checkQuery(
            String where,
            JsonNode path,
            JsonNode operation,
            ApiRequest<?> request,
            List<String> faults) {
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
                faults.add(where + ": query " + name + " is missing");
            }
        });
        sent.forEach((name, values) -> {
            JsonNode parameter = known.get(name);
            if (parameter == null) {
                faults.add(where + ": query " + name + " is not known");
                return;
            }
            JsonNode schema = resolved(parameter.path("schema"));
            boolean list = schema.path("type").asText().equals("array");
            if (!list && values.size() > 1) {
                faults.add(where + ": query " + name + " is not a list");
            }
            JsonNode each = list ? resolved(schema.path("items")) : schema;
            values.forEach(v -> checkText(where + " query " + name, each, v, faults));
        });
    }

    private void checkForm(String where, JsonNode schema, JsonNode parts, List<String> faults) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>();
        collect(schema, known, missing);
        for (JsonNode part : parts) {
            String name = part.path("name").asText();
            missing.remove(name);
            JsonNode its = known.get(name);
            if (its == null) {
                faults.add(where + "." + name + " is not known");
            } else if (part.has("bytes") != its.path("format").asText().equals("binary")) {
                faults.add(where + "." + name + " is not a file, or should be one");
            } else if (part.has("value")) {
                JsonNode each = its.has("items") ? its.path("items") : its;
                checkText(where + "." + name, each, part.path("value").asText(), faults);
            }
        }
        missing.forEach(name -> faults.add(where + "." + name + " is missing"));
    }

    private static void checkText(
            String where, JsonNode schema, String value, List<String> faults) {
        boolean fits =
                switch (schema.path("type").asText()) {
                    case "boolean" -> value.equals("true") || value.equals("false");
                    case "integer" -> value.matches("-?\\d+");
                    case "number" -> value.matches("-?\\d+(\\.\\d+)?");
                    default -> allowed(schema, value);
                };
        if (!fits) {
            faults.add(where + ": " + value + " is not allowed");
        }
    }

    private void checkValue(String where, JsonNode reference, JsonNode value, List<String> faults) {
        JsonNode schema = resolved(reference);
        String type = schema.path("type").asText();
        if (type.equals("object") || schema.has("properties") || schema.has("allOf")) {
            checkObject(where, schema, value, faults);
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
            faults.add(where + ": " + value + " is not allowed");
        } else if (value.isArray()) {
            value.forEach(item -> checkValue(where + "[]", schema.path("items"), item, faults));
        }
    }

    private void checkObject(String where, JsonNode schema, JsonNode value, List<String> faults) {
        if (!value.isObject()) {
            faults.add(where + ": is not an object");
            return;
        }
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        collect(schema, known, required);
        required.stream()
                .filter(name -> !value.has(name))
                .forEach(name -> faults.add(where + "." + name + " is missing"));
        value.properties()
                .forEach(field -> {
                    String name = where + "." + field.getKey();
                    JsonNode its = known.get(field.getKey());
                    if (its == null) {
                        faults.add(name + " is not known");
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

    /// The path of the document that a request's path means: literal segments win over parameters.
    private Map.Entry<String, JsonNode> pathOf(String path) {
        return document.path("paths").properties().stream()
                .filter(entry -> fits(entry.getKey(), path))
                .max((a, b) -> Integer.compare(literals(a.getKey()), literals(b.getKey())))
                .orElseThrow(() -> new AssertionError("The document has no path for " + path));
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
