package io.github.clockifymcp.controlplane;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Postgres of a test's own, which can be stopped without a warning and started again where it
/// was.
final class ListenServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Postgres version;
    private final Path data;
    private @Nullable EmbeddedPostgres running;
    private final int port;

    ListenServer(Postgres version, Path folder) throws IOException, SQLException {
        this.version = version;
        this.data = folder.resolve("data");
        EmbeddedPostgres first = started(0);
        this.running = first;
        this.port = first.getPort();
        try (Connection connection = first.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + Postgres.SERVER + " login password 'server'");
            statement.execute("create role " + Postgres.KEEPER + " login password 'keeper'");
            statement.execute("create role " + Postgres.OWNER + " login password 'owner'");
            statement.execute("create database shared owner " + Postgres.OWNER);
        }
    }

    private EmbeddedPostgres started(int at) throws IOException {
        EmbeddedPostgres.Builder builder =
                version.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return (at == 0 ? builder : builder.setPort(at)).start();
    }

    Postgres.Place place() {
        return new Postgres.Place(port, "shared");
    }

    /// Like `pg_ctl stop -m immediate`: nothing is finished, nobody is told.
    void stopImmediately() throws IOException, InterruptedException {
        Path file = data.resolve("postmaster.pid");
        String pid = Files.readAllLines(file).getFirst().strip();
        new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(file) && ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("it does not stop");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        close(); // lets go of its folder
    }

    void startAgain() throws IOException {
        running = started(port);
    }

    @Override
    public void close() throws IOException {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
