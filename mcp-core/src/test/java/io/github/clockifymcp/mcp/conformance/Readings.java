package io.github.clockifymcp.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.server.UriTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The resources.
final class Readings {
    private static final String TEMPLATE = "test://template/{id}/data";

    private Readings() {}

    static List<Offered.Resource> resources(String rights) {
        return List.of(
                resource(
                        "test://static-text",
                        "text/plain",
                        "This is the content of the static text resource.",
                        null,
                        rights),
                resource("test://static-binary", "image/png", null, Blocks.PNG, rights),
                resource(
                        "test://watched-resource",
                        "text/plain",
                        "Watched resource content",
                        null,
                        rights));
    }

    private static Offered.Resource resource(
            String uri,
            String mimeType,
            @Nullable String text,
            @Nullable String blob,
            String rights) {
        ObjectNode definition = Json.object().put("uri", uri).put("name", uri);
        definition.put("description", "A resource of the fixture").put("mimeType", mimeType);
        Offered.Part part = new Offered.Part(uri, mimeType, text, blob);
        return new Offered.Resource(
                uri, definition, rights, call -> new Offered.Read(List.of(part)));
    }

    static List<Offered.Template> templates(String rights) {
        ObjectNode definition = Json.object().put("uriTemplate", TEMPLATE).put("name", "template");
        definition.put("description", "A template of the fixture");
        definition.put("mimeType", "application/json");
        return List.of(
                new Offered.Template(
                        new UriTemplate(TEMPLATE),
                        definition,
                        rights,
                        (values, call) -> {
                            String id = values.getOrDefault("id", "");
                            return Json.object()
                                    .put("id", id)
                                    .put("templateTest", true)
                                    .put("data", "Data for ID: " + id);
                        }));
    }
}
