package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.AuditInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.OtherSchemas;
import io.github.clockifymcp.controlplane.OwnPostgres;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pages under `docs/runbooks` say is done, by their own commands, and is then so. It
/// needs the programs of Postgres, such as `pg_dump`, on the path.
class RunbooksSoakTest {
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 %d:00","duration":"1h"}\
            """;

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private OwnPostgres postgres;
    private Sandbox sandbox;
    private Service service;
    private Map<String, String> environment = new HashMap<>();
    private ModernCaller ann;
    private ModernCaller bob;
    private String annsToken;
    private String bobsToken;

    @BeforeEach
    void begin() throws Exception {
        postgres = OwnPostgres.start(Postgres.OLDEST, folder.resolve("data"));
        open.add(postgres);
        sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
        open.add(sandbox);
        service = service(postgres.place()).prepared();
        String workspace = "--workspace=" + Seed.studio();
        service.run("tenant", "create", "acme", workspace, "--mode=standard");
        service.run("tenant", "create", "bolt", workspace, "--mode=standard");
        annsToken = service.token("acme", "ann");
        bobsToken = service.token("bolt", "bob");
        ann = new ModernCaller(annsToken);
        bob = new ModernCaller(bobsToken);
        open.add(ann);
        open.add(bob);
        service.credential("mina", "acme", "--principal=token#ann");
        service.credential("elif", "bolt", "--principal=token#bob");
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Service service(Postgres.Place place) throws IOException {
        Service made =
                new Service(folder, place.settings(), sandbox.baseUrl() + "/api/v1")
                        .with(
                                Map.of(
                                        "CLOCKIFY_RATE_LIMIT", "0",
                                        "CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0"));
        open.add(made);
        environment = new HashMap<>(place.settings());
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl() + "/api/v1");
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", made.keys().toString());
        environment.put("ADMIN_DSN", dsn("postgres", place.port(), "postgres"));
        environment.put(
                "BACKUP_DSN", dsn("clockify_mcp_backup:backup", place.port(), place.name()));
        environment.put("BACKUP", Files.createDirectories(folder.resolve("backup")).toString());
        environment.put("VAULT", Files.createDirectories(folder.resolve("vault")).toString());
        return made;
    }

    private static String dsn(String who, int port, String database) {
        return "postgres://%s@127.0.0.1:%d/%s".formatted(who, port, database);
    }

    private String run(String page, String heading) throws Exception {
        return Runbook.of(page).run(heading, folder, environment);
    }

    private static String log(ModernCaller caller, Reachable server, String what, int hour)
            throws Exception {
        return caller.told(server, "clockify_log_time", ENTRY.formatted(what, hour));
    }

    private static String refusal(ModernCaller caller, Reachable server, String what)
            throws Exception {
        return caller.refused(server, params("clockify_log_time", ENTRY.formatted(what, 20)));
    }

    private AuditInPostgres.Check check(Postgres.Place place, String tenant) throws Exception {
        try (Database database = Database.open(place.server(), 1)) {
            return new AuditInPostgres(database, SoakJudge.chainKeys(service.keys()))
                    .verify(tenant);
        }
    }

    @Test
    void a_backup_is_restored_and_forgets_nobodys_limits() throws Exception {
        run("backup-and-restore", "Once");
        Replica server = service.replica();
        log(ann, server, "Before", 9);
        log(bob, server, "Bolts", 9);
        run("backup-and-restore", "Every day");
        log(ann, server, "After", 10);
        service.run("principal", "revoke", "bolt", "token#bob");
        server.kill();

        try (Connection admin =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                                        .formatted(postgres.place().port()));
                Statement statement = admin.createStatement()) {
            statement.execute("drop database service with (force)");
            statement.execute("create database restored owner clockify_mcp_owner");
        }
        Postgres.Place restored = new Postgres.Place(postgres.place().port(), "restored");
        service = service(restored);
        assertThat(run("backup-and-restore", "Restore"))
                .contains("0 steps were taken")
                .endsWith("1\n");

