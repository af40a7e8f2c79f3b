package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.JournalBounds;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Times here are near those of the real clock, which the keeper goes by.
final class KeeperTest {

    private final Instant now = Instant.now();
    private final YearMonth thisMonth = YearMonth.from(now.atOffset(ZoneOffset.UTC));

    /// Something in the middle of a month.
    private static Instant in(YearMonth month) {
        return month.atDay(15).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /// Keeps everything but what ended before this month.
    private static Duration keeping(YearMonth month) {
        Instant begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return Duration.between(begin, Instant.now()).minusHours(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_over_is_removed_and_nothing_else(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        List<String> tables =
                List.of(
                        "sessions",
                        "session_places",
                        "tasks",
                        "conversation_letters",
                        "conversation_streams",
                        "redeemed",
                        "keyed",
                        "recent",
                        "buckets",
                        "journal");
        try (Database database = Database.open(place.server(), 2)) {
            Rows.fill(database, now.minus(Duration.ofHours(3)));
            Rows.asOwner(place, "acme", letter("now() - interval '1 minute'"));
            Rows.asOwner(place, "acme", letter("now() + interval '1 minute'"));
            Rows.asOwner(place, "acme", stream("x1", "now() - interval '1 minute'"));
            Rows.asOwner(place, "acme", stream("x2", "now() + interval '1 minute'"));
            Rows.asOwner(place, "acme", "update keyed set until = now() - interval '1 minute'");
            Rows.asOwner(place, "acme", "update recent set until = now() - interval '1 minute'");
            Rows.asOwner(place, "acme", "update buckets set filled = now() - interval '2 hours'");
            Rows.asOwner(
                    place, "acme", journal(now.minus(JournalBounds.LONGEST).minusSeconds(9_000)));
            Rows.fill(database, now);
            Rows.asOwner(
                    place, "acme", journal(now.minus(JournalBounds.LONGEST).plusSeconds(9_000)));

            Keeper.Report report = Keeper.run(place.keeper());

            assertThat(report.busy()).isFalse();
            assertThat(report.problems()).isEmpty();
            for (String table : tables) {
                assertThat(report.removed()).as(table).containsEntry(table, 1L);
                assertThat(Rows.count(database, "acme", table)).as(table).isEqualTo(1);
            }
            assertThat(Keeper.run(place.keeper()).removed().values()).containsOnly(0L);
        }
    }

    private static String letter(String expires) {
        return "insert into conversation_letters (tenant, session, way, message, expires)"
                + " values ('acme', 'x', 'SAID', '{}', %s)".formatted(expires);
    }

    private static String stream(String session, String expires) {
        return "insert into conversation_streams (tenant, session, claim, expires)"
                + " values ('acme', '%s', 1, %s)".formatted(session, expires);
    }

    private static String journal(Instant at) {
        return "insert into journal (tenant, principal, clockify_user, workspace, id, at, entry)"
                + " values ('acme', 'ada', 'u1', 'w1', '%1$s', '%1$s', '')".formatted(at);
    }

    @ParameterizedTest
    @EnumSource
    void of_two_keepers_one_does_it(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        int many = 2 * Keeper.BATCH + 10;
        Rows.asOwner(
                place,
                "acme",
                "insert into redeemed select 'acme', 'n' || i, now() - interval '2 hours'"
                        + " from generate_series(1, "
                        + many
                        + ") i");
        try (Connection other = place.keeper().source().getConnection()) {
            other.setAutoCommit(false);
            Sql.lock(other, Keeper.LOCK);
            assertThat(Keeper.run(place.keeper()).busy()).isTrue();
        }

        List<Keeper.Report> reports = Together.doing(3, i -> () -> Keeper.run(place.keeper()));

        assertThat(reports).filteredOn(report -> !report.busy()).isNotEmpty();
        assertThat(
                        reports.stream()
                                .mapToLong(report -> report.removed().getOrDefault("redeemed", 0L))
                                .sum())
                .isEqualTo(many);
    }

    @ParameterizedTest
    @EnumSource
    void there_is_a_month_for_what_comes_and_for_what_came_too_early(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            audit.intent(Rows.intent("acme", "call-1", in(thisMonth.minusMonths(4))));
            audit.intent(Rows.intent("other", "call-2", in(thisMonth.minusMonths(4))));
            audit.intent(Rows.intent("acme", "call-3", now));

            Keeper.Report report = Keeper.run(place.keeper());

            assertThat(report.made())
                    .containsExactly(
                            thisMonth.minusMonths(4),
                            thisMonth,
                            thisMonth.plusMonths(1),
                            thisMonth.plusMonths(2));
            assertThat(Keeper.run(place.keeper()).made()).isEmpty();
            audit.intent(Rows.intent("acme", "call-4", in(thisMonth.plusMonths(1))));
            assertThat(audit.verify("acme"))
                    .extracting(AuditInPostgres.Check::problem, AuditInPostgres.Check::rows)
                    .containsExactly(null, 3L);
            assertThat(audit.verify("other").problem()).isNull();
        }
        try (Connection keeper = place.keeper().source().getConnection()) {
            assertThat(Sql.count(keeper, "select count(at) from audit_other")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_month_to_come_is_made_beside_those_who_write(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        Keeper.run(place.keeper());
        YearMonth last = thisMonth.plusMonths(2);
        String partition = "audit_" + last.toString().replace('-', '_');
        Rows.asOwner(place, "acme", "drop table " + partition);
        try (Database database = Database.open(place.server(), 2);
                Connection writer = place.server().source().getConnection();
                Connection keeper = place.keeper().source().getConnection()) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            writer.setAutoCommit(false);
            Sql.first(writer, "select set_config('app.tenant', 'other', true)", row -> true);
            Sql.update(
                    writer, "insert into audit values ('other', 1, now(), 'call', 'line', 'mac')");

            keeper.setAutoCommit(false);
            Sql.update(keeper, "set local lock_timeout = 1000");
            Sql.first(keeper, "select make_audit_month(?, '{}')", row -> true, last.atDay(1));
            audit.intent(Rows.intent("acme", "call", now));
            keeper.rollback();

            assertThat(Keeper.run(place.keeper()))
                    .extracting(Keeper.Report::made, Keeper.Report::problems)
                    .containsExactly(List.of(last), List.of());
            writer.rollback();
            assertThat(audit.verify("acme").problem()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_reads_past_the_policies_by_way_of_a_partition(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        Keeper.run(place.keeper());
        String partition = "audit_" + thisMonth.toString().replace('-', '_');
        try (Database database = Database.open(place.server(), 2);
                Connection keeper = place.keeper().source().getConnection();
                Connection owner = place.owner().source().getConnection()) {
            new AuditInPostgres(database, List.of(Shared.KEY))
                    .intent(Rows.intent("acme", "call", now));

            assertThatThrownBy(() -> Rows.count(database, "acme", partition))
                    .hasMessageContaining("permission denied");
            for (String table : List.of(partition, "audit")) {
                assertThatThrownBy(() -> Sql.count(keeper, "select count(*) from " + table))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> Sql.count(keeper, "select max(number) from audit_head"))
                    .hasMessageContaining("permission denied");
            assertThat(Sql.count(owner, "select count(*) from " + partition)).isZero();
            assertThat(Sql.count(owner, "select count(*) from audit_other")).isZero();
            assertThatThrownBy(() ->
                            database.inTenant(
                                    "acme",
                                    connection ->
                                            Sql.count(
                                                    connection,
                                                    "select count(*) from last_of_audit_month('2020-01-01', 'other')")))
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_left_of_a_chain_is_checked_from_the_month_that_was_dropped(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            // Not quite in the order of their times, as around midnight.
            for (int ago : new int[] {6, 6, 5, 6, 5, 4, 0}) {
                audit.intent(Rows.intent("acme", "call", in(thisMonth.minusMonths(ago))));
            }
            audit.intent(Rows.intent("gone", "call", in(thisMonth.minusMonths(6))));
            audit.intent(Rows.intent("late", "call", in(thisMonth.minusMonths(4))));

            Keeper.Report report =
                    Keeper.run(
                            place.keeper(), List.of(Shared.KEY), keeping(thisMonth.minusMonths(5)));

            assertThat(report.problems()).isEmpty();
            assertThat(report.dropped()).containsExactly(thisMonth.minusMonths(6));
            AuditInPostgres.Check acme = audit.verify("acme");
            assertThat(acme.problem()).isNull();
            assertThat(acme.removed()).isEqualTo(4);
            assertThat(acme.rows()).isEqualTo(4);
            assertThat(audit.verify("gone"))
                    .extracting(AuditInPostgres.Check::problem, AuditInPostgres.Check::removed)
                    .containsExactly(null, 1L);
            assertThat(audit.verify("late"))
                    .extracting(AuditInPostgres.Check::problem, AuditInPostgres.Check::removed)
                    .containsExactly(null, 0L);

            assertThat(
                            Keeper.run(
                                            place.keeper(),
                                            List.of(Shared.KEY),
                                            keeping(thisMonth.minusMonths(4)))
                                    .dropped())
                    .containsExactly(thisMonth.minusMonths(5));
            audit.intent(Rows.intent("acme", "call", now));
            audit.intent(Rows.intent("gone", "call", now));
            assertThat(audit.verify("acme"))
                    .extracting(
                            AuditInPostgres.Check::problem,
                            AuditInPostgres.Check::removed,
                            AuditInPostgres.Check::rows)
                    .containsExactly(null, 5L, 3L);
            assertThat(audit.verify("gone").problem()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_removed_does_not_pass_for_what_was_dropped(Postgres version)
            throws Exception {
        assertThat(afterDropping(version, "delete from audit where number = 5"))
                .isEqualTo("Row 5 is missing.");
        assertThat(afterDropping(version, "update audit set line = 'x' where number = 3"))
                .isEqualTo("Row 3 was altered, or chained by another key.");
        assertThat(afterDropping(version, "delete from audit_checkpoints"))
                .isEqualTo("Row 1 is missing.");
        assertThat(afterDropping(version, "update audit_checkpoints set line = 'x'"))
                .startsWith("Checkpoint 1 was altered");
        assertThat(
                        afterDropping(
                                version,
                                "update audit_checkpoints c set line = a.line, mac = a.mac"
                                        + " from audit a where a.number = 6"))
                .startsWith("Checkpoint 1 was altered");
        assertThat(afterDropping(version, "delete from audit; delete from audit_head"))
                .isEqualTo("The log ends at row 4, and its head says 0.");
        assertThat(afterDropping(version, "delete from audit_head"))
                .isEqualTo("The log ends at row 6, and its head says 0.");
    }

    private String afterDropping(Postgres version, String deed) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            for (int ago : new int[] {6, 6, 5, 6, 5, 0}) {
                audit.intent(Rows.intent("acme", "call", in(thisMonth.minusMonths(ago))));
            }
            Keeper.run(place.keeper(), List.of(Shared.KEY), keeping(thisMonth.minusMonths(5)));
            assertThat(audit.verify("acme").problem()).isNull();
            Rows.asOwner(place, "acme", deed);
            return String.valueOf(audit.verify("acme").problem());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_month_that_was_tampered_with_stays(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        YearMonth old = thisMonth.minusMonths(6);
        byte[] other = "another key that is long enough..".getBytes(StandardCharsets.UTF_8);
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            audit.intent(Rows.intent("acme", "call", in(old)));

            Keeper.Report report =
                    Keeper.run(place.keeper(), List.of(other), keeping(old.plusMonths(1)));

            assertThat(report.dropped()).isEmpty();
            assertThat(report.problems())
                    .containsExactly(
                            old
                                    + " was not dropped: the last line of a tenant was altered, or"
                                    + " chained by another key.");
            assertThat(audit.verify("acme").problem()).isNull();
            assertThat(audit.verify("acme").rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_month_that_is_not_over_for_long_cannot_be_dropped(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        Keeper.run(place.keeper());

        assertThatThrownBy(
                        () -> Keeper.run(place.keeper(), List.of(Shared.KEY), Duration.ofDays(30)))
                .isInstanceOf(IllegalArgumentException.class);
        try (Connection keeper = place.keeper().source().getConnection()) {
            for (String month :
                    List.of(thisMonth.atDay(1).toString(), thisMonth.atDay(2).toString())) {
                assertThatThrownBy(() ->
                                Sql.count(
                                        keeper,
                                        "select count(drop_audit_month('%s'))".formatted(month)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("not over for long");
            }
            assertThatThrownBy(() ->
                            Sql.count(
                                    keeper,
                                    "select count(make_audit_month('%s', '{}'))"
                                            .formatted(thisMonth.plusMonths(5).atDay(1))))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("too far away");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_reads_the_log_for_long_is_not_disturbed_and_holds_nobody_up(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        Rows.asOwner(
                place,
                "acme",
                "insert into redeemed values ('acme', 'n1', now() - interval '2 hours')");
        try (Connection reader = place.server().source().getConnection()) {
            reader.setAutoCommit(false);
            assertThat(Sql.count(reader, "select count(*) from audit")).isZero();

            Keeper.Report report = Keeper.run(place.keeper());

            assertThat(report.removed()).containsEntry("redeemed", 1L);
            assertThat(report.made()).isEmpty();
            assertThat(report.problems())
                    .hasSize(3)
                    .first()
                    .isEqualTo(thisMonth + " was not made: others were busy with the log.");
        }
        assertThat(Keeper.run(place.keeper()).made()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void servers_go_on_meanwhile(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        AtomicBoolean done = new AtomicBoolean();
        try (Database database = Database.open(place.server(), 4)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            for (int ago : new int[] {6, 5, 4}) {
                audit.intent(Rows.intent("acme", "call", in(thisMonth.minusMonths(ago))));
            }

            List<Long> written =
                    Together.doing(
                            4,
                            i ->
                                    () -> {
                                        if (i == 0) {
                                            try {
                                                return keepUntilDone(place);
                                            } finally {
                                                done.set(true);
                                            }
                                        }
                                        long rows = 0;
                                        do {
                                            Instant at = now.plusMillis(rows * 4 + i);
                                            audit.intent(Rows.intent("acme", "call", at));
                                            Rows.fill(database, at);
                                            rows++;
                                            assertThat(audit.verify("acme").problem()).isNull();
                                        } while (!done.get());
                                        return rows;
                                    });

            long rows = written.stream().skip(1).mapToLong(Long::longValue).sum();
            assertThat(audit.verify("acme").problem()).isNull();
            assertThat(audit.verify("acme").rows()).isEqualTo(rows + 1);
            assertThat(Rows.count(database, "acme", "sessions")).isEqualTo(rows);
            assertThat(Rows.count(database, "acme", "redeemed")).isEqualTo(rows);
        }
    }

    /// A month for which there was no lock in time is for the next run.
    private long keepUntilDone(Postgres.Place place) throws SQLException {
        long dropped = 0;
        while (dropped < 2) {
            dropped +=
                    Keeper.run(
                                    place.keeper(),
                                    List.of(Shared.KEY),
                                    keeping(thisMonth.minusMonths(4)))
                            .dropped()
                            .size();
        }
        return dropped;
    }
}
