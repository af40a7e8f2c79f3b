package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An MCPB bundle that was unpacked, as a desktop client starts it.
///
/// @param folder where it was unpacked to
record Bundle(Path folder) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Has `deploy/install/Pack.java` pack the server that was built.
    static void pack(Path home, Path to, String... how) throws IOException, InterruptedException {
        Path dist = Installation.shipped(home).folder().toAbsolutePath();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "deploy/install/Pack.java",
                                how[0],
                                dist.toString(),
                                to.toString()));
        command.addAll(List.of(how).subList(1, how.length));
        ProcessBuilder builder = new ProcessBuilder(command).directory(Page.ROOT.toFile());
        // What it says while it works is no message of a test.
        Printed printed = Printed.by(builder);
        assertThat(printed.code()).as(printed.err()).isZero();
    }

    /// The bundle that was packed into this folder.
    static Path packed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".mcpb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    JsonNode manifest() throws IOException {
        return JSON.readTree(folder.resolve("manifest.json").toFile());
    }

    /// The server in it.
    Installation server(Path home) {
        return new Installation(folder.resolve("server"), home, false);
    }

    /// Started as its manifest says, with nothing in the environment but that: what the person did
    /// not fill in has its standard value, and where it has none, the placeholder itself stays.
    ProcessBuilder started(Map<String, String> filledIn) throws IOException {
        JsonNode config = manifest().at("/server/mcp_config");
        List<String> command = new ArrayList<>();
        command.add(put(config.path("command").asText(), filledIn));
        for (JsonNode word : config.path("args")) {
            command.add(put(word.asText(), filledIn));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        for (Map.Entry<String, JsonNode> variable : config.path("env").properties()) {
            builder.environment()
                    .put(variable.getKey(), put(variable.getValue().asText(), filledIn));
        }
        return builder;
    }

    private String put(String text, Map<String, String> filledIn) throws IOException {
        String made = text.replace("${__dirname}", folder.toAbsolutePath().toString());
        for (Map.Entry<String, JsonNode> option : manifest().path("user_config").properties()) {
            String name = option.getKey();
            String standard =
                    option.getValue().path("default").asText("${user_config." + name + "}");
            made =
                    made.replace(
                            "${user_config." + name + "}", filledIn.getOrDefault(name, standard));
        }
        return made;
    }
}
