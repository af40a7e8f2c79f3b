package io.github.clockifymcp.bench;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Migrations;
import io.github.clockifymcp.controlplane.SchemaException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// The Postgres of a service: a real one on this machine, which writes to the disk what it is told
/// to, with our tables.
final class SharedPostgres implements AutoCloseable {
    private static final String NAME = "bench";
    private static final String ROLE = "clockify_mcp_";

    private final EmbeddedPostgres server;

    private SharedPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static SharedPostgres start() throws IOException, SQLException, SchemaException {
        SharedPostgres started =
                new SharedPostgres(
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "on")
                                .setServerConfig("synchronous_commit", "on")
                                .setServerConfig("full_page_writes", "on")
                                .setServerConfig("shared_buffers", "512MB")
                                .setServerConfig("max_wal_size", "4GB")
                                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                                .setServerConfig("pg_stat_statements.max", "1000")
                                .start());
        try {
            for (String role : new String[] {"owner", "server", "keeper"}) {
                started.update(
                        "postgres",
                        "create role %1$s%2$s login password '%2$s'".formatted(ROLE, role));
            }
            started.update("postgres", "create database %s owner %sowner".formatted(NAME, ROLE));
            Migrations.run(started.dsn("owner"), ROLE + "server", ROLE + "keeper");
            started.update("create extension pg_stat_statements schema public");
        } catch (SQLException | SchemaException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private String url(String role) {
        return "postgres://%1$s%2$s:%2$s@127.0.0.1:%3$d/%4$s"
                .formatted(ROLE, role, server.getPort(), NAME);
    }

    Dsn dsn(String role) {
        return Dsn.of(url(role));
    }

    /// What a program is told, to come in as the servers' role and as the keeper.
    Map<String, String> settings() {
        return Map.of(
                "MCP_CONTROL_PLANE_DSN", url("server"),
                "MCP_CONTROL_PLANE_KEEPER_DSN", url("keeper"));
    }

    /// As who may do everything, and sees the rows of all tenants.
    Connection admin() throws SQLException {
        return admin(NAME);
    }

    private Connection admin(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&currentSchema=clockify_mcp,public"
                        .formatted(server.getPort(), database));
    }

    void update(String... statements) throws SQLException {
        for (String statement : statements) {
            update(NAME, statement);
        }
    }

    private void update(String database, String sql) throws SQLException {
        try (Connection connection = admin(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A number that it knows.
    long number(String sql) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
