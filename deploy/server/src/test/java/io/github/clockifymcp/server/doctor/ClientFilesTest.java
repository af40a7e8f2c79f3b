package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What doctor finds in the files of clients. Each row is broken in one way, and nothing else is
/// said to be wrong with it.
final class ClientFilesTest {
    private static final String DESKTOP = ".config/Claude/claude_desktop_config.json";

    @TempDir static Path folder;

    @TestFactory
    List<DynamicTest> what_is_wrong_in_them() {
        return new BrokenSetUp.Table(folder, "--offline")
                .row(
                        "a file that is not JSON",
                        "client.malformed",
                        2,
                        patient ->
                                patient.file(
                                        DESKTOP,
                                        "{\"mcpServers\":{\"clockify\":{\"env\":{\"CLOCKIFY_API_KEY\":\"%s\",}}}"
                                                .formatted(Patient.KEY)))
                .row(
                        "a file that is not TOML",
                        "client.malformed",
                        2,
                        patient ->
                                patient.file(
                                        ".codex/config.toml",
                                        "[mcp_servers.clockify]\nenv = { CLOCKIFY_API_KEY = \"%s\n"
                                                .formatted(Patient.KEY)))
                .row(
                        "a program that is not there",
                        "client.command",
                        2,
                        patient ->
                                json(
                                        patient,
                                        DESKTOP,
                                        "/opt/clockify-mcp/bin/clockify-mcp",
                                        "",
                                        KEY))
                .row(
                        "a program that is nowhere on the path",
                        "client.command",
                        2,
                        patient -> json(patient, ".claude.json", "clockify-mcp", "", KEY))
                .row(
                        "a program that may not be executed",
                        "client.executable",
                        2,
                        patient -> {
                            Path program = launcher(patient);
                            assertThat(program.toFile().setExecutable(false)).isTrue();
                            json(patient, ".cursor/mcp.json", program.toString(), "", KEY);
                        })
                .row(
                        "the folder of the program",
                        "client.executable",
                        2,
                        patient -> {
                            Path program = launcher(patient);
                            Path whole =
                                    Files.createDirectory(patient.home().resolve("clockify-mcp-1"));
                            assertThat(program).exists();
                            json(patient, ".cursor/mcp.json", whole.toString(), "", KEY);
                        })
                .row(
                        "a slip in the name of a setting",
                        "client.setting",
                        2,
                        patient -> good(patient, DESKTOP, KEY + ",\"CLOCKIFY_POLICYY\":\"full\""))
                .row(
                        "a mode that there is not",
                        "client.setting",
                        2,
                        patient -> good(patient, DESKTOP, KEY + ",\"CLOCKIFY_POLICY\":\"all\""))
                .row(
                        "two places where Clockify would be",
                        "client.setting",
                        2,
                        patient ->
                                good(
                                        patient,
                                        DESKTOP,
                                        KEY
                                                + ",\"CLOCKIFY_REGION\":\"eu\","
                                                + "\"CLOCKIFY_BASE_URL\":\"https://euw2.clockify.me/api/v1\""))
                .row(
                        "a setting that there is not",
                        "client.unknown",
                        0,
                        patient -> good(patient, DESKTOP, KEY + ",\"CLOCKIFY_COLOUR\":\"blue\""))
                .row(
                        "a key where every program sees it",
                        "client.arguments",
                        2,
                        patient ->
                                json(
                                        patient,
                                        ".gemini/settings.json",
                                        launcher(patient).toString(),
                                        "\"--api-key=%s\"".formatted(Patient.KEY),
                                        KEY))
                .row(
                        "no key",
                        "client.no_key",
                        0,
                        patient ->
                                good(patient, ".claude.json", "\"CLOCKIFY_POLICY\":\"read_only\""))
                .row(
                        "a key that nobody put in",
                        "client.no_key",
                        0,
                        patient ->
                                good(patient, ".claude.json", "\"CLOCKIFY_API_KEY\":\"your-key\""))
                .row(
                        "the same server twice",
                        "client.twice",
                        0,
                        patient -> {
                            String one =
                                    "{\"command\":\"%s\",\"env\":{%s}}"
                                            .formatted(launcher(patient), KEY);
                            patient.file(
                                    ".cursor/mcp.json",
                                    "{\"mcpServers\":{\"time\":%s,\"clockify\":%s}}"
                                            .formatted(one, one));
                        })
                .row(
                        "a token that goes about in the open",
                        "client.plain",
                        0,
                        patient ->
                                patient.file(
                                        ".config/Code/User/mcp.json",
                                        "{\"servers\":{\"clockify\":{\"url\":\"http://mcp.example.com/mcp\","
                                                + "\"headers\":{\"Authorization\":\"Bearer %s\"}}}}"
                                                        .formatted(Patient.TOKEN)))
                .row(
                        "a file with a key that everybody may read",
                        "client.open",
                        0,
                        patient -> {
                            Path file = good(patient, DESKTOP, KEY);
                            assertThat(file.toFile().setReadable(true, false)).isTrue();
                        })
                .tests();
    }

