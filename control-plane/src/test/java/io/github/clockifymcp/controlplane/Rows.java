package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.Buckets;
import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.StoredSession;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.server.Task;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of an audit log.
final class Rows {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private Rows() {}

    static AuditRow intent(String tenant, String call, Instant at) {
        return row(tenant, call, at, AuditRow.Phase.INTENT, null, null, null);
    }

    /// One that changed nothing, and that nobody waits for.
    static AuditRow answer(String tenant, String call, Instant at) {
        return new AuditRow(
                at,
                call,
                AuditRow.Phase.OUTCOME,
                tenant,
                "ada",
                "test",
                "s1",
                "clockify_list_tags",
                AuditRow.Ending.ALLOWED,
                null,
                "",
                12,
                "a".repeat(64),
                Map.of(),
                null,
                0,
                null);
    }

    static AuditRow preview(String tenant, String call, Instant at) {
        return row(tenant, call, at, AuditRow.Phase.OUTCOME, AuditRow.Ending.PREVIEW, null, null);
    }

    static AuditRow confirming(String tenant, String call, String preview, Instant at) {
        return row(tenant, call, at, AuditRow.Phase.INTENT, null, null, preview);
    }

    static AuditRow outcome(String tenant, String call, Instant at) {
        return row(
                tenant,
                call,
                at,
                AuditRow.Phase.OUTCOME,
                AuditRow.Ending.ALLOWED,
                Sent.Fate.DONE,
                null);
    }

    private static AuditRow row(
            String tenant,
            String call,
            Instant at,
            AuditRow.Phase phase,
            AuditRow.@Nullable Ending ending,
            Sent.@Nullable Fate fate,
            @Nullable String confirms) {
        return new AuditRow(
                at,
                call,
                phase,
                tenant,
                "ada",
                "test",
                "s1",
                "clockify_log_time",
                ending,
                null,
                "",
                12,
                "a".repeat(64),
                Map.of(),
                confirms,
                0,
                new AuditRow.Planned(
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        "Log 1 h",
                        List.of(
                                new AuditRow.Effect(
                                        "entry",
                                        "POST",
                                        "api",
                                        "/time-entries",
                                        "b".repeat(64),
                                        fate,
                                        "")),
                        List.of()));
    }

    /// As whoever owns the tables, with a tenant named, since the policies hold for the owner too.
    static void asOwner(Postgres.Place place, String tenant, String deed) throws SQLException {
        try (Connection connection = place.owner().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set app.tenant = '" + tenant + "'");
            statement.execute(deed);
        }
    }

    /// One row of acme's of each kind that is kept for a while, but for those of the journal.
    static void fill(Database database, Instant at) {
        Principal ada = new Principal("acme", "ada", Set.of());
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        new SessionsInPostgres(database, HttpLimits.DEFAULT, HALF_HOUR, clock)
                .add(
                        new StoredSession(
                                "session-" + at,
                                "/mcp",
                                ada,
                                "2025-06-18",
                                "{}",
                                SessionState.begun(Set.of()),
                                at));
        new TasksInPostgres(database, HALF_HOUR, 10, clock)
                .open(Task.begun("task-" + at, ada, at, HALF_HOUR));
        new RedeemedInPostgres(database).redeem("acme", "nonce-" + at, at.plus(HALF_HOUR));
        KeyedStore.Shelf shelf = new KeyedStore.Shelf("acme", "a1b2", "names");
        new KeyedStore(database).put(shelf, "key-" + at, "value", Duration.ofDays(2));
        new RecentCounts(database).happens("acme", Duration.ofDays(2), 10, "what-" + at);
        new BucketsInPostgres(database, System::nanoTime)
                .of(new Buckets.Whose(Buckets.Kind.EACH, "acme", "ada-" + at), 60)
                .take();
    }

    /// How many rows of a table a tenant's transaction sees.
    static long count(Database database, String tenant, String table) throws SQLException {
        return database.inTenant(
                tenant, connection -> Sql.count(connection, "select count(*) from " + table));
    }
}
