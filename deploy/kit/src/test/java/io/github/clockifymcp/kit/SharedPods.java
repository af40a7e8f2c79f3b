package io.github.clockifymcp.kit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The pods of a service for many, run on this machine: with a real Postgres, and with what their
/// Secrets would hold.
final class SharedPods implements AutoCloseable {
    static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";

    private static final int BACKOFF_LIMIT = 3;
    private static final String NOT_IN_TIME = "The database cannot be used";

    private final Path folder;
    private final List<HasMetadata> objects;
    private final Database database;
    private final Machine machine;
    private final int port = Running.free();
    private final int metrics = Running.free();

    private SharedPods(Path folder, List<HasMetadata> objects, Database database)
            throws IOException {
        this.folder = folder;
        this.objects = objects;
        this.database = database;
        String postgres = "127.0.0.1:" + database.port();
        this.machine =
                new Machine(folder)
                        .replacing("pgbouncer.databases:6432", postgres)
                        .replacing("postgres.databases:5432", postgres)
                        .replacing(":8080", "127.0.0.1:" + port)
                        .replacing(":9464", "127.0.0.1:" + metrics);
    }

    static SharedPods made(Path folder, Certificates certificates, List<HasMetadata> objects)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        // Before the database, so that nothing of it is left over when this goes wrong.
        String keys = keys(folder, new Machine(folder));
        SharedPods pods =
                new SharedPods(folder, objects, Database.made(folder, certificates, role -> role));
        pods.machine
                .with("clockify-mcp", "MCP_METRICS_BEARER_TOKEN", TOKEN)
                .with("postgres-ca", "ca.crt", certificates.authority())
                .with("clockify-mcp-postgres", "owner", "owner")
                .with("clockify-mcp-postgres", "server", "server")
                .with("clockify-mcp-postgres", "keeper", "keeper")
                .with("clockify-mcp-keys", "keys", keys);
        return pods;
    }

    private static String keys(Path folder, Machine machine)
            throws IOException, InterruptedException {
        Path file = folder.resolve("new-keys");
        Running.finished(
                machine.process(
                        List.of(
                                "/opt/clockify-mcp/bin/clockify-mcp",
                                "key",
                                "new",
                                "--file",
                                file.toString()),
                        Map.of(),
                        Map.of()));
        return Files.readString(file);
    }

    /// Where more is replaced, and put into Secrets.
    Machine machine() {
        return machine;
    }

    /// Host and port of the server.
    String server() {
        return "127.0.0.1:" + port;
    }

    /// Host and port of its metrics.
    String metrics() {
        return "127.0.0.1:" + metrics;
    }

    /// Runs a job to its end.
    ///
    /// @return what it said
    String job(String component) throws IOException, InterruptedException {
        return finished(machine.container(Pods.named(component, objects)));
    }

    /// Runs a command with the role of those who look after the tables, who make tenants too.
    void keeper(String... command) throws IOException, InterruptedException {
        finished(machine.container(Pods.named("maintain", objects), List.of(command)));
    }

    /// Where the machine is busy, Postgres may not answer in time; a cluster starts a job again
    /// then.
    private static String finished(ProcessBuilder command)
            throws IOException, InterruptedException {
        for (int left = BACKOFF_LIMIT; ; left--) {
            try {
                return Running.finished(command);
            } catch (IOException e) {
                if (left == 0 || !String.valueOf(e.getMessage()).contains(NOT_IN_TIME)) {
                    throw e;
                }
            }
        }
    }

    /// Starts the server.
    Running started() throws IOException {
        return Running.start(machine.container(Pods.named("server", objects)), log());
    }

    /// What the server says.
    Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
