package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.Region;
import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.enforcement.AuditTrail.Durability;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.server.identity.Network;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    /// A good text for every setting, other than its standard, and what it means.
    private static final Path EMPTY = Path.of("src/test/resources/empty.toml").toAbsolutePath();

    private static final Map<Setting<?>, Map.Entry<String, Object>> GOOD =
            Map.ofEntries(
                    good(SettingTable.PROFILE, "sandbox", Profile.SANDBOX),
                    good(SettingTable.ENVIRONMENT, "prod", Stage.PROD),
                    good(SettingTable.CONFIG_FILE, EMPTY.toString(), EMPTY),
                    good(SettingTable.API_KEY, "k3y", new Secret("k3y")),
                    good(
                            SettingTable.WORKSPACE_ID,
                            "64a687e29ae1f428e7ebe303",
                            "64a687e29ae1f428e7ebe303"),
                    good(SettingTable.BASE_URL, "sandbox:", new Address.Sandbox()),
                    good(SettingTable.REGION, "eu", Region.EU),
                    good(SettingTable.SUBDOMAIN, "acme", "acme"),
                    good(SettingTable.TIMEZONE, "Europe/Berlin", ZoneId.of("Europe/Berlin")),
                    good(
                            SettingTable.SANDBOX_AT,
                            "2026-11-17T09:00:00Z",
                            Instant.parse("2026-11-17T09:00:00Z")),
                    good(SettingTable.POLICY, "safe_core", Mode.SAFE_CORE),
                    good(
                            SettingTable.DENY_TOOLS,
                            "clockify_log_time, clockify_add_entry",
                            Set.of("clockify_log_time", "clockify_add_entry")),
                    good(SettingTable.DENY_GROUPS, "invoices", Set.of("invoices")),
                    good(SettingTable.ALLOW_GROUPS, "entries,", Set.of("entries")),
                    good(
                            SettingTable.WEBHOOK_ALLOWED_DOMAINS,
                            "hooks.example.com, .example.org",
                            Set.of("hooks.example.com", ".example.org")),
                    good(SettingTable.CONFIRMATION_TTL, "1m30s", Duration.ofSeconds(90)),
                    good(
                            SettingTable.PERSON_REQUIRED_FOR,
                            "destructive, billing",
                            Set.of(Risk.DESTRUCTIVE, Risk.BILLING)),
                    good(SettingTable.MAX_CONCURRENT, "20", 20),
                    good(SettingTable.CONCURRENCY_ACQUIRE_TIMEOUT, "250ms", Duration.ofMillis(250)),
                    good(SettingTable.RATE_LIMIT, "240", 240),
                    good(SettingTable.PER_TOKEN_CONCURRENCY, "7", 7),
                    good(SettingTable.PER_TOKEN_RATE_LIMIT, "70", 70),
                    good(SettingTable.PER_TENANT_CONCURRENCY, "8", 8),
                    good(SettingTable.PER_TENANT_RATE_LIMIT, "80", 80),
                    good(SettingTable.PER_WORKSPACE_CONCURRENCY, "9", 9),
                    good(SettingTable.PER_WORKSPACE_RATE_LIMIT, "90", 90),
                    good(SettingTable.TOOL_TIMEOUT, "10m", Duration.ofMinutes(10)),
                    good(SettingTable.BOOTSTRAP_MODE, "minimal", BootstrapMode.MINIMAL),
                    good(
                            SettingTable.BOOTSTRAP_TOOLS,
                            "clockify_whoami",
                            Set.of("clockify_whoami")),
                    good(SettingTable.ACTIVE_GROUPS, "tags, tasks", Set.of("tags", "tasks")),
                    good(SettingTable.DEDUPE_MODE, "block", DoubleCheck.Same.BLOCK),
                    good(SettingTable.OVERLAP_CHECK, "off", false),
                    good(SettingTable.RESULT_CHANNEL, "both", ResultChannel.BOTH),
                    good(SettingTable.OUTPUT_SCHEMAS, "Yes", true),
                    good(SettingTable.TRANSPORT, "streamable_http", TransportKind.STREAMABLE_HTTP),
                    good(SettingTable.HTTP_BIND, "127.0.0.1:9000", new Bind("127.0.0.1", 9000)),
                    good(SettingTable.PORT, "9001", 9001),
                    good(SettingTable.AUTH_MODE, "none", AuthMode.NONE),
                    good(
                            SettingTable.BEARER_TOKEN,
                            "a-token-of-16-ch",
                            new Secret("a-token-of-16-ch")),
                    good(
                            SettingTable.OIDC_ISSUER,
                            "https://a.example/work, https://b.example",
                            Set.of("https://a.example/work", "https://b.example")),
                    good(
                            SettingTable.RESOURCE_URI,
                            "https://mcp.example/mcp",
                            URI.create("https://mcp.example/mcp")),
                    good(SettingTable.OIDC_AUDIENCE, "api://a, b", Set.of("api://a", "b")),
                    good(SettingTable.OIDC_SCOPES, "clockify, a:b", Set.of("clockify", "a:b")),
                    good(
                            SettingTable.SCOPE_MAP,
                            "a:read=read_only, a=b=full,",
                            Map.of("a:read", Mode.READ_ONLY, "a=b", Mode.FULL)),
                    good(SettingTable.OIDC_ALGORITHMS, "RS256,EdDSA", Set.of("RS256", "EdDSA")),
                    good(SettingTable.OIDC_LEEWAY, "0s", Duration.ZERO),
                    good(SettingTable.SUBJECT_CLAIM, "oid", "oid"),
                    good(SettingTable.TENANT_CLAIM, "org", "org"),
                    good(
                            SettingTable.OIDC_JWKS_URL,
                            "https://a.example/keys",
                            URI.create("https://a.example/keys")),
                    good(SettingTable.OIDC_JWKS_PATH, "/etc/c/k.json", Path.of("/etc/c/k.json")),
                    good(SettingTable.OIDC_CAS, "/etc/c/p.crt", Path.of("/etc/c/p.crt")),
                    good(SettingTable.OIDC_JWKS_CACHE_TTL, "10m", Duration.ofMinutes(10)),
                    good(SettingTable.OIDC_JWKS_KEPT, "1h", Duration.ofHours(1)),
                    good(SettingTable.OIDC_UNKNOWN_KEY_INTERVAL, "1m", Duration.ofMinutes(1)),
                    good(SettingTable.OIDC_VERIFY_CACHE_TTL, "5s", Duration.ofSeconds(5)),
                    good(SettingTable.ALLOW_DEV_ISSUER, "1", true),
                    good(SettingTable.KEY_PAGE_CLIENT_ID, "key-page", "key-page"),
                    good(SettingTable.KEY_PAGE_CLIENT_SECRET, "/etc/c/s", Path.of("/etc/c/s")),
                    good(
                            SettingTable.TRUSTED_PROXIES,
                            "10.1.2.0/24, 2001:db8::/32",
                            Set.of(
                                    new Network(InetAddress.ofLiteral("10.1.2.0"), 24),
                                    new Network(InetAddress.ofLiteral("2001:db8::"), 32))),
                    good(SettingTable.FORWARD_SUBJECT_HEADER, "Remote-User", "Remote-User"),
                    good(SettingTable.FORWARD_TENANT_HEADER, "X-Org", "X-Org"),
                    good(SettingTable.MTLS_SUBJECT, "uri", CertificateName.URI),
                    good(SettingTable.TLS_CERT, "/etc/c/tls.crt", Path.of("/etc/c/tls.crt")),
                    good(SettingTable.TLS_KEY, "/etc/c/tls.key", Path.of("/etc/c/tls.key")),
                    good(SettingTable.CLIENT_CAS, "/etc/c/ca.crt", Path.of("/etc/c/ca.crt")),
                    good(
                            SettingTable.ALLOWED_ORIGINS,
                            "https://a.example, http://localhost:3000",
                            Set.of("https://a.example", "http://localhost:3000")),
                    good(SettingTable.ALLOWED_HOSTS, "a.example", Set.of("a.example")),
                    good(SettingTable.SESSION_TTL, "1h", Duration.ofHours(1)),
                    good(SettingTable.MAX_SESSIONS_PER_PRINCIPAL, "5", 5),
                    good(SettingTable.MAX_SESSIONS, "50", 50),
                    good(SettingTable.MAX_MESSAGE_SIZE, "8192", 8192),
                    good(SettingTable.MAX_INFLIGHT_TOOL_CALLS, "1", 1),
                    good(
                            SettingTable.CONTROL_PLANE_DSN,
                            "file:///var/lib/c",
                            new State.Folder(Path.of("/var/lib/c"))),
                    good(
                            SettingTable.CONTROL_PLANE_PASSWORD,
                            "/run/s/password",
                            Path.of("/run/s/password")),
                    good(
                            SettingTable.LISTEN_DSN,
                            "postgres://c@direct.example/c",
                            Dsn.of("postgres://c@direct.example/c")),
                    good(SettingTable.CONTROL_PLANE_KEYS, "/run/s/keys", Path.of("/run/s/keys")),
                    good(SettingTable.CONTROL_PLANE_CONNECTIONS, "20", 20),
                    good(
                            SettingTable.OWNER_DSN,
                            "postgres://owner:p%40ss@db.example/c",
                            Dsn.of("postgresql://owner:p%40ss@db.example:5432/c")),
                    good(SettingTable.OWNER_PASSWORD, "/run/s/owner", Path.of("/run/s/owner")),
                    good(
                            SettingTable.KEEPER_DSN,
                            "postgres://keeper@db.example/c?sslmode=verify-full",
                            Dsn.of("postgres://keeper@db.example/c?sslmode=verify-full")),
                    good(SettingTable.KEEPER_PASSWORD, "/run/s/keeper", Path.of("/run/s/keeper")),
                    good(
                            SettingTable.TENANT_BASE_URLS,
                            "https://EUC1.clockify.me/api/v1/, https://api.clockify.me/api/v1,",
                            Set.of(Hosts.of(Region.EU), Hosts.global())),
                    good(SettingTable.ALLOW_DEV_BACKEND, "1", true),
                    good(SettingTable.AUDIT_RETENTION, "2160h", Duration.ofDays(90)),
                    good(SettingTable.AUDIT_DURABILITY, "fail_closed", Durability.FAIL_CLOSED),
                    good(SettingTable.AUDIT_READS, "off", false),
                    good(SettingTable.METRICS_BIND, "127.0.0.1:9464", new Bind("127.0.0.1", 9464)),
                    good(
                            SettingTable.METRICS_TOKEN,
                            "a-token-of-16-ch",
                            new Secret("a-token-of-16-ch")),
                    good(
                            SettingTable.OTLP_ENDPOINT,
                            "http://collector:4318",
                            URI.create("http://collector:4318")),
                    good(SettingTable.OTLP_HEADERS, "a=b", new Secret("a=b")),
                    good(SettingTable.OTEL_SERVICE, "time", "time"),
                    good(SettingTable.LOG_LEVEL, "debug", LogLevel.DEBUG),
                    good(SettingTable.LOG_FORMAT, "json", LogFormat.JSON),
                    good(
                            SettingTable.HTTPS_PROXY,
                            "http://proxy.example:3128",
                            new ProxyAddress("proxy.example", 3128, Optional.empty())),
                    good(SettingTable.NO_PROXY, "a.example", new NoProxy("a.example")),
                    good(SettingTable.EXTRA_CAS, "/etc/c/x.crt", Path.of("/etc/c/x.crt")));

    @Test
    void nothing_set_means_these_values() throws SettingsException {
        Settings settings = Settings.load(Map.of("PATH", "/bin"), Map.of());

        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : SettingTable.all()) {
            values.put(setting.name(), settings.find(setting).map(Object::toString).orElse("-"));
        }

        assertThat(values)
                .containsExactlyEntriesOf(
                        ordered(
                                "MCP_PROFILE", "LOCAL_STDIO",
                                "ENVIRONMENT", "-",
                                "MCP_CONFIG_FILE", "-",
                                "CLOCKIFY_API_KEY", "-",
                                "CLOCKIFY_WORKSPACE_ID", "-",
                                "CLOCKIFY_BASE_URL", "-",
                                "CLOCKIFY_REGION", "GLOBAL",
                                "CLOCKIFY_SUBDOMAIN", "-",
                                "CLOCKIFY_TIMEZONE", "-",
                                "CLOCKIFY_SANDBOX_AT", "-",
                                "CLOCKIFY_POLICY", "TIME_TRACKING_SAFE",
                                "CLOCKIFY_DENY_TOOLS", "-",
                                "CLOCKIFY_DENY_GROUPS", "-",
                                "CLOCKIFY_ALLOW_GROUPS", "-",
                                "CLOCKIFY_WEBHOOK_ALLOWED_DOMAINS", "-",
                                "CLOCKIFY_CONFIRMATION_TTL", "PT5M",
                                "CLOCKIFY_PERSON_REQUIRED_FOR", "-",
                                "CLOCKIFY_MAX_CONCURRENT", "10",
                                "CLOCKIFY_CONCURRENCY_ACQUIRE_TIMEOUT", "PT0.1S",
                                "CLOCKIFY_RATE_LIMIT", "120",
                                "CLOCKIFY_PER_TOKEN_CONCURRENCY", "5",
                                "CLOCKIFY_PER_TOKEN_RATE_LIMIT", "60",
                                "CLOCKIFY_PER_TENANT_CONCURRENCY", "0",
                                "CLOCKIFY_PER_TENANT_RATE_LIMIT", "0",
                                "CLOCKIFY_PER_WORKSPACE_CONCURRENCY", "0",
                                "CLOCKIFY_PER_WORKSPACE_RATE_LIMIT", "0",
                                "CLOCKIFY_TOOL_TIMEOUT", "PT45S",
                                "CLOCKIFY_BOOTSTRAP_MODE", "FULL_TIER1",
                                "CLOCKIFY_BOOTSTRAP_TOOLS", "-",
                                "CLOCKIFY_ACTIVE_GROUPS", "-",
                                "CLOCKIFY_DEDUPE_MODE", "WARN",
                                "CLOCKIFY_OVERLAP_CHECK", "true",
                                "CLOCKIFY_RESULT_CHANNEL", "AUTO",
                                "CLOCKIFY_OUTPUT_SCHEMAS", "false",
                                "MCP_TRANSPORT", "STDIO",
                                "MCP_HTTP_BIND", "Bind[host=127.0.0.1, port=8080]",
                                "PORT", "-",
                                "MCP_AUTH_MODE", "-",
                                "MCP_BEARER_TOKEN", "-",
                                "MCP_OIDC_ISSUER", "-",
                                "MCP_RESOURCE_URI", "-",
                                "MCP_OIDC_AUDIENCE", "-",
                                "MCP_OIDC_SCOPES", "-",
                                "MCP_SCOPE_MAP", "-",
                                "MCP_OIDC_ALGORITHMS",
                                        "[RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384,"
                                                + " ES512, EdDSA, Ed25519, Ed448]",
                                "MCP_OIDC_LEEWAY", "PT30S",
                                "MCP_SUBJECT_CLAIM", "sub",
                                "MCP_TENANT_CLAIM", "-",
                                "MCP_OIDC_JWKS_URL", "-",
                                "MCP_OIDC_JWKS_PATH", "-",
                                "MCP_OIDC_CA_CERT_PATH", "-",
                                "MCP_OIDC_JWKS_CACHE_TTL", "PT5M",
                                "MCP_OIDC_JWKS_KEPT", "PT24H",
                                "MCP_OIDC_UNKNOWN_KEY_INTERVAL", "PT30S",
                                "MCP_OIDC_VERIFY_CACHE_TTL", "PT1M",
                                "MCP_ALLOW_DEV_ISSUER", "false",
                                "MCP_KEY_PAGE_CLIENT_ID", "-",
                                "MCP_KEY_PAGE_CLIENT_SECRET_FILE", "-",
                                "MCP_FORWARD_AUTH_TRUSTED_PROXIES", "-",
                                "MCP_FORWARD_SUBJECT_HEADER", "X-Forwarded-User",
                                "MCP_FORWARD_TENANT_HEADER", "-",
                                "MCP_MTLS_SUBJECT", "CN",
                                "MCP_HTTP_TLS_CERT", "-",
                                "MCP_HTTP_TLS_KEY", "-",
                                "MCP_MTLS_CA_CERT_PATH", "-",
                                "MCP_ALLOWED_ORIGINS", "-",
                                "MCP_ALLOWED_HOSTS", "-",
                                "MCP_SESSION_TTL", "PT30M",
                                "MCP_MAX_SESSIONS_PER_PRINCIPAL", "1000",
                                "MCP_MAX_SESSIONS", "10000",
                                "MCP_MAX_MESSAGE_SIZE", "4194304",
                                "MCP_MAX_INFLIGHT_TOOL_CALLS", "64",
                                "MCP_CONTROL_PLANE_DSN", "-",
                                "MCP_CONTROL_PLANE_PASSWORD_FILE", "-",
                                "MCP_CONTROL_PLANE_LISTEN_DSN", "-",
                                "MCP_CONTROL_PLANE_KEYS_FILE", "-",
                                "MCP_CONTROL_PLANE_CONNECTIONS", "10",
                                "MCP_CONTROL_PLANE_OWNER_DSN", "-",
                                "MCP_CONTROL_PLANE_OWNER_PASSWORD_FILE", "-",
                                "MCP_CONTROL_PLANE_KEEPER_DSN", "-",
                                "MCP_CONTROL_PLANE_KEEPER_PASSWORD_FILE", "-",
                                "MCP_TENANT_BASE_URLS", "-",
                                "MCP_ALLOW_DEV_BACKEND", "false",
                                "MCP_CONTROL_PLANE_AUDIT_RETENTION", "-",
                                "MCP_AUDIT_DURABILITY", "BEST_EFFORT",
                                "MCP_AUDIT_READS", "true",
                                "MCP_METRICS_BIND", "-",
                                "MCP_METRICS_BEARER_TOKEN", "-",
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "-",
                                "OTEL_EXPORTER_OTLP_HEADERS", "-",
                                "OTEL_SERVICE_NAME", "clockify-mcp",
                                "MCP_LOG_LEVEL", "INFO",
                                "MCP_LOG_FORMAT", "TEXT",
                                "HTTPS_PROXY", "-",
                                "NO_PROXY", "-",
                                "MCP_EXTRA_CA_CERT_PATH", "-"));
    }

    @Test
    void every_name_is_read_into_its_value() throws SettingsException {
        assertThat(GOOD.keySet()).containsExactlyInAnyOrderElementsOf(SettingTable.all());

        for (Map.Entry<Setting<?>, Map.Entry<String, Object>> each : GOOD.entrySet()) {
            Setting<?> setting = each.getKey();
            Map<String, String> environment = new LinkedHashMap<>(needed(setting));
            environment.put(setting.name(), " " + each.getValue().getKey() + "\n");

            Settings settings = Settings.load(environment, Map.of());

            assertThat(settings.find(setting).orElseThrow())
                    .as(setting.name())
                    .isEqualTo(each.getValue().getValue());
            assertThat(settings.source(setting)).isEqualTo(Settings.Source.ENVIRONMENT);
        }
    }

    @Test
    void a_database_needs_keys_of_its_own_and_outlives_the_sandbox() {
        String dsn = "postgres://c:hidden-password@db.example/c";
        assertThat(problems(Map.of("MCP_CONTROL_PLANE_DSN", dsn)))
                .singleElement()
                .asString()
                .contains("clockify-mcp key new", "MCP_CONTROL_PLANE_KEYS_FILE");
        assertThat(problems(Map.of("MCP_CONTROL_PLANE_KEYS_FILE", "/run/s/keys")))
                .singleElement()
                .asString()
                .contains("a folder has a key of its own");
        assertThat(
                        problems(
                                Map.of(
                                        "MCP_CONTROL_PLANE_DSN", dsn,
                                        "MCP_CONTROL_PLANE_KEYS_FILE", "/run/s/keys",
                                        "MCP_PROFILE", "sandbox")))
                .singleElement()
                .asString()
                .contains("clockify-mcp sandbox")
                .doesNotContain("hidden");
    }

    @Test
    void an_address_of_a_database_is_not_repeated_even_where_it_is_none() {
        for (String wrong :
                List.of(
                        "postgres:c:hidden-password",
                        "postgres://c:hidden-password@/c",
                        "x@hidden-y")) {
            assertThat(problems(Map.of("MCP_CONTROL_PLANE_DSN", wrong)))
                    .singleElement()
                    .asString()
                    .contains("postgres://role@host/database")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void every_malformed_value_is_refused_with_its_name_and_what_is_accepted() {
        for (Setting<?> setting : SettingTable.all()) {
            if (List.of(SettingTable.ENVIRONMENT, SettingTable.NO_PROXY).contains(setting)) {
                continue; // others read these names too, and have words of their own
            }
            List<String> problems = problems(Map.of(setting.name(), "no such thing!"));

            assertThat(problems).as(setting.name()).hasSize(1);
            assertThat(problems.getFirst())
                    .startsWith(setting.name() + " cannot be ")
                    .endsWith("It takes " + setting.kind().accepts() + ".");
        }
    }

    @Test
    void numbers_and_durations_are_read_within_their_bounds_only() {
        for (String bad : List.of("-1", "10001", "1e3", "٣", "99999999999999999999", "+5")) {
            assertThat(problems(Map.of("CLOCKIFY_MAX_CONCURRENT", bad)))
                    .as(bad)
                    .containsExactly(
                            "CLOCKIFY_MAX_CONCURRENT cannot be ‹"
                                    + bad
                                    + "›. It takes a whole number from 0 to 10000.");
        }
        for (String bad :
                List.of(
                        "45", "4s", "4999ms", "11m", "10m1ms", "5s5s", "1s1m", "s", "1.5m", "5 s",
                        "٥s", "5秒")) {
            assertThat(problems(Map.of("CLOCKIFY_TOOL_TIMEOUT", bad)))
                    .as(bad)
                    .containsExactly(
                            "CLOCKIFY_TOOL_TIMEOUT cannot be ‹"
                                    + bad
                                    + "›. It takes a duration from 5s to 10m, written like 100ms,"
                                    + " 45s, 5m or 1m30s.");
        }
    }

    @Test
    void all_mistakes_are_told_at_once() {
        List<String> problems =
                problems(
                        Map.of(
                                "MCP_PROFILE", "shared",
                                "CLOCKIFY_POLICY", "readonly",
                                "CLOCKIFY_WORKSPACE", "64a687e29ae1f428e7ebe303"));

        assertThat(problems)
                .containsExactly(
                        "MCP_PROFILE cannot be ‹shared›. It takes local-stdio, single-tenant-http,"
                                + " shared-service, prod-postgres, private-network or sandbox.",
                        "CLOCKIFY_POLICY cannot be ‹readonly›. It takes one of read_only,"
                                + " time_tracking_safe, safe_core, standard, full.",
                        "There is no setting CLOCKIFY_WORKSPACE. CLOCKIFY_WORKSPACE_ID was probably"
                                + " meant.");
    }

    @Test
    void a_value_that_is_or_may_hold_a_secret_is_not_repeated() {
        List<String> problems =
                problems(
                        Map.of(
                                "CLOCKIFY_API_KEY", "abc def",
                                "CLOCKIFY_BASE_URL", "https://me:abc@api.clockify.me/api/v1"));

        assertThat(problems).hasSize(2).noneMatch(problem -> problem.contains("abc"));
        assertThat(problems.getFirst())
                .isEqualTo(
                        "CLOCKIFY_API_KEY cannot be what it is. It takes 1 to 512 printable ASCII"
                                + " characters without spaces.");
    }

    @Test
    void a_long_or_unprintable_value_is_told_short_and_printable() {
        List<String> problems = problems(Map.of("CLOCKIFY_POLICY", "a\u001b[2J" + "b".repeat(500)));

        assertThat(problems.getFirst()).contains("a�[2Jbbb").contains("b…›").hasSizeLessThan(250);
    }

    @Test
    void a_name_that_slips_is_told_the_right_one_and_others_are_left_alone() throws Exception {
        Map<String, String> slips =
                Map.of(
                        "CLOCKIFY_APIKEY", "CLOCKIFY_API_KEY",
                        "CLOCKIFY_API_KYE", "CLOCKIFY_API_KEY",
                        "CLOCKIFY_TIME_ZONE", "CLOCKIFY_TIMEZONE",
                        "CLOCKIFY_DENY_TOOL", "CLOCKIFY_DENY_TOOLS",
                        "MCP_LOGLEVEL", "MCP_LOG_LEVEL",
                        "MCP_MAX_INFLIGHT_TOOLS_CALLS", "MCP_MAX_INFLIGHT_TOOL_CALLS");

        for (Map.Entry<String, String> slip : slips.entrySet()) {
            assertThat(problems(Map.of(slip.getKey(), "1")))
                    .containsExactly(
                            "There is no setting %s. %s was probably meant."
                                    .formatted(slip.getKey(), slip.getValue()));
        }

        Map<String, String> others = new LinkedHashMap<>();
        for (String name : REFERENCE_ONLY) {
            others.put(name, "1");
        }
        Settings.load(others, Map.of());
    }

    @Test
    void the_environment_comes_before_the_profile_and_options_before_both() throws Exception {
        Settings profile = Settings.load(Map.of("MCP_PROFILE", "sandbox"), Map.of());
        Settings environment =
                Settings.load(
                        Map.of("MCP_PROFILE", "sandbox", "CLOCKIFY_POLICY", "read_only"), Map.of());
        Settings option =
                Settings.load(
                        Map.of("MCP_PROFILE", "local-stdio"), Map.of("MCP_PROFILE", "sandbox"));

        assertThat(profile.get(SettingTable.POLICY)).isEqualTo(Mode.STANDARD);
        assertThat(profile.source(SettingTable.POLICY)).isEqualTo(Settings.Source.PROFILE);
        assertThat(profile.find(SettingTable.BASE_URL)).contains(new Address.Sandbox());
        assertThat(environment.get(SettingTable.POLICY)).isEqualTo(Mode.READ_ONLY);
        assertThat(option.get(SettingTable.PROFILE)).isEqualTo(Profile.SANDBOX);
    }

    @Test
    void every_profile_pins_known_settings_to_accepted_values() {
        for (Profile profile : Profile.values()) {
            profile.pins()
                    .forEach((name, text) -> {
                        Setting<?> setting =
                                SettingTable.all().stream()
                                        .filter(each -> each.name().equals(name))
                                        .findAny()
                                        .orElseThrow();
                        assertThat(setting.kind().reader().read(text)).isNotNull();
                    });
        }
    }

    @Test
    void an_empty_variable_is_as_good_as_none() throws SettingsException {
        Settings settings =
                Settings.load(Map.of("CLOCKIFY_API_KEY", "", "MCP_LOG_LEVEL", " "), Map.of());

        assertThat(settings.find(SettingTable.API_KEY)).isEmpty();
        assertThat(settings.source(SettingTable.LOG_LEVEL)).isEqualTo(Settings.Source.STANDARD);
    }

    @Test
    void http_is_for_this_machine_only() throws SettingsException {
        for (String good :
                List.of(
                        "https://euc1.clockify.me/api/v1",
                        "http://127.0.0.1:80/api/v1",
                        "http://localhost",
                        "http://[::1]:9/x")) {
            Settings settings = Settings.load(Map.of("CLOCKIFY_BASE_URL", good), Map.of());
            assertThat(settings.find(SettingTable.BASE_URL))
                    .contains(new Address.At(Hosts.at(good)));
        }
        for (String bad :
                List.of(
                        "http://api.clockify.me/api/v1",
                        "http://127.0.0.1.example.com/",
                        "ftp://localhost/",
                        "https:",
                        "sandbox",
                        "https://h/?q",
                        "https://h/#f",
                        "://")) {
            assertThat(problems(Map.of("CLOCKIFY_BASE_URL", bad))).as(bad).hasSize(1);
        }
    }

    @Test
    void a_folder_of_state_is_named_in_full() {
        assertThat(List.of("file:state", "file:~/state", "file:./state", "file:"))
                .allSatisfy(folder ->
                        assertThat(problems(Map.of("MCP_CONTROL_PLANE_DSN", folder))).hasSize(1));
    }

    @Test
    void settings_that_do_not_go_together_are_refused() {
        assertThat(problems(Map.of("MCP_CONTROL_PLANE_DSN", "memory")).getFirst())
                .contains("MCP_ALLOW_DEV_BACKEND=1");
        assertThat(
                        problems(
                                        Map.of(
                                                "CLOCKIFY_OUTPUT_SCHEMAS", "on",
                                                "CLOCKIFY_RESULT_CHANNEL", "text"))
                                .getFirst())
                .contains("CLOCKIFY_RESULT_CHANNEL=both");
        assertThat(problems(Map.of("CLOCKIFY_BOOTSTRAP_MODE", "custom")).getFirst())
                .contains("CLOCKIFY_BOOTSTRAP_TOOLS");
        assertThat(problems(Map.of("CLOCKIFY_SANDBOX_AT", "2026-11-17T09:00:00Z")).getFirst())
                .contains("MCP_PROFILE=sandbox");
        assertThat(
                        problems(
                                        Map.of(
                                                "CLOCKIFY_REGION",
                                                "eu",
                                                "CLOCKIFY_BASE_URL",
                                                "https://a/api/v1"))
                                .getFirst())
                .contains("Keep one");
    }

    @Test
    void a_secret_cannot_be_printed() {
        Secret secret = new Secret("abc");

        assertThat(secret + " " + String.format("%s", secret)).doesNotContain("abc");
        assertThat(secret).isNotInstanceOf(java.io.Serializable.class);
        assertThat(secret.reveal()).isEqualTo("abc");
    }

    private static List<String> problems(Map<String, String> environment) {
        SettingsException refused =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment, Map.of()));
        assertThat(refused).as(environment.toString()).isNotNull();
        return refused.problems();
    }

    /// What else must be set for a setting to be allowed.
    private static Map<String, String> needed(Setting<?> setting) {
        if (setting.equals(SettingTable.METRICS_TOKEN)) {
            return Map.of("MCP_METRICS_BIND", "127.0.0.1:9464");
        }
        if (setting.equals(SettingTable.SANDBOX_AT)) {
            return Map.of("MCP_PROFILE", "sandbox");
        }
        return setting.equals(SettingTable.CONTROL_PLANE_KEYS)
                ? Map.of("MCP_CONTROL_PLANE_DSN", "postgres://c@db.example/c")
                : Map.of();
    }

    private static <T> Map.Entry<Setting<?>, Map.Entry<String, Object>> good(
            Setting<T> setting, String text, T value) {
        return Map.entry(setting, Map.entry(text, value));
    }

    private static Map<String, Object> ordered(String... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /// Names of the reference server that this one does not have yet; a user who moves over may
    /// have them set.
    private static final List<String> REFERENCE_ONLY =
            List.of(
                    "CLOCKIFY_INSECURE",
                    "CLOCKIFY_SANITIZE_UPSTREAM_ERRORS",
                    "CLOCKIFY_WEBHOOK_VALIDATE_DNS",
                    "CLOCKIFY_CONFIRMATION_TOKENS",
                    "CLOCKIFY_DRY_RUN",
                    "CLOCKIFY_DEDUPE_LOOKBACK",
                    "CLOCKIFY_TOKEN_BUDGET",
                    "CLOCKIFY_REPORT_MAX_ENTRIES",
                    "CLOCKIFY_SUBJECT_IDLE_TTL",
                    "CLOCKIFY_SUBJECT_SWEEP_INTERVAL",
                    "CLOCKIFY_DELTA_FORMAT",
                    "CLOCKIFY_MCP_JAVA_OPTS",
                    "MCP_GRPC_BIND",
                    "MCP_HTTP_MAX_BODY",
                    "MCP_ALLOW_ANY_ORIGIN",
                    "MCP_STRICT_HOST_CHECK",
                    "MCP_BEHIND_HTTPS_PROXY",
                    "MCP_HTTP_LEGACY_POLICY",
                    "MCP_OIDC_STRICT",
                    "MCP_REQUIRE_TENANT_CLAIM",
                    "MCP_EXPOSE_AUTH_ERRORS",
                    "MCP_MTLS_TENANT_SOURCE",
                    "MCP_MTLS_TENANT_HEADER",
                    "MCP_REQUIRE_MTLS_TENANT",
                    "MCP_DEFAULT_TENANT_ID",
                    "MCP_CONTROL_PLANE_AUDIT_CAP");

    @Test
    void nobody_is_served_over_the_network_without_being_known() throws SettingsException {
        Map<String, String> http = Map.of("MCP_TRANSPORT", "streamable_http");

        assertThat(Settings.load(http, Map.of()).authMode()).isEqualTo(AuthMode.NONE);
        for (String everybody :
                List.of(":8080", "0.0.0.0:1", "[::]:1", "192.0.2.7:80", "a.example:80")) {
            Map<String, String> open = new LinkedHashMap<>(http);
            open.put("MCP_HTTP_BIND", everybody);
            assertThat(problems(open)).as(everybody).hasSize(1);
            assertThat(problems(open).getFirst()).contains("without knowing who calls");
            open.put("MCP_BEARER_TOKEN", "a-token-of-16-ch");
            assertThat(Settings.load(open, Map.of()).authMode()).isEqualTo(AuthMode.STATIC_BEARER);
        }
        for (String local : List.of("127.0.0.1:80", "localhost:80", "[::1]:80", "127.3.2.1:80")) {
            Map<String, String> here = new LinkedHashMap<>(http);
            here.put("MCP_HTTP_BIND", local);
            assertThat(Settings.load(here, Map.of()).bind().local()).as(local).isTrue();
        }
    }

    @Test
    void a_platforms_port_is_listened_on_at_every_address() throws SettingsException {
        Map<String, String> platform =
                Map.of(
                        "MCP_PROFILE", "single-tenant-http",
                        "PORT", "10000",
                        "MCP_BEARER_TOKEN", "a-token-of-16-ch");

        Settings settings = Settings.load(platform, Map.of());

        assertThat(settings.bind()).isEqualTo(new Bind("0.0.0.0", 10_000));
        assertThat(settings.get(SettingTable.TRANSPORT)).isEqualTo(TransportKind.STREAMABLE_HTTP);
    }

    @Test
    void a_bearer_mode_needs_its_token_and_no_mode_ignores_one() {
        assertThat(problems(Map.of("MCP_PROFILE", "single-tenant-http")))
                .singleElement()
                .asString()
                .contains("needs MCP_BEARER_TOKEN");
        assertThat(
                        problems(
                                Map.of(
                                        "MCP_TRANSPORT", "streamable_http",
                                        "MCP_AUTH_MODE", "none",
                                        "MCP_BEARER_TOKEN", "a-token-of-16-ch")))
                .singleElement()
                .asString()
                .contains("would ignore");
    }
}
