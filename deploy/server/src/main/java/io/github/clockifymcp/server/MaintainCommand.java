package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Keeper;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class MaintainCommand implements Callable<Integer> {
    private static final int PROBLEMS = 1;
    private static final int BAD_SETTINGS = 2;
    private static final int FAILED = 3;

    private final Map<String, String> environment;
    private final OutputStream out;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    MaintainCommand(Map<String, String> environment, OutputStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Settings settings = Settings.load(environment, Map.of());
            Keeper.Report report = run(settings);
            report(report, new PrintStream(out, true, UTF_8));
            report.problems().forEach(err::println);
            return report.problems().isEmpty() ? 0 : PROBLEMS;
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return BAD_SETTINGS;
        } catch (StateException e) {
            err.println(e.getMessage());
            return BAD_SETTINGS;
        } catch (SQLException e) {
            String state = e.getSQLState();
            err.println(
                    "The database could not be maintained (SQL state %s). What was done stays done; run it again."
                            .formatted(state == null ? "none" : state));
            return FAILED;
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
