package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.AuditInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clockify-mcp audit` on the log of a service: two tenants, served by two packaged replicas.
class AuditOfTenantsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 9:00","duration":"1h"}\
            """;

    @TempDir Path folder;

    private TenantService service;

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    private Printed printed(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(service.database().settings());
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", keys().toString());
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        return CommandLines.printed(environment, "", arguments);
    }

    private Printed audit(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        return printed(Map.of(), all.toArray(String[]::new));
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private ModernCaller person(String tenant, String name, String inSandbox) throws Exception {
        service.run("tenant", "create", tenant, "--workspace=" + Seed.studio());
        ModernCaller caller = service.caller(tenant, name);
        service.key(inSandbox, tenant, "--principal=token#" + name);
        return caller;
    }

    private Database servers() {
        return Database.open(service.database().server(), 1);
    }

    /// As whoever may do everything in the database, and does not have the key.
    private void tampered(String deed) throws SQLException {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                        .formatted(service.database().port(), service.database().name());
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = clockify_mcp");
            statement.execute(deed);
        }
    }

    /// The key of the chain, made of that in the file.
    private byte[] chain() throws Exception {
        String secret = Files.readString(keys()).strip().split(" ", 2)[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        return mac.doFinal("audit chain".getBytes(UTF_8));
    }

    private static AuditRow row(String tenant, String call, Instant at) {
        return new AuditRow(
                at,
                call,
                AuditRow.Phase.OUTCOME,
                tenant,
                "token#ann",
                "test",
                "",
                "clockify_list_tags",
                AuditRow.Ending.ALLOWED,
                null,
                "",
                1,
                "a".repeat(64),
                Map.of(),
                null,
                0,
                null);
    }

    private static String head(Printed verified) {
        return verified.out().replaceAll("(?s).*head ([0-9a-f]{64}).*", "$1");
    }

    @Test
    void each_tenants_calls_at_all_replicas_are_one_log_and_nobody_elses() throws Exception {
        ModernCaller ann = person("acme", "ann", "mina");
        ModernCaller bob = person("bolt", "bob", "elif");
        Listening one = service.replica();
        Listening other = service.replica();
        ann.told(one, "clockify_whoami", "{}");
        ann.told(other, "clockify_log_time", ENTRY.formatted("Alpha"));
        ObjectNode undo = params("clockify_undo", "{}");
        JsonNode asked = ann.result(one, undo);
        ann.result(other, agreed(undo, asked));
        bob.told(one, "clockify_log_time", ENTRY.formatted("Bravo"));

        Printed list = audit("list", "--tenant=acme");
        Printed some =
                audit("list", "--tenant=acme", "--limit=2", "--tool=clockify_undo", "--since=1h");
        Printed intents = audit("list", "--tenant", "bolt", "--outcome=intent");
        Printed lines = audit("export", "--tenant=acme", "--since=1h");
        Printed cells = audit("export", "--tenant=bolt", "--format=csv");
        String call = JSON.readTree(lines.out().lines().toList().getLast()).path("call").asText();
        Printed shown = audit("show", call.substring(0, 13), "--tenant=acme");
        Printed notTheirs = audit("show", call, "--tenant=bolt");

        assertThat(list.out())
                .contains("clockify_whoami", "Alpha", "6 of 6 rows, the last ones.")
                .doesNotContain("Bravo");
        assertThat(some.out())
                .contains("intent", "allowed", "2 rows, the last ones; there are more.")
                .doesNotContain("question");
        assertThat(intents.out()).contains("Bravo", "1 of 1 rows").doesNotContain("Alpha");
        assertThat(lines.out().lines())
                .hasSize(6)
                .allMatch(line -> line.contains("\"tenant\":\"acme\""));
        assertThat(cells.out().lines()).hasSize(3);
        assertThat(shown.out())
                .containsSubsequence(
                        "by token#ann of tenant acme", "DELETE", "The change was made.");
        assertThat(notTheirs.err()).contains("There is no call with this id.");
        assertThat(List.of(list.code(), some.code(), shown.code(), notTheirs.code()))
                .containsExactly(0, 0, 0, 2);
        assertThat(audit("verify", "--tenant=acme").out())
                .startsWith("The audit log of tenant acme is as it was written: 6 lines.\nhead ");
    }

    @Test
    void what_was_changed_or_cut_off_is_found_and_what_was_dropped_in_order_is_not()
            throws Exception {
        Instant now = Instant.now();
        try (Database servers = servers()) {
            AuditInPostgres log = new AuditInPostgres(servers, List.of(chain()));
            for (int ago : new int[] {200, 200, 1, 1, 0}) {
                log.outcome(row("acme", "call-" + ago, now.minus(Duration.ofDays(ago))));
            }
        }
        Map<String, String> retention = Map.of("MCP_CONTROL_PLANE_AUDIT_RETENTION", "2160h");
        Printed maintained = printed(retention, "maintain");
        Printed good = audit("verify", "--tenant=acme");
        Path noted = Files.writeString(folder.resolve("noted"), good.out());
        Printed again = audit("verify", "--tenant=acme", "--head", noted.toString());
        tampered(
                "create table cut as select * from audit where number = 5;"
                        + " delete from audit where number = 5;"
                        + " update audit_head set (number, mac) ="
                        + " (select number, mac from audit where number = 4)");
        Printed cut = audit("verify", "--tenant=acme");
        Printed cutBesideItsHead = audit("verify", "--tenant=acme", "--head", head(good));
        tampered(
                "update audit set line = convert_to("
                        + "replace(convert_from(line, 'UTF8'), 'allowed', 'refused'), 'UTF8')"
                        + " where number = 3");
        Printed changed = audit("verify", "--tenant=acme");

        assertThat(maintained.out()).contains(" dropped");
        assertThat(good.code()).as(good.out() + good.err()).isZero();
        assertThat(good.out())
                .contains("is as it was written: 3 lines.", "Months up to row 2 were dropped");
        assertThat(again.code()).as(again.out() + again.err()).isZero();
        assertThat(cut.code()).isZero();
        assertThat(cutBesideItsHead.code()).isEqualTo(1);
        assertThat(cutBesideItsHead.out())
                .contains("is not as it was written", "No row has the head that was noted");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("Row 3 was altered");
    }

    @Test
    void whose_log_it_is_has_to_be_said_unless_there_is_one() throws Exception {
        Map<String, String> withoutKeeper = Map.of("MCP_CONTROL_PLANE_KEEPER_DSN", "");
        Printed nothing = audit("list");
        try (Database servers = servers()) {
            AuditInPostgres log = new AuditInPostgres(servers, List.of(chain()));
            log.outcome(row("local", "call-1", Instant.now()));
            Printed alone = audit("list");
            Printed untold = printed(withoutKeeper, "audit", "list");
            Printed told = printed(withoutKeeper, "audit", "list", "--tenant=local");
            log.outcome(row("acme", "call-2", Instant.now()));
            Printed several = audit("list");
            Printed unknown = audit("verify", "--tenant=nobody");
            Printed head = audit("verify", "--tenant=local", "--head=abc");

            assertThat(nothing.err()).contains("Tenant local has no audit log.");
            assertThat(alone.out()).contains("call-1", "1 of 1 rows");
            assertThat(untold.err()).contains("Say whose audit log it is: --tenant ID.");
            assertThat(told.out()).as(told.err()).isEqualTo(alone.out());
            assertThat(several.err()).contains("--tenant ID. There are those of acme, local.");
            assertThat(unknown.err()).contains("Tenant nobody has no audit log.");
            assertThat(head.err()).contains("64 characters of 0-9 and a-f, or a file");
            assertThat(
                            List.of(
                                    nothing.code(),
                                    untold.code(),
                                    several.code(),
                                    unknown.code(),
                                    head.code()))
                    .containsOnly(2);
        }
    }
}
