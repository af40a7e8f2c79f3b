package io.github.clockifymcp.mcp.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Cuts the catalogue's files into what is served: for each form of a definition one file with one
/// line a tool, so that the server reads bytes and parses nothing. Runs in the build.
public final class CatalogueCutter {
    private static final JsonMapper JSON = new JsonMapper();

    private CatalogueCutter() {}

    /// Cuts the catalogue of one module.
    ///
    /// @param args the module's id, the folder of the catalogue, the folder to write to
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] args) throws IOException {
        cut(args[0], Path.of(args[1]), Path.of(args[2]));
    }

    /// Cuts a module's catalogue.
    ///
    /// @throws IOException when a file cannot be read or written
    public static void cut(String module, Path catalogue, Path target) throws IOException {
        Files.createDirectories(target);
        List<Path> groups;
        try (Stream<Path> files = Files.list(catalogue)) {
            groups = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        for (Family family : Family.values()) {
            StringBuilder lines = new StringBuilder();
            for (Path group : groups) {
                for (JsonNode entry : JSON.readTree(group.toFile())) {
                    String line = JSON.writeValueAsString(family.cut((ObjectNode) entry));
                    lines.append(line).append('\n');
                }
            }
            Files.writeString(target.resolve(Catalogue.file(module, family)), lines);
        }
    }
}
