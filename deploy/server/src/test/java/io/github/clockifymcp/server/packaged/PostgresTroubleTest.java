package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service whose Postgres is there and does not do what it should, or whose keys are not its own.
class PostgresTroubleTest {
    @TempDir static Path folder;

    private static TenantService service;
    private static Listening server;
    private static ModernCaller ann;
    private static Inside inside;

    @BeforeAll
    static void begin() throws Exception {
        service = TenantService.begin(folder);
        service.run("tenant", "create", "acme", "--workspace=" + Seed.studio());
        ann = service.caller("acme", "ann");
        service.key("mina", "acme", "--principal=token#ann");
        server = service.replica();
        inside = new Inside(service.database());
    }

    @AfterAll
    static void end() throws Exception {
        service.end();
    }

    private static ObjectNode tag(String name) throws IOException {
        return params("clockify_create_tag", "{\"name\":\"%s\"}".formatted(name));
    }

    private static void database(String what) throws Exception {
        String name = service.database().name();
        inside.does("alter database %s %s".formatted(name, what));
        inside.does(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and datname = '%s'".formatted(name));
    }

    private static void nothingIsDone(String name) throws Exception {
        service.sandbox().requests();
        HttpResponse<String> refused = ann.send(server, tag(name));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(service.sandbox().requests()).noneMatch(line -> line.contains("POST"));
        assertThat(ann.get(server, "/livez").statusCode()).isEqualTo(200);
    }

    private static void allGoesOn(String name) throws Exception {
        soon(() -> ann.get(server, "/ready").body().contains("ok"));
        soon(() -> {
            HttpResponse<String> answer = ann.send(server, tag(name));
            return answer.statusCode() == 200 && !answer.body().contains("\"isError\":true");
        });
        assertThat(ann.told(server, "clockify_list_tags", "{}")).contains(name);
    }

    @Test
    void while_no_connection_is_to_be_had_nothing_is_done_and_afterwards_all_goes_on()
            throws Exception {
        assertThat(ann.told(server, "clockify_whoami", "{}")).contains("Mina");
        database("connection limit 0");
        try {
            soon(() -> ann.get(server, "/ready").body().contains("degraded"));
            nothingIsDone("Full");
        } finally {
            database("connection limit -1");
        }
        allGoesOn("After full");
    }

    @Test
    void while_the_database_is_read_only_nothing_is_done_and_afterwards_all_goes_on()
            throws Exception {
        assertThat(ann.told(server, "clockify_whoami", "{}")).contains("Mina");
        database("set default_transaction_read_only = on");
        try {
            service.sandbox().requests();
            soon(() -> {
                String said = ann.send(server, tag("Read only")).body();
                return said.contains("Calls cannot be counted");
            });
            assertThat(ann.refused(server, params("clockify_list_tags", "{}")))
                    .contains("Calls cannot be counted");
            assertThat(service.sandbox().requests()).noneMatch(line -> line.contains("POST"));
            assertThat(ann.get(server, "/livez").statusCode()).isEqualTo(200);
        } finally {
            database("set default_transaction_read_only = off");
        }
        allGoesOn("After read only");
    }

    @Test
    void with_the_keys_of_somebody_else_no_key_to_clockify_is_opened() throws Exception {
        Path others = folder.resolve("others");
        service.run("key", "new", "--file", others.toString());
        Listening foreign =
                service.replica(Map.of("MCP_CONTROL_PLANE_KEYS_FILE", others.toString()));

        assertThat(ann.send(foreign, params("clockify_whoami", "{}")).body())
                .contains("rror")
                .doesNotContain("Mina", Seed.person("mina").key());
        assertThat(ann.told(server, "clockify_whoami", "{}")).contains("Mina");
    }

    @Test
    void whose_key_clockify_does_not_know_is_told_and_nobody_else_notices() throws Exception {
        service.run("tenant", "create", "bolt", "--workspace=" + Seed.studio());
        ModernCaller bob = service.caller("bolt", "bob");
        Path file = Files.writeString(folder.resolve("unknown"), "a-key-nobody-knows");
        service.run(
                "credential",
                "set",
                "bolt",
                "--principal=token#bob",
                "--unchecked",
                "--from-file=" + file);

        assertThat(bob.refused(server, params("clockify_whoami", "{}"))).contains("key");
        assertThat(ann.told(server, "clockify_whoami", "{}")).contains("Mina");
        assertThat(ann.get(server, "/ready").body()).contains("ok");
    }

    @Test
    void without_the_file_of_keys_there_is_no_start() throws Exception {
        ProcessBuilder command = Installation.built(folder).command();
        command.environment().putAll(service.database().settings());
        command.environment().put("MCP_CONTROL_PLANE_KEYS_FILE", folder + "/none");
        command.environment().put("CLOCKIFY_BASE_URL", service.sandbox().baseUrl());
        command.environment().put("MCP_PROFILE", "single-tenant-http");
        command.environment().put("MCP_BEARER_TOKEN", TenantService.TEAM);

        Printed printed = Printed.by(command);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err()).contains("key new");
    }
}
