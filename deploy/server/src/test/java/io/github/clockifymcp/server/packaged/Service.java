package io.github.clockifymcp.server.packaged;

import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A service as its operator has it: settings, a file of keys, commands, and replicas that serve
/// the same tenants.
final class Service implements AutoCloseable {
    static final String TEAM = "a-token-of-at-least-32-characters-0123456789";

    private final Path folder;
    private final Path keys;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Replica> started = new CopyOnWriteArrayList<>();

    /// @param folder for all that it keeps
    /// @param database the settings of the three roles
    /// @param clockify where its tenants' Clockify is
    Service(Path folder, Map<String, String> database, String clockify) {
        this.folder = folder;
        this.keys = folder.resolve("keys");
        settings.putAll(database);
        settings.put("CLOCKIFY_BASE_URL", clockify);
        settings.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        settings.put("MCP_PROFILE", "single-tenant-http");
        settings.put("CLOCKIFY_POLICY", "standard");
        settings.put("MCP_BEARER_TOKEN", TEAM);
    }

    /// With settings beside these or instead of them; an empty value takes one away.
    Service with(Map<String, String> more) {
        more.forEach((name, value) -> {
            if (value.isEmpty()) {
                settings.remove(name);
            } else {
                settings.put(name, value);
            }
        });
        return this;
    }

    /// The file of keys, which is not there before [#run] of `key new`.
    Path keys() {
        return keys;
    }

    /// How a command is started that has the operator's settings.
    ProcessBuilder command(String... arguments) {
        ProcessBuilder command = Installation.built(folder).command(arguments);
        command.environment().putAll(settings);
        return command;
    }

    /// Runs a command that does what it is told, in this process.
    String run(String... arguments) {
        return CommandLines.run(settings, arguments);
    }

    /// Makes a key, and the tables.
    Service prepared() {
        run("key", "new", "--file", keys.toString());
        run("migrate");
        return this;
    }

    /// Keeps a key to Clockify.
    ///
    /// @param person as the seed calls them, such as `ada`
    /// @param where the tenant, and whose it is
    void credential(String person, String... where) throws IOException {
        Path file = Files.writeString(folder.resolve("clockify-key"), Seed.person(person).key());
        List<String> arguments = new ArrayList<>(List.of("credential", "set"));
        arguments.addAll(List.of(where));
        arguments.add("--from-file=" + file);
        run(arguments.toArray(String[]::new));
        Files.delete(file);
    }

    /// A new principal's token.
    String token(String tenant, String name) {
        return run("principal", "add", tenant, name).strip();
    }

    /// Starts one more.
    Replica replica() throws IOException, InterruptedException {
        return replica(folder.resolve("replica-%d.log".formatted(started.size())));
    }

    /// Starts one that writes what it says to this file.
    Replica replica(Path log) throws IOException, InterruptedException {
        ProcessBuilder server = command();
        server.environment().keySet().removeIf(name -> name.matches(".*_(OWNER|KEEPER)_DSN"));
        server.environment().put("MCP_TRANSPORT", "streamable_http");
        server.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        Replica replica = Replica.start(server, log);
        started.add(replica);
        return replica;
    }

    @Override
    public void close() {
        started.forEach(Replica::close);
    }
}
