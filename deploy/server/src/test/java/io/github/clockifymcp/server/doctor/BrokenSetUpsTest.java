package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.clockifymcp.server.CommandLines;
import io.github.clockifymcp.server.packaged.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What doctor finds without asking anybody. Each row is broken in one way, and nothing else is
/// said to be wrong with it.
final class BrokenSetUpsTest {
    private static final String[] TEAM = {
        "MCP_PROFILE",
        "single-tenant-http",
        "MCP_HTTP_BIND",
        "127.0.0.1:0",
        "MCP_BEARER_TOKEN",
        Patient.TOKEN,
        "CLOCKIFY_API_KEY",
        Patient.KEY
    };

    @TempDir static Path folder;

    @TestFactory
    List<DynamicTest> settings_that_are_refused_or_mean_nothing() {
        return new BrokenSetUp.Table(folder, "--offline")
                .settings(
                        "a mode that there is not", "settings.refused", 2, "CLOCKIFY_POLICY", "all")
                .settings("a slip in a name", "settings.refused", 2, "CLOCKIFY_POLICYY", "full")
                .settings("a name of nothing", "settings.unknown", 0, "CLOCKIFY_COLOUR", "blue")
                .settings("a profile that there is not", "settings.refused", 2, "MCP_PROFILE", "x")
                .settings(
                        "two places where Clockify would be",
                        "settings.refused",
                        2,
                        "CLOCKIFY_REGION",
                        "eu",
                        "CLOCKIFY_BASE_URL",
                        "https://euw2.clockify.me/api/v1")
                .settings(
                        "a key in an address",
                        "settings.refused",
                        2,
                        "CLOCKIFY_BASE_URL",
                        "https://" + Patient.KEY + "@api.clockify.me/api/v1")
                .settings(
                        "a token that is too short",
                        "settings.refused",
                        2,
                        "MCP_PROFILE",
                        "single-tenant-http",
                        "MCP_BEARER_TOKEN",
                        "9f8e7d6c")
                .settings(
                        "everybody let in from everywhere",
                        "settings.refused",
                        2,
                        "MCP_TRANSPORT",
                        "streamable_http",
                        "MCP_HTTP_BIND",
                        "0.0.0.0:0")
                .settings(
                        "a certificate without a key",
                        "settings.refused",
                        2,
                        "MCP_TRANSPORT",
                        "streamable_http",
                        "MCP_HTTP_BIND",
                        "127.0.0.1:0",
                        "MCP_HTTP_TLS_CERT",
                        "/etc/clockify-mcp/tls.crt")
                .settings(
                        "a token for metrics that nobody shows",
                        "settings.refused",
                        2,
                        "MCP_METRICS_BEARER_TOKEN",
                        Patient.TOKEN)
                .row(
                        "a file of settings that is not TOML",
                        "settings.refused",
                        2,
                        patient ->
                                patient.file(
                                        ".config/clockify-mcp/config.toml",
                                        "CLOCKIFY_API_KEY = \"" + Patient.KEY + "\n"))
                .settings(
                        "a file of settings that is not there",
                        "settings.refused",
                        2,
                        "MCP_CONFIG_FILE",
                        "/nowhere/config.toml")
                .row(
                        "a database for a server on a pipe",
                        "settings.refused",
                        2,
                        patient ->
                                patient.with(
                                        "MCP_CONTROL_PLANE_DSN",
                                        "postgres://role:" + Patient.PASSWORD + "@db/clockify",
                                        "MCP_CONTROL_PLANE_KEYS_FILE",
                                        keys(patient).toString()))
                .tests();
    }

    @TestFactory
    List<DynamicTest> names_of_tools() {
        return new BrokenSetUp.Table(folder, "--offline")
                .settings(
                        "a tool that is denied and not there",
                        "tools.unknown",
                        2,
                        "CLOCKIFY_DENY_TOOLS",
                        "clockify_delete_everything")
                .settings(
                        "a group that is denied and not there",
                        "tools.unknown",
                        2,
                        "CLOCKIFY_DENY_GROUPS",
                        "money")
                .settings(
                        "a group that is allowed and not there",
                        "tools.unknown",
                        2,
                        "CLOCKIFY_ALLOW_GROUPS",
                        "entries,money")
                .settings(
                        "a tool to begin with that is not there",
                        "tools.unknown",
                        2,
                        "CLOCKIFY_BOOTSTRAP_MODE",
                        "custom",
                        "CLOCKIFY_BOOTSTRAP_TOOLS",
                        "clockify_tell_time")
                .tests();
    }

