package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.server.CommandLines;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packaged servers in front of one sandbox that share one Postgres, and are prepared by the
/// commands that an operator has.
class ReplicasTest {
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";
    private static final String DAY = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 %d:00","duration":"1h"}\
            """;

    @TempDir Path folder;

    private final ModernCaller caller = new ModernCaller(TOKEN);
    private final List<Listening> running = new ArrayList<>();
    private Postgres.Place database;
    private LoneSandbox sandbox;
    private Path keys;

    @BeforeEach
    void open() throws Exception {
        database = Postgres.OLDEST.empty();
        sandbox = LoneSandbox.start(folder);
        keys = folder.resolve("keys");
        assertThat(run("key", "new", "--file", keys.toString()).code()).isZero();
    }

    @AfterEach
    void close() {
        running.forEach(Listening::close);
        sandbox.close();
        caller.close();
    }

    private Printed run(String... arguments) {
        Map<String, String> environment = new HashMap<>(database.settings());
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        return CommandLines.printed(environment, "", arguments);
    }

    private Listening replica(Path withKeys) throws IOException {
        ProcessBuilder like = sandbox.server("mina");
        Map<String, String> environment = new HashMap<>();
        for (String name :
                List.of("CLOCKIFY_API_KEY", "CLOCKIFY_WORKSPACE_ID", "CLOCKIFY_BASE_URL")) {
            environment.put(name, like.environment().get(name));
        }
        environment.put("MCP_PROFILE", "single-tenant-http");
        environment.put("MCP_BEARER_TOKEN", TOKEN);
        environment.put("MCP_CONTROL_PLANE_DSN", database.settings().get("MCP_CONTROL_PLANE_DSN"));
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", withKeys.toString());
        Listening started = Listening.start(Installation.built(folder), environment);
        running.add(started);
        return started;
    }

    private Listening replica() throws IOException {
        return replica(keys);
    }

    private void migrated() throws Exception {
        Printed migrated = run("migrate");
        assertThat(migrated.code()).as(migrated.err()).isZero();
    }

    private void log(Listening server, String what, int hour) throws Exception {
        caller.told(server, "clockify_log_time", ENTRY.formatted(what, hour));
    }

    @Test
    void an_operator_prepares_the_database_and_may_do_so_again() throws Exception {
        Printed first = run("migrate");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("is at version").doesNotContain("0 steps", "owner");

        assertThat(run("migrate").out()).endsWith("; 0 steps were taken.\n");
        Printed cleaned = run("maintain");
        assertThat(cleaned.code()).as(cleaned.err()).isZero();
        assertThat(cleaned.out()).contains("sessions: 0 rows removed", "audit: ", " made");
        Printed asked = run("audit", "list");
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("Tenant local has no audit log");
    }

