package io.github.clockifymcp.controlplane;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A real Postgres of one of the versions that we support, with what it is told to write on the
/// disk: the library switches that off.
public enum Postgres {
    OLDEST,
    NEWEST;

    static final String SERVER = "clockify_mcp_server";
    static final String KEEPER = "clockify_mcp_keeper";
    static final String OWNER = "clockify_mcp_owner";

    /// Less than Surefire waits for a process that was told to end.
    private static final int END_SECONDS = 25;

    private static final Map<Postgres, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// One that runs until this process ends.
    private EmbeddedPostgres running() {
        return RUNNING.computeIfAbsent(this, version -> version.start());
    }

    /// How one of this version is started.
    EmbeddedPostgres.Builder builder() throws IOException {
        Path bundle =
                Path.of(System.getProperty("postgres"), name().toLowerCase(Locale.ROOT) + ".jar");
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> content(bundle))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    private EmbeddedPostgres start() {
        try {
            Path data = Files.createTempDirectory("epg");
            EmbeddedPostgres server =
                    builder().setDataDirectory(data).setCleanDataDirectory(false).start();
            ProcessHandle process = postmaster(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, data)));
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                roles(statement);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Makes our roles.
    static void roles(Statement statement) throws SQLException {
        statement.execute("create role " + SERVER + " login password 'server'");
        statement.execute("create role " + KEEPER + " login password 'keeper'");
        statement.execute("create role " + OWNER + " login password 'owner'");
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /// Ends a server at once, since nobody needs what is in it, and removes its files. The library
    /// would let it write everything to the disk first, which takes more than half a minute where
    /// that is busy, and give up on removing its files after five seconds.
    private static void end(ProcessHandle process, Path data) {
        try {
            // An immediate shutdown.
            new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(data)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Postgres does not end; its files are in " + data, e);
        }
    }

    private static InputStream content(Path bundle) {
        try {
            ZipFile zip = new ZipFile(bundle.toFile());
            ZipEntry entry =
                    zip.stream()
                            .filter(found -> found.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(() -> new IOException(bundle + " has no bundle"));
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A database of its own, which has nothing in it yet.
    public Place empty() throws SQLException {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + OWNER);
        }
        return new Place(running().getPort(), name);
    }

    /// A database of its own, with our tables.
    public Place migrated() throws SQLException, SchemaException {
        Place place = empty();
        Migrations.run(place.owner(), SERVER, KEEPER);
        return place;
    }

    /// Where a database is.
    public record Place(int port, String name) {
        public Dsn owner() {
            return dsn(OWNER, "owner");
        }

        public Dsn server() {
            return dsn(SERVER, "server");
        }

        public Dsn keeper() {
            return dsn(KEEPER, "keeper");
        }

        private Dsn dsn(String user, String password) {
            return Dsn.of(url(user, password));
        }

        /// What a program is told, to come in as this role.
        private String url(String user, String password) {
            return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, name);
        }

        /// The settings of a program that comes in as each of the three roles.
        public Map<String, String> settings() {
            return Map.of(
                    "MCP_CONTROL_PLANE_DSN", url(SERVER, "server"),
                    "MCP_CONTROL_PLANE_KEEPER_DSN", url(KEEPER, "keeper"),
                    "MCP_CONTROL_PLANE_OWNER_DSN", url(OWNER, "owner"));
        }

        /// Ends every connection to it, and lets nobody in until [#open].
        public void shut() throws SQLException {
            asAdmin("alter database %s allow_connections false".formatted(name));
            asAdmin(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                            .formatted(name));
        }

        /// Lets everybody in again.
        public void open() throws SQLException {
            asAdmin("alter database %s allow_connections true".formatted(name));
        }

        private void asAdmin(String statement) throws SQLException {
            String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
            try (Connection connection = DriverManager.getConnection(url);
                    Statement sql = connection.createStatement()) {
                sql.execute(statement);
            }
        }
    }
}