    @TestFactory
    List<DynamicTest> files_that_the_server_loads() throws Exception {
        Path made = Files.createDirectory(folder.resolve("certificates"));
        Certificates all = new Certificates(made);
        all.sign("good", "EC", "-validity", "300");
        all.sign("soon", "EC", "-validity", "5");
        all.sign("late", "EC", "-startdate", "-30d", "-validity", "3");
        all.sign("early", "EC", "-startdate", "+3d", "-validity", "300");
        for (String name : List.of("good", "soon", "late", "early")) {
            mode(all.key(name, "PRIVATE KEY"), "rw-------");
        }
        Path garbage = Files.writeString(made.resolve("garbage.crt"), Patient.KEY, US_ASCII);
        return new BrokenSetUp.Table(folder, "--offline")
                .row(
                        "a certificate that is not there",
                        "tls.unusable",
                        2,
                        tls(made, "none", "good"))
                .row("a certificate that is none", "tls.unusable", 2, tls(made, "garbage", "good"))
                .row(
                        "a key of another certificate",
                        "tls.unusable",
                        2,
                        tls(made(all), "good", "soon"))
                .row("a certificate of the past", "tls.expired", 2, tls(made(all), "late", "late"))
                .row("a certificate of tomorrow", "tls.early", 2, tls(made(all), "early", "early"))
                .row(
                        "a certificate that ends soon",
                        "tls.expires",
                        0,
                        tls(made(all), "soon", "soon"))
                .row(
                        "a key that everybody may read",
                        "tls.key.open",
                        0,
                        patient -> {
                            Path key = patient.home().resolve("open.key");
                            Files.copy(made.resolve("good-PRIVATE-KEY.key"), key);
                            mode(key, "rw-r--r--");
                            patient.with(TEAM)
                                    .with(
                                            "MCP_HTTP_TLS_CERT",
                                            made.resolve("good.crt").toString(),
                                            "MCP_HTTP_TLS_KEY",
                                            key.toString());
                        })
                .row(
                        "authorities that are none",
                        "authorities.unusable",
                        2,
                        patient -> {
                            tls(made, "good", "good").of(patient);
                            patient.with("MCP_MTLS_CA_CERT_PATH", garbage.toString());
                        })
                .row(
                        "authorities beside Java's that are none, also over stdio",
                        "authorities.unusable",
                        2,
                        patient -> patient.with("MCP_EXTRA_CA_CERT_PATH", garbage.toString()))
                .row(
                        "authorities of the past",
                        "authorities.expired",
                        0,
                        patient -> {
                            tls(made, "good", "good").of(patient);
                            patient.with(
                                    "MCP_MTLS_CA_CERT_PATH", made.resolve("late.crt").toString());
                        })
                .row(
                        "a file of keys that is not there",
                        "keys.unusable",
                        2,
                        service(patient -> Path.of("/nowhere/keys")))
                .row(
                        "a file of keys with something else in it",
                        "keys.unusable",
                        2,
                        service(patient -> patient.file("keys", Patient.PASSWORD)))
                .row(
                        "a file of keys that everybody may read",
                        "keys.open",
                        0,
                        service(patient -> mode(keys(patient), "rw-r--r--")))
                .row(
                        "a file with a password and no line in it",
                        "secret.unusable",
                        2,
                        patient -> {
                            service(BrokenSetUpsTest::keys).of(patient);
                            patient.with(
                                    "MCP_CONTROL_PLANE_PASSWORD_FILE",
                                    patient.file("password", "").toString());
                        })
                .row(
                        "a file with a password that everybody may read",
                        "secret.open",
                        0,
                        patient -> {
                            service(BrokenSetUpsTest::keys).of(patient);
                            Path file = patient.file("password", Patient.PASSWORD);
                            patient.with(
                                    "MCP_CONTROL_PLANE_PASSWORD_FILE",
                                    mode(file, "rw-r--r--").toString());
                        })
                .tests();
    }