    @Test
    void before_that_nobody_is_let_in_and_after_it_everybody_without_a_restart() throws Exception {
        Listening server = replica();
        HttpResponse<String> ready = caller.get(server, "/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        HttpResponse<String> call = caller.send(server, params("clockify_whoami", "{}"));
        assertThat(call.statusCode()).isEqualTo(503);
        assertThat(call.headers().firstValue("Retry-After")).contains("2");
        assertThat(caller.get(server, "/livez").statusCode()).isEqualTo(200);

        migrated();

        soon(() -> caller.get(server, "/ready").statusCode() == 200);
        assertThat(caller.told(server, "clockify_whoami", "{}")).contains("Mina");
    }

    @Test
    void what_a_person_agreed_to_at_one_is_done_at_the_other_and_once() throws Exception {
        migrated();
        Listening one = replica();
        Listening other = replica();
        log(one, "Alpha", 9);
        log(other, "Bravo", 10);

        assertThat(caller.told(other, "clockify_list_changes", "{}")).contains("Alpha", "Bravo");
        ObjectNode undo = params("clockify_undo", "{\"last\":1}");
        JsonNode asked = caller.result(one, undo);
        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
        ObjectNode yes = agreed(undo, asked);
        assertThat(ToolSession.text(caller.result(other, yes))).contains("Bravo");

        JsonNode again = caller.result(one, yes);
        assertThat(again.path("isError").asBoolean() || again.has("requestState"))
                .as(again.toString())
                .isTrue();
        assertThat(caller.told(one, "clockify_list_entries", DAY))
                .contains("Alpha")
                .doesNotContain("Bravo");
    }

    @Test
    void a_session_of_an_older_revision_needs_no_replica_of_its_own() throws Exception {
        migrated();
        Listening one = replica();
        Listening other = replica();
        try (LegacyCaller session = LegacyCaller.begin(one, TOKEN)) {
            session.told(other, "clockify_log_time", ENTRY.formatted("Alpha", 9));
            try (LegacyCaller.Asking undo = session.asking(one, "clockify_undo", "{}")) {
                JsonNode question = undo.until("elicitation/create");
                assertThat(question.toString()).contains("Alpha");
                assertThat(session.accept(other, question.path("id"))).isEqualTo(202);
                assertThat(undo.until("result").toString()).contains("Taken back", "Alpha");
            }
            assertThat(session.told(other, "clockify_list_entries", DAY)).doesNotContain("Alpha");
        }
    }

    @Test
    void a_call_is_cancelled_through_the_other_replica() throws Exception {
        migrated();
        Listening one = replica();
        Listening other = replica();
        try (LegacyCaller session = LegacyCaller.begin(one, TOKEN)) {
            session.told(one, "clockify_log_time", ENTRY.formatted("Alpha", 9));
            try (LegacyCaller.Asking undo = session.asking(one, "clockify_undo", "{}")) {
                undo.until("elicitation/create");
                assertThat(session.cancel(other, undo.id())).isEqualTo(202);
                assertThat(undo.rest()).noneMatch(line -> line.contains("Taken back"));
            }
            assertThat(session.told(other, "clockify_list_entries", DAY)).contains("Alpha");
        }
    }

    @Test
    void keys_are_changed_while_a_question_is_open() throws Exception {
        migrated();
        Path longer = Files.copy(keys, folder.resolve("longer"));
        assertThat(run("key", "new", "--file", longer.toString()).code()).isZero();
        List<String> lines = Files.readAllLines(longer);
        Path turned = folder.resolve("turned");
        Files.write(turned, List.of(lines.get(1), lines.get(0)));
        Listening first = replica(longer);
        Listening later = replica(turned);
        log(first, "Alpha", 9);

        ObjectNode undo = params("clockify_undo", "{}");
        JsonNode asked = caller.result(first, undo);
        assertThat(ToolSession.text(caller.result(later, agreed(undo, asked)))).contains("Alpha");
        log(later, "Bravo", 10);
        JsonNode back = caller.result(later, undo);
        assertThat(ToolSession.text(caller.result(first, agreed(undo, back)))).contains("Bravo");

        Path others = folder.resolve("others");
        assertThat(run("key", "new", "--file", others.toString()).code()).isZero();
        log(first, "Charlie", 11);
        JsonNode open = caller.result(first, undo);
        HttpResponse<String> foreign = caller.send(replica(others), agreed(undo, open));
        assertThat(foreign.body()).doesNotContain("Taken back");
        assertThat(caller.told(first, "clockify_list_entries", DAY)).contains("Charlie");
    }

    @Test
    void while_the_database_is_away_nothing_is_done_and_afterwards_all_goes_on() throws Exception {
        migrated();
        Listening server = replica();
        log(server, "Alpha", 9);
        sandbox.requests();

        database.shut();
        soon(() -> caller.get(server, "/ready").body().contains("degraded"));
        HttpResponse<String> refused =
                caller.send(server, params("clockify_log_time", ENTRY.formatted("Bravo", 10)));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(sandbox.requests()).isEmpty();
        assertThat(caller.get(server, "/ready").statusCode()).isEqualTo(200);

        database.open();
        soon(() -> caller.get(server, "/ready").body().contains("ok"));
        log(server, "Charlie", 11);
        assertThat(caller.told(server, "clockify_list_changes", "{}"))
                .contains("Alpha", "Charlie")
                .doesNotContain("Bravo");
    }
}
