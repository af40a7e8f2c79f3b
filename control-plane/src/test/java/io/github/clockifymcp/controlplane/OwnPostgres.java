package io.github.clockifymcp.controlplane;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A real Postgres of a test's own, with one database. It can be cut off as by a power cut, and
/// started again on what had reached the disk.
public final class OwnPostgres implements AutoCloseable {
    private static final String DATABASE = "service";

    private final Postgres version;
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private OwnPostgres(Postgres version, Path data, int port, EmbeddedPostgres server) {
        this.version = version;
        this.data = data;
        this.port = port;
        this.server = server;
    }

    /// Starts one with our three roles.
    ///
    /// @param data for its files
    public static OwnPostgres start(Postgres version, Path data) throws IOException, SQLException {
        int port = free();
        OwnPostgres started = new OwnPostgres(version, data, port, start(version, data, port));
        try (Connection connection = started.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            Postgres.roles(statement);
            statement.execute("create database " + DATABASE + " owner " + Postgres.OWNER);
        }
        return started;
    }

    private static EmbeddedPostgres start(Postgres version, Path data, int port)
            throws IOException {
        return version.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Where the database is.
    public Postgres.Place place() {
        return new Postgres.Place(port, DATABASE);
    }

    /// What `pg_ctl stop -m immediate` does: nothing more is written, nobody is told.
    public void cut() throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            Thread.sleep(20);
        }
    }

    /// Starts it again on the same files.
    public void again() throws IOException {
        server.close();
        server = start(version, data, port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
