package io.github.clockifymcp.server.packaged;

import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A service for tenants, before it has any: a database with its tables, a file of keys, a sandbox,
/// and as many packaged replicas as a test starts.
final class TenantService {
    /// Whom the replicas let in by a secret that all share.
    static final String TEAM = "a-token-of-at-least-32-characters-0123456789";

    /// The issuer that a tenant may name.
    static final String ISSUER = "https://login.example.com";

    private final Path folder;
    private final Path keys;
    private final Postgres.Place database;
    private final LoneSandbox sandbox;
    private final List<AutoCloseable> open = new ArrayList<>();

    private TenantService(Path folder, Postgres.Place database, LoneSandbox sandbox) {
        this.folder = folder;
        this.keys = folder.resolve("keys");
        this.database = database;
        this.sandbox = sandbox;
        open.add(sandbox);
    }

    static TenantService begin(Path folder) throws Exception {
        TenantService service =
                new TenantService(folder, Postgres.NEWEST.empty(), LoneSandbox.start(folder));
        service.run("key", "new", "--file", service.keys.toString());
        service.run("migrate");
        return service;
    }

    Postgres.Place database() {
        return database;
    }

    /// The file of the keys that seal what is in the database.
    Path keys() {
        return keys;
    }

    LoneSandbox sandbox() {
        return sandbox;
    }

    /// Runs a command, which has to work.
    ///
    /// @return what it printed
    String run(String... arguments) {
        Map<String, String> environment = new HashMap<>(database.settings());
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl());
        environment.put("MCP_OIDC_ISSUER", ISSUER);
        return CommandLines.run(environment, arguments);
    }

    /// Stores somebody's key to Clockify.
    ///
    /// @param where as `credential set` has it
    void key(String person, String... where) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), Seed.person(person).key());
        List<String> arguments = new ArrayList<>(List.of("credential", "set"));
        arguments.addAll(List.of(where));
        arguments.add("--from-file=" + file);
        run(arguments.toArray(String[]::new));
    }

    /// Somebody who comes in with a token of a tenant.
    ModernCaller caller(String tenant, String name) throws Exception {
        ModernCaller caller = new ModernCaller(run("principal", "add", tenant, name).strip());
        open.add(caller);
        return caller;
    }

    /// Starts one more packaged replica.
    Listening replica() throws Exception {
        return replica(Map.of());
    }

    /// The same, with other settings too.
    Listening replica(Map<String, String> settings) throws Exception {
        Listening started = Listening.start(Installation.built(folder), environment(settings));
        open.add(started);
        return started;
    }

    /// One that keeps all that it says.
    Replica replica(Path log, Map<String, String> settings) throws Exception {
        ProcessBuilder command = Installation.built(folder).command();
        command.environment().putAll(environment(settings));
        command.environment().put("MCP_TRANSPORT", "streamable_http");
        command.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        Replica started = Replica.start(command, log);
        open.add(started);
        return started;
    }

    private Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MCP_PROFILE", "single-tenant-http");
        environment.put("MCP_BEARER_TOKEN", TEAM);
        environment.put("CLOCKIFY_POLICY", "standard");
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl());
        environment.put("MCP_CONTROL_PLANE_DSN", database.settings().get("MCP_CONTROL_PLANE_DSN"));
        environment.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        environment.putAll(settings);
        return environment;
    }

    /// Ends the replicas, the callers and the sandbox.
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }
}
