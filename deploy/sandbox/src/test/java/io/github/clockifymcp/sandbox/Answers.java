package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.clockifymcp.sandbox.contract.Differences;
import io.github.clockifymcp.sandbox.contract.Differences.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;

/// An OpenAPI document, and where our answers differ from it.
final class Answers {

    private final String name;
    private final JsonNode document;
    private final Differences known;
    private final List<Found> found = new ArrayList<>();

    private Answers(String name, JsonNode document, Differences known) {
        this.name = name;
        this.document = document;
        this.known = known;
    }

    /// The document with this name, and the file of what is wrong in it.
    static Answers read(String name) {
        Path folder = Path.of(System.getProperty("clockify.openapi", ""));
        Path file = folder.resolve("clockify.%s.openapi.yaml".formatted(name));
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(16 << 20);
        YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
        try {
            JsonNode document = yaml.readTree(Files.readAllBytes(file));
            String known = "/contract/%s-answers.tsv".formatted(name);
            satisfiable(document.path("components").path("schemas"));
            return new Answers(name, document, Differences.read(Answers.class, known));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The official document has a schema that is nothing but itself, which no validator can follow
    /// to its end. Its type is left, and held against.
    private static void satisfiable(JsonNode schemas) {
        schemas.properties()
                .forEach(schema -> {
                    String itself = "#/components/schemas/" + schema.getKey();
                    JsonNode only = schema.getValue().path("oneOf").path(0).path("$ref");
                    if (only.asText().equals(itself)) {
                        ((ObjectNode) schema.getValue()).remove("oneOf");
                    }
                });
    }

    String name() {
        return name;
    }

    /// Notes where an answer differs from the document.
    void hold(String method, String template, Reply reply) {
        String operation = method + " " + template;
        JsonNode responses = operation(method, template).path("responses");
        if (responses.isMissingNode()) {
            found.add(new Found(operation, "-", "no operation"));
            return;
        }
        String status = Integer.toString(reply.status());
        if (!responses.has(status)) {
            found.add(new Found(operation, "status", status));
        }
        JsonNode content = resolved(responses.path(status)).path("content");
        JsonNode schema = content.path("application/json").path("schema");
        if (schema.isMissingNode()) {
            schema = content.path("*/*").path("schema");
        }
        if (!schema.isMissingNode()) {
            compare(operation, schema, reply.json());
        }
    }

    /// What was found and nobody explained.
    List<String> unexplained() {
        return known.unexplained(found);
    }

    /// The lines of the file that explain nothing.
    List<String> stale() {
        return known.stale(found);
    }

    private void compare(String operation, JsonNode schema, JsonNode json) {
        ObjectNode whole = schema.isObject() ? ((ObjectNode) schema).deepCopy() : Json.object();
        whole.set("components", document.get("components"));
        Schema compiled = SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(whole);
        for (Error error : compiled.validate(json)) {
            String place = error.getInstanceLocation().toString();
            String property = error.getProperty();
            String at = property == null ? place : place + "/" + property;
            found.add(new Found(operation, at.isEmpty() ? "/" : at, what(error)));
        }
    }

    /// What is wrong; where a value is of another kind than the schema wants, that kind.
    private static String what(Error error) {
        JsonNode value = error.getInstanceNode();
        if (value == null || !List.of("type", "enum", "oneOf").contains(error.getKeyword())) {
            return error.getKeyword();
        }
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case ARRAY -> "list";
            case OBJECT -> "object";
            default -> error.getKeyword();
        };
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /// The operation with this method and a template of the same shape; names of parameters differ,
    /// and one document begins its paths with the version.
    private JsonNode operation(String method, String template) {
        return document.path("paths").properties().stream()
                .filter(path -> shape(path.getKey()).equals(shape(template)))
                .map(path -> path.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElse(Json.object());
    }

    private static String shape(String template) {
        return template.replaceFirst("^/v1/", "/").replaceAll("\\{[^}]+}", "{}");
    }
}
