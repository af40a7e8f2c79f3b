package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known to be wrong with the reference server's audit log, against a packaged replica of a
/// service.
class AuditDefectsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir static Path folder;

    private static TenantService service;
    private static Listening server;
    private static Inside inside;

    @BeforeAll
    static void begin() throws Exception {
        service = TenantService.begin(folder);
        inside = new Inside(service.database());
        server =
                service.replica(
                        Map.of(
                                "MCP_AUDIT_DURABILITY", "fail_closed",
                                "CLOCKIFY_PER_TOKEN_CONCURRENCY", "0",
                                "CLOCKIFY_MAX_CONCURRENT", "0"));
    }

    @AfterAll
    static void end() throws Exception {
        service.end();
    }

    /// Somebody of a tenant whose log is that test's alone.
    private static ModernCaller person(String tenant) throws Exception {
        service.run("tenant", "create", tenant, "--workspace=" + Seed.studio());
        ModernCaller caller = service.caller(tenant, "ann");
        service.key("bruno", tenant, "--principal=token#ann");
        return caller;
    }

    private static ObjectNode tag(String name) throws IOException {
        return params("clockify_create_tag", "{\"name\":\"%s\"}".formatted(name));
    }

    private static List<JsonNode> rows(String tenant) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : service.run("audit", "export", "--tenant=" + tenant).lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static String ending(JsonNode row) {
        return row.path("phase").asText() + " " + row.path("outcome").asText();
    }

    /// In the reference what was meant and what became of it have no id in common.
    @Test
    void audit_defect_intents_and_outcomes_of_calls_at_once_are_told_apart() throws Exception {
        ModernCaller ann = person("pairs");
        ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ObjectNode call = tag("Pair " + i);
            Thread caller = Thread.ofVirtual().unstarted(() -> sent(ann, call));
            caller.setUncaughtExceptionHandler((thread, e) -> wrong.add(e));
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(wrong).isEmpty();
        Map<String, List<JsonNode>> calls =
                rows("pairs").stream().collect(groupingBy(row -> row.path("call").asText()));
        assertThat(calls).hasSize(8);
        assertThat(calls.values())
                .allSatisfy(two -> {
                    assertThat(two)
                            .extracting(AuditDefectsTest::ending)
                            .containsExactly("intent ", "outcome allowed");
                    assertThat(two.getFirst().path("summary"))
                            .isEqualTo(two.getLast().path("summary"));
                });
    }

    private static void sent(ModernCaller caller, ObjectNode call) {
        try {
            assertThat(caller.result(server, call).path("isError").asBoolean()).isFalse();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The reference records what was only shown as if it had been done.
    @Test
    void audit_defect_what_was_only_shown_or_asked_is_recorded_as_that() throws Exception {
        ModernCaller ann = person("shown");
        ann.told(server, "clockify_create_tag", "{\"name\":\"Shown\",\"dry_run\":true}");
        ObjectNode undo = params("clockify_undo", "{}");
        ann.result(server, tag("Asked"));
        JsonNode asked = ann.result(server, undo);

        assertThat(rows("shown"))
                .extracting(AuditDefectsTest::ending)
                .containsExactly(
                        "outcome preview", "intent ", "outcome allowed", "outcome question");
        ann.result(server, agreed(undo, asked));
        assertThat(rows("shown"))
                .extracting(AuditDefectsTest::ending)
                .endsWith("intent ", "outcome allowed");
    }

    /// The reference has no row for what was read, nor for most of what was refused.
    @Test
    void audit_defect_reads_and_refusals_are_recorded() throws Exception {
        ModernCaller ann = person("reads");
        ann.told(server, "clockify_list_tags", "{}");
        ann.result(server, params("clockify_update_user_role", "{}"));

        List<JsonNode> rows = rows("reads");
        assertThat(rows)
                .extracting(AuditDefectsTest::ending)
                .containsExactly("outcome allowed", "outcome refused");
        assertThat(rows.getLast().path("reason").asText()).contains("mode standard");
    }

    /// In the reference nobody learns that an intent could not be written.
    @Test
    void audit_defect_what_cannot_be_recorded_is_not_done_and_that_is_said() throws Exception {
        ModernCaller ann = person("lost");
        ann.result(server, tag("Recorded"));
        inside.does("revoke insert on audit from clockify_mcp_server");
        try {
            assertThat(ann.refused(server, tag("Unrecorded"))).contains("audit");
        } finally {
            inside.does("grant insert on audit to clockify_mcp_server");
        }
        ann.result(server, tag("Recorded again"));

        assertThat(ann.told(server, "clockify_list_tags", "{}"))
                .contains("Recorded again")
                .doesNotContain("Unrecorded");
        assertThat(service.run("audit", "verify", "--tenant=lost")).contains("as it was written");
    }

    /// The reference's rows say neither how risky a call was, nor with what it was made, nor what
    /// was there before.
    @Test
    void audit_defect_rows_say_risk_arguments_and_what_was_there_before() throws Exception {
        ModernCaller ann = person("facts");
        String entry =
                ann.told(
                        server,
                        "clockify_log_time",
                        "{\"start\":\"2026-03-02 9:00\",\"duration\":\"1h\"}");
        ObjectNode deletion =
                params(
                        "clockify_delete_entry",
                        "{\"entry_id\":\"%s\"}".formatted(entry.split(" ", 2)[0]));
        JsonNode asked = ann.result(server, deletion);
        JsonNode done = ann.result(server, agreed(deletion, asked));
        assertThat(done.path("isError").asBoolean()).as(done.toString()).isFalse();

        JsonNode intent =
                rows("facts").stream()
                        .filter(row -> row.path("tool").asText().equals("clockify_delete_entry"))
                        .filter(row -> row.path("phase").asText().equals("intent"))
                        .findFirst()
                        .orElseThrow();
        assertThat(intent.path("risks").toString()).contains("destructive");
        assertThat(intent.path("args").asText()).matches("[0-9a-f]{64}");
        assertThat(intent.at("/before/0/digest").asText()).matches("[0-9a-f]{64}");
        assertThat(intent.at("/effects/0/method").asText()).isNotEmpty();
    }

    /// The reference's log can be changed by whoever has its database, and nobody finds out.
    @Test
    void audit_defect_who_changes_a_row_is_found_out() throws Exception {
        ModernCaller ann = person("forged");
        ann.result(server, tag("Forged"));
        String verify = "--tenant=forged";
        assertThat(service.run("audit", "verify", verify)).contains("as it was written: 2 lines");

        inside.does(
                "update audit set line = convert_to(replace(convert_from(line, 'UTF8'),"
                        + " 'allowed', 'refused'), 'UTF8') where tenant = 'forged'");

        assertThatThrownBy(() -> service.run("audit", "verify", verify))
                .isInstanceOf(AssertionError.class);
    }

    /// The reference's log can neither be asked nor taken along.
    @Test
    void audit_defect_the_log_of_one_tenant_can_be_asked_and_exported() throws Exception {
        ModernCaller ann = person("asked");
        person("others").result(server, tag("Others"));
        ann.result(server, tag("Own"));
        ann.told(server, "clockify_list_tags", "{}");

        String some = service.run("audit", "list", "--tenant=asked", "--tool=clockify_create_tag");
        String cells = service.run("audit", "export", "--tenant=asked", "--format=csv");

        assertThat(some).contains("Own").doesNotContain("Others", "clockify_list_tags");
        assertThat(cells.lines()).hasSize(4);
        assertThat(cells).doesNotContain("Others");
    }

    /// The reference removes what is old in one statement over all of its log, and has no index for
    /// a tenant's.
    @Test
    void audit_defect_months_are_dropped_whole_and_rows_are_found_by_an_index() throws Exception {
        String old = "date_trunc('month', now() at time zone 'UTC' - interval '300 days')::date";
        String name = inside.all("select 'audit_' || to_char(" + old + ", 'YYYY_MM')").getFirst();
        inside.does("select make_audit_month(" + old + ", '{}')");
        String there = "select relname from pg_class where relname = '%s'".formatted(name);
        assertThat(inside.all(there)).containsExactly(name);

        Map<String, String> settings = new HashMap<>(service.database().settings());
        settings.put("MCP_CONTROL_PLANE_KEYS_FILE", service.keys().toString());
        settings.put("MCP_CONTROL_PLANE_AUDIT_RETENTION", "2160h");
        CommandLines.run(settings, "maintain");

        assertThat(inside.all(there)).isEmpty();
        assertThat(inside.all("select indexdef from pg_indexes where tablename = 'audit'"))
                .anyMatch(index -> index.contains("(tenant, number)"))
                .anyMatch(index -> index.contains("(tenant, call)"));
    }

    /// The reference never removes sessions of replicas that are no more.
    @Test
    void audit_defect_sessions_of_a_replica_that_is_gone_are_removed() throws Exception {
        ModernCaller ann = person("gone");
        Listening killed = service.replica();
        LegacyCaller.begin(killed, ann.token()).close();
        killed.process().destroyForcibly().waitFor();
        String left = "select tenant from sessions where tenant = 'gone'";
        assertThat(inside.all(left)).hasSize(1);

        inside.does(
                "update session_places set until = now() - interval '2 hours' where digest in"
                        + " (select digest from sessions where tenant = 'gone')");
        inside.does("update sessions set until = now() - interval '2 hours' where tenant = 'gone'");
        service.run("maintain");

        assertThat(inside.all(left)).isEmpty();
    }
}
