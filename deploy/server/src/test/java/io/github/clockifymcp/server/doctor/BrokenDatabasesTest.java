package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What doctor finds at a real Postgres, and on the way there.
@Execution(ExecutionMode.SAME_THREAD)
final class BrokenDatabasesTest {
    private static final List<PostgresRelay> relays = new ArrayList<>();

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Sandbox clockify;

    @BeforeAll
    static void begin() {
        clockify = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
    }

    @AfterAll
    static void end() throws IOException {
        for (PostgresRelay relay : relays) {
            relay.close();
        }
        clockify.close();
    }

    @TestFactory
    List<DynamicTest> databases() {
        return new BrokenSetUp.Table(folder)
                .row(
                        "a database that is away",
                        "database.away",
                        2,
                        service(place -> url("clockify_mcp_server", 1, place.name())))
                .row(
                        "a role that there is not",
                        "database.refused",
                        2,
                        service(place -> url("somebody_else", place.port(), place.name())))
                .row(
                        "a database that there is not",
                        "database.refused",
                        2,
                        service(place -> url("clockify_mcp_server", place.port(), "other")))
                .row(
                        "a database without tables",
                        "database.unprepared",
                        2,
                        patient -> service(patient, Postgres.NEWEST.empty(), null))
                .row(
                        "the owner's role for servers",
                        "database.role",
                        2,
                        service(place -> url("clockify_mcp_owner", place.port(), place.name())))
                .row(
                        "a database of a newer version",
                        "database.new",
                        2,
                        broken("update clockify_mcp.schema_facts set oldest_program = 99"))
                .row(
                        "a database of an older version",
                        "database.old",
                        2,
                        broken(
                                "delete from clockify_mcp.flyway_schema_history"
                                        + " where version::integer > 1"))
                .row(
                        "a database of a version before the oldest",
                        "database.version",
                        2,
                        service(place ->
                                relayed(
                                        place,
                                        PostgresRelay.calling(place.port(), "180001", "130022"))))
                .row(
                        "a database on another machine, in clear",
                        "database.plain",
                        0,
                        service(place ->
                                relayed(place, PostgresRelay.honest(place.port()))
                                        .replace("127.0.0.1", "0.0.0.0")))
                .row(
                        "a pooler that forgets who listens",
                        "database.listen",
                        2,
                        service(place -> relayed(place, PostgresRelay.pooling(place.port()))))
                .row(
                        "a way to listen that leads to another database",
                        "database.listen",
                        2,
                        patient -> {
                            service(patient, Postgres.NEWEST.migrated(), null);
                            patient.with(
                                    "MCP_CONTROL_PLANE_LISTEN_DSN",
                                    server(Postgres.NEWEST.migrated()));
                        })
                .row(
                        "a database that takes no writes",
                        "database.read_only",
                        2,
                        patient -> {
                            Postgres.Place place = Postgres.NEWEST.migrated();
                            admin(
                                    place,
                                    "alter database %s set default_transaction_read_only = on"
                                            .formatted(place.name()));
                            service(patient, place, null);
                        })
                .row(
                        "a file of keys that is of another service",
                        "database.unopened",
                        2,
                        patient -> {
                            Postgres.Place place = Postgres.NEWEST.migrated();
                            Map<String, String> settings = service(patient, place, null);
                            CommandLines.run(
                                    settings,
                                    "tenant",
                                    "create",
                                    "acme",
                                    "--workspace=" + Seed.studio());
                            Path key = patient.file("one", Seed.person("ada").key());
                            CommandLines.run(
                                    settings, "credential", "set", "acme", "--from-file=" + key);
                            Path others = patient.home().resolve("others");
                            CommandLines.run(Map.of(), "key", "new", "--file=" + others);
                            patient.with("MCP_CONTROL_PLANE_KEYS_FILE", others.toString());
                        })
                .tests();
    }

    private static String url(String role, int port, String database) {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(role, Patient.PASSWORD, port, database);
    }

    private interface Dsn {
        String in(Postgres.Place place) throws IOException;
    }

    /// The servers' own way, over a relay that stands until the end.
    private static String relayed(Postgres.Place place, PostgresRelay relay) {
        relays.add(relay);
        return server(place).replace(":" + place.port() + "/", ":" + relay.port() + "/")
                + "?sslmode=disable";
    }

    private static String server(Postgres.Place place) {
        return String.valueOf(place.settings().get("MCP_CONTROL_PLANE_DSN"));
    }

    private static BrokenSetUp.Breaking service(Dsn dsn) {
        return patient -> service(patient, Postgres.NEWEST.migrated(), dsn);
    }

    private static BrokenSetUp.Breaking broken(String deed) {
        return patient -> {
            Postgres.Place place = Postgres.NEWEST.migrated();
            admin(place, deed);
            service(patient, place, null);
        };
    }

    /// The settings of a service in front of a database.
    ///
    /// @param dsn another way in than the servers'; null for theirs
    private static Map<String, String> service(
            Patient patient, Postgres.Place place, @Nullable Dsn dsn) throws Exception {
        Path keys = patient.home().resolve("keys");
        if (!Files.exists(keys)) {
            CommandLines.run(Map.of(), "key", "new", "--file=" + keys);
        }
        Map<String, String> settings = new HashMap<>(place.settings());
        settings.putAll(
                Map.of(
                        "MCP_PROFILE",
                        "single-tenant-http",
                        "MCP_HTTP_BIND",
                        "127.0.0.1:0",
                        "MCP_BEARER_TOKEN",
                        Patient.TOKEN,
                        "MCP_CONTROL_PLANE_KEYS_FILE",
                        keys.toString(),
                        "CLOCKIFY_BASE_URL",
                        clockify.baseUrl() + "/api/v1"));
        if (dsn != null) {
            settings.put("MCP_CONTROL_PLANE_DSN", dsn.in(place));
        }
        patient.with(settings);
        return settings;
    }

    private static void admin(Postgres.Place place, String deed) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                                        .formatted(place.port(), place.name()));
                Statement statement = connection.createStatement()) {
            statement.execute(deed);
        }
    }
}
