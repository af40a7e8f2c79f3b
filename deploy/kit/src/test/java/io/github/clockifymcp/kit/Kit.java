package io.github.clockifymcp.kit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where things lie, and how they are read.
final class Kit {
    /// A key that stands twice in a map is a slip.
    static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private Kit() {}

    /// The repository's top.
    static Path repository() {
        return Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();
    }

    /// A file of `deploy/kit`.
    static Path file(String name) {
        return repository().resolve("deploy/kit").resolve(name);
    }

    /// Every document of a YAML text that is not empty.
    static List<JsonNode> documents(String yaml) throws IOException {
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return all.readAll().stream().filter(JsonNode::isObject).toList();
        }
    }
}
