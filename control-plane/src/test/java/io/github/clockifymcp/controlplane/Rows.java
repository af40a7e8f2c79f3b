package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of an audit log.
final class Rows {
    private Rows() {}

    static AuditRow intent(String tenant, String call, Instant at) {
        return row(tenant, call, at, AuditRow.Phase.INTENT, null, null);
    }

    static AuditRow outcome(String tenant, String call, Instant at) {
        return row(
                tenant, call, at, AuditRow.Phase.OUTCOME, AuditRow.Ending.ALLOWED, Sent.Fate.DONE);
    }

    private static AuditRow row(
            String tenant,
            String call,
            Instant at,
            AuditRow.Phase phase,
            AuditRow.@Nullable Ending ending,
            Sent.@Nullable Fate fate) {
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
                null,
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
}
