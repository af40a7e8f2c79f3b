package io.github.clockifymcp.controlplane;

import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the schema of a database to what this program needs. Done by the owner of the schema, a
/// role that no server has.
public final class Migrations {
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Migrations() {}

    /// What was done.
    ///
    /// @param version where the schema is now
    /// @param steps how many migrations that took; 0 when it was there before
    public record Done(String version, int steps) {}

    /// Runs what is missing. It may be run again at any time, and while servers run.
    ///
    /// @param owner whose tables these will be
    /// @param server the role of the servers
    /// @param keeper the role that removes what is over
    /// @throws SchemaException when it went wrong; migrations that went well stay
    /// @throws IllegalArgumentException when a role's name is none
    public static Done run(Dsn owner, String server, String keeper) throws SchemaException {
        Flyway flyway = configured(owner, server, keeper).load();
        try {
            var result = flyway.migrate();
            String version =
                    result.targetSchemaVersion == null
                            ? result.initialSchemaVersion
                            : result.targetSchemaVersion;
            return new Done(version == null ? "" : version, result.migrationsExecuted);
        } catch (FlywayException e) {
            throw new SchemaException(
                    "The database could not be migrated: "
                            + String.valueOf(e.getMessage()).strip());
        }
    }

    /// What is run, and how.
    static FluentConfiguration configured(Dsn owner, String server, String keeper) {
        for (String role : new String[] {server, keeper}) {
            if (!ROLE.matcher(role).matches()) {
                throw new IllegalArgumentException(
                        "A role's name has small letters, digits and _, such as clockify_mcp_server.");
            }
        }
        if (server.equals(keeper) || server.equals(owner.user()) || keeper.equals(owner.user())) {
            throw new IllegalArgumentException("Owner, server and keeper are three roles.");
        }
        return Flyway.configure()
                .dataSource(owner.source())
                .locations("classpath:clockify-mcp/migrations")
                .defaultSchema(Database.SCHEMA)
                .createSchemas(true)
                .placeholders(Map.of("schema", Database.SCHEMA, "server", server, "keeper", keeper))
                .ignoreMigrationPatterns("*:future")
                .cleanDisabled(true);
    }
}
