package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AuditInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

    @ParameterizedTest
    @EnumSource
    void many_replicas_make_one_chain_for_each_tenant(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database one = Database.open(place.server(), 4);
                Database other = Database.open(place.server(), 4);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<AuditInPostgres> replicas =
                    List.of(
                            new AuditInPostgres(one, List.of(Shared.KEY)),
                            new AuditInPostgres(other, List.of(Shared.KEY)));
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                AuditInPostgres audit = replicas.get(i % 2);
                String tenant = i % 4 < 3 ? "acme" : "other";
                String call = "call-" + i;
                calls.add(
                        threads.submit(() -> {
                            audit.intent(Rows.intent(tenant, call, NOW));
                            audit.outcome(Rows.outcome(tenant, call, NOW));
                            return null;
                        }));
            }
            for (Future<?> call : calls) {
                call.get();
            }

            AuditInPostgres.Check acme = replicas.getFirst().verify("acme");
            AuditInPostgres.Check theirs = replicas.getLast().verify("other");

            assertThat(acme.problem()).isNull();
            assertThat(acme.rows()).isEqualTo(60);
            assertThat(theirs.problem()).isNull();
            assertThat(theirs.rows()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_did_to_the_rows_is_found(Postgres version) throws Exception {
        assertThat(
                        after(
                                version,
                                "update audit set line = convert_to(replace(convert_from(line, 'UTF8'), 'Log 1 h', 'Log 9 h'), 'UTF8') where number = 2"))
                .isEqualTo("Row 2 was altered, or chained by another key.");
        assertThat(after(version, "delete from audit where number = 2"))
                .isEqualTo("Row 2 is missing.");
        assertThat(after(version, "delete from audit where number = 4"))
                .isEqualTo("The log ends at row 3, and its head says 4.");
        assertThat(
                        after(
                                version,
                                "update audit set line = (select line from audit where number = 1),"
                                        + " mac = (select mac from audit where number = 1) where number = 2"))
                .isEqualTo("Row 2 does not follow the row before it.");
        assertThat(after(version, "update audit set call = 'x' where number = 3"))
                .isEqualTo("Row 3 stands under another call or time than its line has.");
        assertThat(after(version, "update audit set at = at - interval '1 day' where number = 3"))
                .isEqualTo("Row 3 stands under another call or time than its line has.");
    }

    private static String after(Postgres version, String deed) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            for (int i = 0; i < 2; i++) {
                audit.intent(Rows.intent("acme", "call-" + i, NOW));
                audit.outcome(Rows.outcome("acme", "call-" + i, NOW));
            }
            assertThat(audit.verify("acme").problem()).isNull();
            Rows.asOwner(place, "acme", deed);
            return String.valueOf(audit.verify("acme").problem());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_end_that_was_cut_off_is_found_beside_a_head_that_was_noted(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            audit.intent(Rows.intent("acme", "call-1", NOW));
            String early = audit.verify("acme").head();
            audit.outcome(Rows.outcome("acme", "call-1", NOW));
            String late = audit.verify("acme", early).head();

            Rows.asOwner(
                    place,
                    "acme",
                    "delete from audit where number = 2;"
                            + " update audit_head set number = 1, mac = decode('%s', 'hex')"
                                    .formatted(early));

            assertThat(audit.verify("acme").problem()).isNull();
            assertThat(audit.verify("acme", early).problem()).isNull();
            assertThat(audit.verify("acme", late).problem())
                    .startsWith("No row has the head that was noted");
            assertThat(audit.verify("nobody", late).problem())
                    .startsWith("No row has the head that was noted");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_log_longer_than_what_is_read_at_once_is_checked_to_its_end(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            for (int i = 0; i < 2_000; i++) {
                audit.outcome(Rows.answer("acme", "call-" + i, NOW));
            }

            assertThat(audit.verify("acme"))
                    .extracting(AuditInPostgres.Check::problem, AuditInPostgres.Check::rows)
                    .containsExactly(null, 2_000L);
            Rows.asOwner(place, "acme", "delete from audit where number = 1001");
            assertThat(audit.verify("acme").problem()).isEqualTo("Row 1001 is missing.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_key_makes_another_chain(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        byte[] other = "another key that is long enough..".getBytes(StandardCharsets.UTF_8);
        try (Database database = Database.open(place.server(), 2)) {
            new AuditInPostgres(database, List.of(Shared.KEY))
                    .intent(Rows.intent("acme", "call", NOW));

            assertThat(new AuditInPostgres(database, List.of(other)).verify("acme").problem())
                    .isEqualTo("Row 1 was altered, or chained by another key.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_changes_and_removes_nothing_of_it(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            new AuditInPostgres(database, List.of(Shared.KEY))
                    .intent(Rows.intent("acme", "call", NOW));

            for (String deed :
                    List.of(
                            "delete from audit",
                            "update audit set call = 'x'",
                            "delete from audit_head",
                            "select line from audit_other")) {
                assertThatThrownBy(() ->
                                database.inTenant(
                                        "acme",
                                        connection -> connection.createStatement().execute(deed)))
                        .as(deed)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_said_to_be_written_when_the_database_is_away(Postgres version)
            throws Exception {
        Postgres.Place place = version.empty();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));

            assertThatThrownBy(() -> audit.intent(Rows.intent("acme", "call", NOW)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a row of the audit log was not written");
        }
    }
}
