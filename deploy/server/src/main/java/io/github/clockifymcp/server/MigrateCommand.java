package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Migrations;
import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `clockify-mcp migrate`: the tables of a service.
@Command(
        name = "migrate",
        description = {
            "Makes the tables in Postgres, or brings them to what this version needs.",
            "It may be run at any time, and while servers run. It needs the three roles:"
                    + " MCP_CONTROL_PLANE_OWNER_DSN to work as, and MCP_CONTROL_PLANE_DSN and"
                    + " MCP_CONTROL_PLANE_KEEPER_DSN to know whom to let in."
        },
        sortOptions = false)
final class MigrateCommand implements Callable<Integer> {
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

    MigrateCommand(Map<String, String> environment, OutputStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Databases databases = new Databases(Settings.load(environment, Map.of()));
            Dsn owner = databases.owner();
            Migrations.Done done =
                    Migrations.run(owner, databases.server().user(), databases.keeper().user());
            new PrintStream(out, true, UTF_8)
                    .printf(
                            "%s is at version %s; %d %s.%n",
                            owner.place(),
                            done.version(),
                            done.steps(),
                            done.steps() == 1 ? "step was taken" : "steps were taken");
            return 0;
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return BAD_SETTINGS;
        } catch (StateException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return BAD_SETTINGS;
        } catch (SchemaException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }
}
