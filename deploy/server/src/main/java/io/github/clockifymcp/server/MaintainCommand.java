package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Keeper;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/// `clockify-mcp maintain`: removes what is over from the database of a service.
@Command(
        name = "maintain",
        description = {
            "Removes from Postgres what is over, and makes room for the audit log of the next months.",
            "Run it once an hour or once a day, from one place, as MCP_CONTROL_PLANE_KEEPER_DSN.",
            "Months of the audit log are dropped only with MCP_CONTROL_PLANE_AUDIT_RETENTION, and"
                    + " with MCP_CONTROL_PLANE_KEYS_FILE to chain where the log begins then."
        },
        sortOptions = false)
final class MaintainCommand extends LeafCommand {
    private static final int PROBLEMS = 1;

    private final Map<String, String> environment;

    MaintainCommand(Map<String, String> environment, OutputStream out) {
        super(out);
        this.environment = environment;
    }

    @Override
    int act() throws SettingsException, IOException {
        Keeper.Report report = maintained(Settings.load(environment, Map.of()));
        report(report, printed());
        report.problems().forEach(this::warn);
        return report.problems().isEmpty() ? DONE : PROBLEMS;
    }

    private static Keeper.Report maintained(Settings settings) throws IOException {
        try {
            return run(settings);
        } catch (SQLException e) {
            String state = e.getSQLState();
            throw new IOException(
                    "The database could not be maintained (SQL state %s). What was done stays done; run it again."
                            .formatted(state == null ? "none" : state),
                    e);
        }
    }

    private static Keeper.Report run(Settings settings) throws SQLException {
        Dsn keeper = new Databases(settings).keeper();
        Optional<Duration> kept = settings.find(SettingTable.AUDIT_RETENTION);
        return kept.isPresent()
                ? Keeper.run(
                        keeper,
                        Store.auditKeys(
                                settings.find(SettingTable.CONTROL_PLANE_KEYS)
                                        .orElseThrow(() ->
                                                new StateException(
                                                        "MCP_CONTROL_PLANE_AUDIT_RETENTION needs"
                                                                + " MCP_CONTROL_PLANE_KEYS_FILE."))),
                        kept.get())
                : Keeper.run(keeper);
    }

    private static void report(Keeper.Report report, PrintStream printed) {
        if (report.busy()) {
            printed.println("Somebody else is at it.");
            return;
        }
        new TreeMap<>(report.removed())
                .forEach((table, rows) -> printed.printf("%s: %d rows removed%n", table, rows));
        report.made().forEach(month -> printed.printf("audit: %s made%n", month));
        report.dropped().forEach(month -> printed.printf("audit: %s dropped%n", month));
    }
}
