package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the containers of the compose file would run, run here: the packaged server with its
/// commands, secrets and environment, and a real Postgres.
final class ComposeStartTest {
    @TempDir Path folder;

    @Test
    void from_an_empty_folder_to_a_server_that_is_ready() throws Exception {
        Path copy = folder.resolve("compose");
        prepared(copy);
        Path secrets = copy.resolve("secrets");
        Map<String, String> variables = variables(copy);
        variables.put("MCP_HOST", "mcp.example.com");
        Compose compose = new Compose(variables);
        int port = Running.free();
        try (Database database =
                Database.made(
                        folder,
                        Certificates.made(folder),
                        role -> Files.readString(secrets.resolve(role + "-password")))) {
            Machine machine =
                    new Machine(folder)
                            .replacing("/run/secrets", secrets.toString())
                            .replacing("postgres:5432", "127.0.0.1:" + database.port());

            String migrated = Running.finished(container(machine, compose, "migrate"));
            String maintained = Running.finished(container(machine, compose, "keeper"));
            ProcessBuilder server = container(machine, compose, "server");
            server.environment().put("PORT", Integer.toString(port));
            try (Running running = Running.start(server, folder.resolve("server.log"))) {
                String ready =
                        running.ready(
                                        HttpClient.newHttpClient(),
                                        "http://127.0.0.1:%d/ready".formatted(port))
                                .body();

                assertThat(ready).contains("ok").doesNotContain("degraded");
                ProcessBuilder health =
                        machine.process(
                                List.of(Kit.file("docker/health").toString()),
                                server.environment(),
                                Map.of());
                assertThat(Running.finished(health)).startsWith("200");
                running.end();
            }
            assertThat(migrated).contains("is at version");
            assertThat(maintained).contains("made");
            assertThat(Files.readString(folder.resolve("server.log")))
                    .doesNotContain(variables.getOrDefault("MCP_BEARER_TOKEN", ""));
        }
    }

    @Test
    void a_container_whose_server_is_not_there_is_not_healthy() throws Exception {
        ProcessBuilder health =
                new Machine(folder)
                        .process(
                                List.of(Kit.file("docker/health").toString()),
                                Map.of(
                                        "MCP_PROFILE",
                                        "single-tenant-http",
                                        "PORT",
                                        Integer.toString(Running.free())),
                                Map.of());

        assertThat(health.redirectErrorStream(true).start().waitFor()).isNotZero();
    }

    @Test
    void prepare_makes_nothing_twice() throws Exception {
        Path copy = folder.resolve("compose");
        prepared(copy);
        List<String> files =
                List.of(
                        ".env",
                        "secrets/keys",
                        "secrets/postgres-password",
                        "secrets/owner-password",
                        "secrets/server-password",
                        "secrets/keeper-password");
        List<String> before = new ArrayList<>();
        for (String file : files) {
            before.add(Files.readString(copy.resolve(file)));
        }
        prepared(copy);

        for (int i = 0; i < files.size(); i++) {
            assertThat(copy.resolve(files.get(i))).hasContent(before.get(i));
        }
        assertThat(before).doesNotHaveDuplicates();
        assertThat(variables(copy).get("MCP_BEARER_TOKEN")).hasSize(64);
    }

    private void prepared(Path copy) throws Exception {
        Files.createDirectories(copy);
        for (String file : List.of("prepare.sh", ".env.example")) {
            if (!Files.exists(copy.resolve(file))) {
                Files.copy(Compose.FOLDER.resolve(file), copy.resolve(file));
            }
        }
        Running.finished(
                new Machine(folder)
                        .process(
                                List.of(copy.resolve("prepare.sh").toString()),
                                Map.of("CLOCKIFY_MCP", "/opt/clockify-mcp/bin/clockify-mcp"),
                                Map.of()));
    }

    private static Map<String, String> variables(Path copy) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : Files.readAllLines(copy.resolve(".env"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    private static ProcessBuilder container(Machine machine, Compose compose, String service)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("/opt/clockify-mcp/bin/clockify-mcp"));
        command.addAll(compose.command(service));
        Map<String, String> environment = new LinkedHashMap<>(Image.environment());
        environment.putAll(compose.environment(service));
        return machine.process(command, environment, Map.of());
    }
}