    /// The folder, when its certificates are written as files.
    private static Path made(Certificates all) throws Exception {
        for (String name : List.of("good", "soon", "late", "early")) {
            all.certificate(name);
        }
        return folder.resolve("certificates");
    }

    private static BrokenSetUp.Breaking tls(Path made, String certificate, String key) {
        return patient ->
                patient.with(TEAM)
                        .with(
                                "MCP_HTTP_TLS_CERT",
                                made.resolve(certificate + ".crt").toString(),
                                "MCP_HTTP_TLS_KEY",
                                made.resolve(key + "-PRIVATE-KEY.key").toString());
    }

    private interface Keys {
        Path of(Patient patient) throws IOException;
    }

    private static BrokenSetUp.Breaking service(Keys keys) {
        return patient ->
                patient.with(TEAM)
                        .with(
                                "MCP_CONTROL_PLANE_DSN",
                                "postgres://role:" + Patient.PASSWORD + "@127.0.0.1:1/clockify",
                                "MCP_CONTROL_PLANE_KEYS_FILE",
                                keys.of(patient).toString());
    }

    private static Path keys(Patient patient) {
        Path file = patient.home().resolve("keys");
        CommandLines.run(Map.of(), "key", "new", "--file=" + file);
        return file;
    }

    private static Path mode(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @TestFactory
    List<DynamicTest> the_state_folder() {
        return new BrokenSetUp.Table(folder, "--offline")
                .row(
                        "a state folder that is a file",
                        "folder.unusable",
                        2,
                        patient ->
                                patient.with(
                                        "MCP_CONTROL_PLANE_DSN",
                                        "file:" + patient.file("state", "")))
                .row(
                        "a state folder in which others write",
                        "folder.open",
                        2,
                        patient ->
                                patient.with(
                                        "MCP_CONTROL_PLANE_DSN",
                                        "file:" + mode(state(patient), "rwxrwx---")))
                .row(
                        "a key that others may read",
                        "folder.key",
                        2,
                        patient -> {
                            Path state = state(patient);
                            Files.write(state.resolve("key"), new byte[32]);
                            mode(state.resolve("key"), "rw-r--r--");
                            patient.with("MCP_CONTROL_PLANE_DSN", "file:" + state);
                        })
                .row(
                        "half a key",
                        "folder.key",
                        2,
                        patient -> {
                            Path state = state(patient);
                            Files.write(state.resolve("key"), new byte[16]);
                            mode(state.resolve("key"), "rw-------");
                            patient.with("MCP_CONTROL_PLANE_DSN", "file:" + state);
                        })
                .tests();
    }

    private static Path state(Patient patient) throws IOException {
        return mode(Files.createDirectory(patient.home().resolve("state")), "rwx------");
    }

    @TestFactory
    List<DynamicTest> ports_and_names() throws IOException {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.setSoTimeout(1);
        return new BrokenSetUp.Table(folder, "--offline")
                .row(
                        "a port that somebody else has",
                        "port.taken",
                        2,
                        patient ->
                                patient.with(TEAM)
                                        .with("MCP_HTTP_BIND", "127.0.0.1:" + taken.getLocalPort()))
                .row(
                        "a port for metrics that somebody else has",
                        "port.taken",
                        2,
                        patient ->
                                patient.with(TEAM)
                                        .with(
                                                "MCP_METRICS_BIND",
                                                "127.0.0.1:" + taken.getLocalPort()))
                .row(
                        "a port for metrics that somebody else has, beside a pipe",
                        "port.taken",
                        2,
                        patient ->
                                patient.with(
                                        "MCP_METRICS_BIND", "127.0.0.1:" + taken.getLocalPort()))
                .row(
                        "a port for metrics that is the server's own",
                        "port.taken",
                        2,
                        patient -> {
                            int free = free();
                            patient.with(TEAM)
                                    .with(
                                            "MCP_HTTP_BIND",
                                            "127.0.0.1:" + free,
                                            "MCP_METRICS_BIND",
                                            "localhost:" + free);
                        })
                .row(
                        "a place for metrics that is on another machine",
                        "port.address",
                        2,
                        patient ->
                                patient.with(
                                        "MCP_METRICS_BIND",
                                        "203.0.113.7:9464",
                                        "MCP_METRICS_BEARER_TOKEN",
                                        Patient.TOKEN))
                .row(
                        "an address of another machine",
                        "port.address",
                        2,
                        patient -> patient.with(TEAM).with("MCP_HTTP_BIND", "203.0.113.7:8080"))
                .row(
                        "a name that callers may not use",
                        "host.unlisted",
                        2,
                        patient ->
                                patient.with(TEAM)
                                        .with(
                                                "MCP_RESOURCE_URI",
                                                "https://mcp.example.com/mcp",
                                                "MCP_ALLOWED_HOSTS",
                                                "example.com"))
                .tests();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @TestFactory
    List<DynamicTest> what_works_and_is_not_careful() {
        return new BrokenSetUp.Table(folder, "--offline", "--strict")
                .settings(
                        "a wide mode",
                        "posture.policy",
                        3,
                        "CLOCKIFY_POLICY",
                        "full",
                        "MCP_AUDIT_DURABILITY",
                        "fail_closed")
                .settings("an audit log that may lack lines", "posture.audit", 3)
                .row(
                        "an audit log that may lack lines, under a wide mode that is meant",
                        "posture.audit",
                        3,
                        List.of("--allow-broad-policy"),
                        patient -> patient.with("CLOCKIFY_POLICY", "full"))
                .settings(
                        "what is for development",
                        "posture.development",
                        3,
                        "MCP_AUDIT_DURABILITY",
                        "fail_closed",
                        "MCP_ALLOW_DEV_BACKEND",
                        "1")
                .settings(
                        "metrics for everybody here",
                        "posture.metrics",
                        3,
                        "MCP_AUDIT_DURABILITY",
                        "fail_closed",
                        "MCP_METRICS_BIND",
                        "127.0.0.1:0")
                .row("a folder for a service", "posture.dsn", 3, careful())
                .row(
                        "a password where settings are",
                        "posture.inline",
                        3,
                        database("role:" + Patient.PASSWORD + "@127.0.0.1"))
                .row(
                        "a database that might be another one",
                        "posture.sslmode",
                        3,
                        database("role@db.example.com"))
                .row(
                        "a token that is short",
                        "posture.token",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with("MCP_BEARER_TOKEN", "9f8e7d6c-0123456789");
                        })
                .row(
                        "no encryption on the way to callers",
                        "posture.tls",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with("MCP_HTTP_BIND", ":0", "MCP_ALLOWED_HOSTS", "example.com");
                        })
                .row(
                        "any name for the server",
                        "posture.hosts",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with(
                                    "MCP_HTTP_BIND",
                                    ":0",
                                    "MCP_RESOURCE_URI",
                                    "https://mcp.example.com/mcp");
                        })
                .row(
                        "proxies that are everybody",
                        "posture.proxies",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with(
                                    "MCP_BEARER_TOKEN",
                                    "",
                                    "MCP_AUTH_MODE",
                                    "forward_auth",
                                    "MCP_FORWARD_AUTH_TRUSTED_PROXIES",
                                    "128.0.0.0/1");
                        })
                .row(
                        "callers whom nobody knows",
                        "posture.nobody",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with("MCP_BEARER_TOKEN", "", "MCP_AUTH_MODE", "none");
                        })
                .row(
                        "callers who are all of one tenant",
                        "posture.tenant",
                        3,
                        patient -> {
                            database("role@127.0.0.1").of(patient);
                            patient.with(
                                    "MCP_BEARER_TOKEN",
                                    "",
                                    "MCP_AUTH_MODE",
                                    "oidc",
                                    "MCP_OIDC_ISSUER",
                                    "https://login.example.com",
                                    "MCP_RESOURCE_URI",
                                    "https://mcp.example.com/mcp");
                        })
                .tests();
    }

    private static BrokenSetUp.Breaking careful() {
        return patient -> patient.with(TEAM).with("MCP_AUDIT_DURABILITY", "fail_closed");
    }

    private static BrokenSetUp.Breaking database(String where) {
        return patient -> {
            careful().of(patient);
            patient.with(
                    "MCP_CONTROL_PLANE_DSN",
                    "postgres://" + where + "/clockify",
                    "MCP_CONTROL_PLANE_KEYS_FILE",
                    keys(patient).toString());
        };
    }
}
