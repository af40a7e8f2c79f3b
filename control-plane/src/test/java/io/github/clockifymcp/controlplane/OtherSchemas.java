package io.github.clockifymcp.controlplane;

import org.flywaydb.core.api.configuration.FluentConfiguration;

/// A database as other versions of this program leave it: the one before, and two that are to come.
public final class OtherSchemas {
    private OtherSchemas() {}

    private static FluentConfiguration of(Dsn owner) {
        return Migrations.configured(owner, Postgres.SERVER, Postgres.KEEPER);
    }

    /// Brings a database to where the version before the newest migration left it.
    public static void before(Dsn owner) {
        of(owner).target(Integer.toString(Database.NEWEST - 1)).load().migrate();
    }

    /// Brings it to where a version leaves it that adds to every table, and takes nothing away.
    public static void next(Dsn owner) {
        run(
                of(owner)
                        .locations(
                                "classpath:clockify-mcp/migrations",
                                "classpath:clockify-mcp/next"));
    }

    /// Brings it to where a version leaves it for which programs of today are too old.
    public static void afterNext(Dsn owner) {
        run(
                of(owner)
                        .locations(
                                "classpath:clockify-mcp/migrations",
                                "classpath:clockify-mcp/next",
                                "classpath:clockify-mcp/after-next"));
    }

    private static void run(FluentConfiguration configured) {
        try {
            Migrations.run(configured);
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }
}
