package io.github.clockifymcp.controlplane;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema of a database to what this program needs. Done by the owner of the schema, a
/// role that no server has.
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /// Postgres ends one of those that wait for each other's tables with 40P01, and one that waited
    /// for as long as it may with 55P03. All of that step was rolled back.
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "55P03");

    private static final int TRIES = 5;

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
        return run(configured(owner, server, keeper));
    }

    /// Runs what is configured. A step that servers were in the way of is tried again: a deadlock
    /// ends the step or what a server does, and who was rolled back begins anew.
    static Done run(FluentConfiguration configuration) throws SchemaException {
        Flyway flyway = configuration.load();
        try {
            long before = applied(flyway);
            MigrateResult result = tried(flyway);
            String version =
                    result.targetSchemaVersion == null
                            ? result.initialSchemaVersion
                            : result.targetSchemaVersion;
            return new Done(version == null ? "" : version, (int) (applied(flyway) - before));
        } catch (FlywayException e) {
            throw new SchemaException(
                    "The database could not be migrated: "
                            + String.valueOf(e.getMessage()).strip());
        }
    }

    private static MigrateResult tried(Flyway flyway) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return flyway.migrate();
            } catch (FlywayException e) {
                if (left == 0 || !isInTheWay(e)) {
                    throw e;
                }
                LOG.info("Servers were in the way of a step, so it is taken again");
            }
        }
    }

    private static boolean isInTheWay(FlywayException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof SQLException sql
                                && IN_THE_WAY.contains(String.valueOf(sql.getSQLState())));
    }

    private static long applied(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .filter(each -> each.getVersion() != null)
                .count();
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
