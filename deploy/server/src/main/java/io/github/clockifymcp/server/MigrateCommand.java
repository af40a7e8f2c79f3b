package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Migrations;
import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.OutputStream;
import java.util.Map;
import picocli.CommandLine.Command;

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
final class MigrateCommand extends LeafCommand {
    private final Map<String, String> environment;

    MigrateCommand(Map<String, String> environment, OutputStream out) {
        super(out);
        this.environment = environment;
    }

    @Override
    int act() throws SettingsException, RefusedException, SchemaException {
        Databases databases = new Databases(Settings.load(environment, Map.of()));
        Dsn owner = databases.owner();
        Migrations.Done done = migrated(owner, databases);
        say(
                "%s is at version %s; %d %s."
                        .formatted(
                                owner.place(),
                                done.version(),
                                done.steps(),
                                done.steps() == 1 ? "step was taken" : "steps were taken"));
        return DONE;
    }

    private static Migrations.Done migrated(Dsn owner, Databases databases)
            throws RefusedException, SchemaException {
        try {
            return Migrations.run(owner, databases.server().user(), databases.keeper().user());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
