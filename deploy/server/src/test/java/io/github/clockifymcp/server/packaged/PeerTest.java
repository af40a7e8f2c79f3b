package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official Java SDK's client drives the packaged server. It runs as a process of its own, with
/// its own libraries: they never meet ours.
class PeerTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final String TOKEN = "a-token-nobody-would-guess";
    private static final Path CONVERSATION = Path.of("../probe/conversation/script.json");

    @TempDir Path folder;
    private Installation server;

    @BeforeEach
    void find_the_built_server() {
        server = Installation.shipped(folder.resolve("home"));
    }

    @Test
    void the_demo_comes_out_as_it_is_told() throws Exception {
        Run demo = run("Demo", server.launcher().toString(), folder.resolve("state").toString());

        assertThat(demo.code()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains(
                        "the person says yes",
                        "Deleted: ",
                        "time_tracking_safe",
                        "intent",
                        "denied_by_policy");
    }

    @Test
    void a_person_who_says_no_keeps_the_entry() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("script.json"),
                        """
                        {"asks": true, "steps": [
                          {},
                          {"call": "clockify_log_time",
                           "arguments": {"project": "Booking App", "start": "yesterday 7:00",
                                         "duration": "1h", "description": "kept"},
                           "keep": {"entry": "^([0-9a-f]+) "}},
                          {"call": "clockify_delete_entry", "arguments": {"entry_id": "{entry}"},
                           "answer": "decline", "error": true, "says": ["said no", "Nothing was sent"]},
                          {"call": "clockify_delete_entry", "arguments": {"entry_id": "{entry}"},
                           "answer": "accept", "content": {"confirm": false}, "error": true,
                           "says": ["without the tick"]},
                          {"call": "clockify_delete_entry",
                           "arguments": {"entry_id": "{entry}", "confirmation_token": "x"},
                           "error": true, "says": ["can ask its person"]},
                          {"call": "clockify_get_entry", "arguments": {"entry_id": "{entry}"},
                           "says": ["kept"]}
                        ]}
                        """);

        Run probe =
                run(
                        "Probe",
                        "stdio",
                        "--script",
                        script.toString(),
                        "--",
                        server.launcher().toString(),
                        "--profile=sandbox");

        assertThat(probe.code()).as(probe.output()).isZero();
    }

    @Test
    void everybodys_conversation_is_held_over_stdio() throws Exception {
        for (Path script : conversations()) {
            Run probe =
                    run(
                            "Probe",
                            "stdio",
                            "--script",
                            script.toString(),
                            "--",
                            server.launcher().toString(),
                            "--profile=sandbox");

            assertThat(probe.code()).as(probe.output()).isZero();
            assertThat(probe.output()).contains("\"what\":\"finds it no more\",\"good\":true");
        }
    }

    @Test
    void everybodys_conversation_is_held_over_http() throws Exception {
        try (Listening site = Listening.start(server, Map.of("MCP_BEARER_TOKEN", TOKEN))) {
            for (Path script : conversations()) {
                Run probe = overHttp(site, TOKEN, "--script", script.toString());

                assertThat(probe.code()).as(probe.output()).isZero();
                assertThat(probe.output())
                        .contains("\"what\":\"finds it no more\",\"good\":true")
                        .doesNotContain(TOKEN);
            }
        }
    }

    @Test
    void without_the_token_there_is_no_conversation_over_http() throws Exception {
        try (Listening site = Listening.start(server, Map.of("MCP_BEARER_TOKEN", TOKEN))) {
            Run probe = overHttp(site, "another-token-of-theirs");

            assertThat(probe.code()).as(probe.output()).isEqualTo(1);
            assertThat(probe.output())
                    .contains("Authorization error")
                    .doesNotContain("another-token-of-theirs");
        }
    }

    private Run overHttp(Listening site, String token, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("http"));
        arguments.addAll(List.of(options));
        arguments.add("--header");
        arguments.add("Authorization: Bearer " + token);
        arguments.add("http://127.0.0.1:%d/mcp".formatted(site.port()));
        return run("Probe", arguments.toArray(String[]::new));
    }

    /// The script of all peers: for a client that can ask its person, and for one that cannot.
    private List<Path> conversations() throws IOException {
        String script = Files.readString(CONVERSATION);
        Path silent =
                Files.writeString(
                        folder.resolve("silent.json"),
                        script.replace("\"asks\": true", "\"asks\": false"));
        assertThat(silent).content().isNotEqualTo(script);
        return List.of(CONVERSATION, silent);
    }

    private record Run(int code, String output) {}

    private Run run(String program, String... arguments) throws IOException, InterruptedException {
        Path libraries = Path.of(System.getProperty("dist", "dist")).resolve("probe/lib");
        assertThat(libraries).as("run make build first").isDirectory();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                libraries + "/*",
                                "io.github.clockifymcp.probe." + program));
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".txt");
        Process process =
                server.bare(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " does not end");
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