    private static final String KEY = "\"CLOCKIFY_API_KEY\":\"" + Patient.KEY + "\"";

    @Test
    void files_that_are_in_order_are_said_to_be() throws IOException {
        Patient patient = new Patient(Files.createTempDirectory(folder, "patient"));
        good(patient, DESKTOP, KEY);
        Path project = patient.folder().resolve("project");
        Files.createDirectory(project.resolve(".vscode"));
        Files.writeString(
                project.resolve(".vscode/mcp.json"),
                """
                {
                  // The key is asked for.
                  "servers": {
                    "clockify": {
                      "command": "%s",
                      "env": { "CLOCKIFY_API_KEY": "${input:key}" },
                    },
                  }
                }
                """
                        .formatted(launcher(patient)));
        patient.file(
                ".codex/config.toml",
                """
                [mcp_servers.clockify]
                command = "%s"
                args = ["--profile", "sandbox"]
                """
                        .formatted(launcher(patient)));

        Patient.Seen seen = patient.seen("--offline");

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.keys().stream().filter("client.fine"::equals)).hasSize(3);
        assertThat(seen.code()).isZero();
    }

    @Test
    void files_about_other_servers_are_left_alone() throws IOException {
        Patient patient = new Patient(Files.createTempDirectory(folder, "patient"));
        patient.file(DESKTOP, "{\"mcpServers\":{\"files\":{\"command\":\"/nowhere/files\"}}}");
        patient.file(".cursor/mcp.json", "{ this is not JSON, and nothing of ours");

        Patient.Seen seen = patient.seen("--offline");

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.keys()).contains("client.none");
    }

    @Test
    void each_system_keeps_them_somewhere_else() {
        Path home = Path.of("/home/ann");
        Path here = Path.of("/project");

        assertThat(places(new Machine(Machine.Os.MAC, home, here, Map.of())))
                .contains(
                        "/home/ann/Library/Application Support/Claude/claude_desktop_config.json",
                        "/home/ann/Library/Application Support/Code/User/mcp.json",
                        "/project/.mcp.json");
        assertThat(
                        places(
                                new Machine(
                                        Machine.Os.WINDOWS,
                                        home,
                                        here,
                                        Map.of("APPDATA", "/home/ann/AppData/Roaming"))))
                .contains(
                        "/home/ann/AppData/Roaming/Claude/claude_desktop_config.json",
                        "/home/ann/.codex/config.toml");
        assertThat(places(new Machine(Machine.Os.LINUX, null, here, Map.of("HOME", "nowhere"))))
                .contains("/project/.vscode/mcp.json")
                .noneMatch(place -> place.contains("Claude"));
    }

    private static List<String> places(Machine machine) {
        return machine.places().stream().map(place -> place.file().toString()).toList();
    }

    private static Path launcher(Patient patient) throws IOException {
        Path program = patient.home().resolve("bin/clockify-mcp");
        if (!Files.exists(program)) {
            Files.createDirectories(program.getParent());
            Files.writeString(program, "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return program;
    }

    private static Path good(Patient patient, String file, String settings) throws IOException {
        return json(patient, file, launcher(patient).toString(), "", settings);
    }

    private static Path json(
            Patient patient, String file, String command, String arguments, String settings)
            throws IOException {
        return patient.file(
                file,
                "{\"mcpServers\":{\"clockify\":{\"command\":\"%s\",\"args\":[%s],\"env\":{%s}}}}"
                        .formatted(command, arguments, settings));
    }
}