        for (String head : Files.readAllLines(folder.resolve("vault/heads"))) {
            String[] parts = head.split("\\|", -1);
            assertThat(check(restored, parts[0]).problem()).isNull();
            assertThat(check(restored, parts[0]).head()).isEqualTo(parts[2]);
        }
        Replica again = service.replica();
        assertThat(refusal(ann, again, "Braked")).contains("read_only");
        assertThat(refusal(bob, again, "Forgotten")).contains("read_only");
        service.run("principal", "revoke", "bolt", "token#bob");
        soon(() -> bob.send(again, params("clockify_whoami", "{}")).statusCode() == 401);
        service.run("tenant", "update", "acme", "--mode=standard");
        soon(() ->
                !ann.result(again, params("clockify_log_time", ENTRY.formatted("Then", 11)))
                        .path("isError")
                        .asBoolean());
        String changes = ann.told(again, "clockify_list_changes", "{}");
        assertThat(changes).contains("Before", "Then").doesNotContain("After", "Bolts");
        String before =
                changes.lines().filter(line -> line.contains("Before")).findFirst().orElseThrow();
        ObjectNode undo =
                params("clockify_undo", "{\"change\":\"%s\"}".formatted(before.substring(0, 5)));
        JsonNode asked = ann.result(again, undo);
        assertThat(ToolSession.text(ann.result(again, agreed(undo, asked))))
                .contains("Taken back", "Before");
        assertThat(check(restored, "acme").problem()).isNull();
    }

    @Test
    void without_the_file_of_keys_nothing_opens_until_keys_are_stored_again() throws Exception {
        run("backup-and-restore", "Once");
        Replica server = service.replica();
        log(ann, server, "Before", 9);
        ObjectNode undo = params("clockify_undo", "{}");
        JsonNode asked = ann.result(server, undo);
        long rows = check(postgres.place(), "acme").rows();
        server.kill();
        Files.delete(service.keys());
        assertThatThrownBy(() -> service.replica())
                .hasMessageContaining("file of keys")
                .hasMessageContaining("is not there");

        run("lost-key", "Make a new one");

        Replica again = service.replica();
        assertThat(refusal(ann, again, "Sealed"))
                .contains("does not open", "clockify-mcp credential set");
        assertThat(ann.send(again, agreed(undo, asked)).body()).doesNotContain("Taken back");
        Files.writeString(folder.resolve("ann.key"), Seed.person("mina").key());
        run("lost-key", "Store the keys to Clockify again");
        soon(() ->
                !ann.result(again, params("clockify_log_time", ENTRY.formatted("Then", 11)))
                        .path("isError")
                        .asBoolean());
        assertThat(refusal(bob, again, "Still sealed")).contains("does not open");
        assertThat(ann.told(again, "clockify_list_changes", "{}")).contains("Before", "Then");
        ObjectNode last = params("clockify_undo", "{}");
        JsonNode askedAnew = ann.result(again, last);
        assertThat(ToolSession.text(ann.result(again, agreed(last, askedAnew))))
                .contains("Taken back", "Then");

        AuditInPostgres.Check check = check(postgres.place(), "acme");
        assertThat(rows).isPositive();
        assertThat(check.problem()).contains("chained by another key");
        assertThat(sandbox.received()).noneMatch(request -> request.body().contains("Sealed"));
    }

    @Test
    void the_brake_stops_every_change_at_every_replica_within_five_seconds() throws Exception {
        Replica one = service.replica();
        Replica other = service.replica();
        try (RoundRobin balancer = new RoundRobin(2);
                SoakLoad load = new SoakLoad(balancer)) {
            balancer.at(0, one.port());
            balancer.at(1, other.port());
            load.modern("acme", "ann", annsToken);
            load.legacy("acme", "ann", annsToken);
            load.modern("bolt", "bob", bobsToken);
            load.legacy("bolt", "bob", bobsToken);
            soon(() -> writes() > 10);

            run("emergency-brake", "Stop all changes");

            Thread.sleep(5_000);
            sandbox.forgetReceived();
            int before = load.deeds().size();
            soon(() -> load.deeds().size() > before + 20);
            assertThat(writes()).isZero();
            assertThat(ann.told(one, "clockify_list_projects", "{}")).contains("Booking App");
            JsonNode modes =
                    new JsonMapper().readTree(folder.resolve("backup/tenants.json").toFile());
            assertThat(modes.findValuesAsText("mode")).containsExactly("standard", "standard");
            load.end();
        }

        run("emergency-brake", "Stop one tenant, or somebody");
        soon(() -> bob.send(one, params("clockify_whoami", "{}")).statusCode() == 403);
        run("emergency-brake", "Let them go on");
        soon(() ->
                !bob.result(one, params("clockify_log_time", ENTRY.formatted("Again", 12)))
                        .path("isError")
                        .asBoolean());
        soon(() ->
                !ann.result(other, params("clockify_log_time", ENTRY.formatted("Again", 12)))
                        .path("isError")
                        .asBoolean());
    }

    private long writes() {
        return sandbox.received().stream()
                .filter(request ->
                        !request.method().equals("GET") && !request.path().contains("/report"))
                .count();
    }

    @Test
    void keys_are_changed_without_anybody_noticing() throws Exception {
        Replica first = service.replica();
        log(ann, first, "Before", 9);
        ObjectNode undo = params("clockify_undo", "{}");
        JsonNode asked = ann.result(first, undo);
        String old = Files.readAllLines(service.keys()).getFirst();

        run("changing-keys", "Append the new one");
        Replica second = service.replica();
        run("changing-keys", "Put it first");
        assertThat(Files.readAllLines(service.keys())).hasSize(2).last().isEqualTo(old);
        Replica third = service.replica();
        assertThat(run("changing-keys", "Seal anew")).contains("2");

        assertThat(ToolSession.text(ann.result(third, agreed(undo, asked)))).contains("Before");
        log(bob, third, "Then", 10);
        assertThat(bob.told(second, "clockify_list_changes", "{}")).contains("Then");
        assertThat(check(postgres.place(), "acme").problem()).isNull();
        assertThat(check(postgres.place(), "bolt").problem()).isNull();
    }

    @Test
    void a_version_goes_back_on_the_schema_of_the_next() throws Exception {
        Replica old = service.replica();
        assertThat(run("upgrading", "Migrate first")).contains("0 steps were taken");
        OtherSchemas.next(postgres.place().owner());
        log(ann, old, "Under the next", 9);
        old.end();

        Replica back = service.replica();
        assertThat(run("upgrading", "Go back")).contains("0 steps were taken");
        log(ann, back, "Back", 10);
        assertThat(ann.told(back, "clockify_list_changes", "{}"))
                .contains("Under the next", "Back");
    }
}
