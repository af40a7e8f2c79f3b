package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.PrincipalKeeping;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.controlplane.TenantKeeping;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A service with tenants, and the packaged program as its replica and as its command line.
///
/// Its first tenants are made by commands, as an operator makes them. To make thousands of them
/// that way would take an hour, so the others are put into the database beside the program.
final class SharedService {
    static final String KEY = "sandbox-key-mina-member";

    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final String TEAM = "a-token-of-at-least-32-characters-0123456789";
    private static final String ALGORITHM = "HmacSHA256";

    private final Path launcher;
    private final Path folder;
    private final SharedPostgres postgres;
    private final HttpServer clockify;
    private final Path keys;
    private final List<String> tenants = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    /// @param folder that is there, and empty
    SharedService(Path launcher, Path folder, SharedPostgres postgres, HttpServer clockify)
            throws IOException, InterruptedException {
        this.launcher = launcher;
        this.folder = folder;
        this.postgres = postgres;
        this.clockify = clockify;
        this.keys = folder.resolve("keys");
        run("key", "new", "--file", keys.toString());
    }

    List<String> tenants() {
        return List.copyOf(tenants);
    }

    /// Runs a command, which has to work.
    ///
    /// @return what it printed
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(shared());
        builder.environment()
                .put("CLOCKIFY_BASE_URL", "http://127.0.0.1:%d/api/v1".formatted(clockify.port()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed: " + printed);
        }
        return printed;
    }

    private Map<String, String> shared() {
        Map<String, String> shared = new HashMap<>(postgres.settings());
        shared.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        return shared;
    }

    /// Makes tenants by commands, each with somebody who has a token and a key.
    void make(int count) throws IOException, InterruptedException {
        Path key = Files.writeString(folder.resolve("key"), KEY);
        for (int i = 0; i < count; i++) {
            String tenant = "tenant-" + tenants.size();
            run("tenant", "create", tenant);
            String token = run("principal", "add", tenant, "load").strip();
            run(
                    "credential",
                    "set",
                    tenant,
                    "--principal=token#load",
                    "--unchecked",
                    "--from-file=" + key);
            tenants.add(tenant);
            tokens.add(token);
        }
    }

    /// Makes more of them without commands.
    void makeQuickly(int count) throws IOException {
        SecureRandom random = new SecureRandom();
        ClockifyKey key = ClockifyKey.of(KEY);
        Sealed sealed =
                new Sealed(
                        List.of(
                                Sealed.Key.of(
                                        lineOfKeys()[0], derived(CredentialsInPostgres.PURPOSE))));
        try (Database keepers = Database.open(postgres.dsn("keeper"), 2)) {
            TenantKeeping making = new TenantKeeping(keepers);
            PrincipalKeeping people = new PrincipalKeeping(keepers);
            CredentialsInPostgres credentials =
                    new CredentialsInPostgres(keepers, sealed, System::nanoTime);
            for (int i = 0; i < count; i++) {
                String tenant = "tenant-" + tenants.size();
                making.create(new Tenant(tenant, true, Narrowing.NONE, null, null, Set.of()));
                tokens.add(people.add(tenant, "load", null, random).orElseThrow());
                credentials.put(tenant, "token#load", key, null);
                tenants.add(tenant);
            }
        }
    }

    /// Makes others that nobody calls for, until there are so many.
    void makeSilent(int altogether) throws SQLException {
        int there = tenants.size();
        postgres.update(
                "insert into tenants (tenant, enabled, narrowing, issuers)"
                        + " select 'tenant-' || i, enabled, narrowing, issuers"
                        + " from tenants, generate_series(%d, %d) i where tenant = 'tenant-0'"
                                .formatted(there, altogether - 1),
                "analyze tenants");
        for (int i = there; i < altogether; i++) {
            tenants.add("tenant-" + i);
        }
    }

    /// A replica.
    HttpServer replica() throws IOException {
        Map<String, String> environment = environment();
        environment.putAll(shared());
        return new HttpServer(List.of(launcher.toString()), environment, PORT);
    }

    /// The same program with all it knows in a folder.
    HttpServer alone() throws IOException {
        return new HttpServer(List.of(launcher.toString()), environment(), PORT);
    }

    private Map<String, String> environment() {
        Map<String, String> environment =
                ServerEnvironment.overHttp(clockify.port(), folder.resolve("alone"));
        environment.put("MCP_PROFILE", "single-tenant-http");
        environment.put("MCP_BEARER_TOKEN", TEAM);
        return environment;
    }

    /// A call by somebody of each of the first tenants that have a token.
    List<byte[]> ofTenants(int port, int count, String tool, String arguments) {
        return tokens.stream()
                .limit(count)
                .map(token -> HttpBench.call(port, bearer(token), tool, arguments))
                .toList();
    }

    /// The same call to the program that is alone.
    static List<byte[]> ofTeam(int port, String tool, String arguments) {
        return List.of(HttpBench.call(port, bearer(TEAM), tool, arguments));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer %s\r\n".formatted(token);
    }

    private String[] lineOfKeys() throws IOException {
        return Files.readString(keys).strip().split(" ", 2);
    }

    /// A key for one purpose, made of that in the file.
    byte[] derived(String purpose) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(lineOfKeys()[1]), ALGORITHM));
            return mac.doFinal(purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
