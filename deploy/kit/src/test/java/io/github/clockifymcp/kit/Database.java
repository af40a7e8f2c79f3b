package io.github.clockifymcp.kit;

import io.github.clockifymcp.controlplane.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A real Postgres with the three roles and the database that the chart and the compose file name,
/// and TLS. Those who make one look to it that nobody else uses its names.
final class Database implements AutoCloseable {
    private final int port;

    private Database(int port) {
        this.port = port;
    }

    /// The password of a role, such as `server`.
    @FunctionalInterface
    interface Passwords {
        String of(String role) throws IOException;
    }

    /// Makes database and roles.
    static Database made(Path folder, Certificates certificates, Passwords passwords)
            throws SQLException, IOException, GeneralSecurityException {
        Database database = new Database(Postgres.NEWEST.empty().port());
        Path certificate =
                Files.writeString(folder.resolve("postgres.crt"), certificates.certificate());
        Path key = Files.writeString(folder.resolve("postgres.key"), certificates.key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        database.run(
                "create role mcp_owner login password '%s'".formatted(passwords.of("owner")),
                "create role mcp_server login password '%s'".formatted(passwords.of("server")),
                "create role mcp_keeper login password '%s'".formatted(passwords.of("keeper")),
                "create database clockify_mcp owner mcp_owner",
                "alter system set ssl_cert_file = '%s'".formatted(certificate),
                "alter system set ssl_key_file = '%s'".formatted(key),
                "alter system set ssl = on",
                "select pg_reload_conf()");
        return database;
    }

    int port() {
        return port;
    }

    private void run(String... statements) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            for (String each : statements) {
                sql.execute(each);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        run(
                "alter system reset all",
                "drop database clockify_mcp with (force)",
                "drop role mcp_owner",
                "drop role mcp_server",
                "drop role mcp_keeper");
    }
}
