package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.enforcement.AuditTrail.Durability;
import io.github.clockifymcp.enforcement.Mode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What profiles and `ENVIRONMENT=prod` set, demand and refuse.
final class ProfilesTest {

    /// What each needs, filled in.
    static final Map<String, String> NEEDED =
            Map.of(
                    "CLOCKIFY_API_KEY", "k3y",
                    "MCP_BEARER_TOKEN", "a-token-of-16-ch",
                    "MCP_OIDC_ISSUER", "https://login.example.com/work",
                    "MCP_RESOURCE_URI", "https://mcp.example.com/mcp",
                    "MCP_CONTROL_PLANE_DSN", "postgres://mcp@db.example.com/mcp",
                    "MCP_CONTROL_PLANE_KEYS_FILE", "/run/secrets/keys",
                    "MCP_HTTP_TLS_CERT", "/run/secrets/tls.crt",
                    "MCP_HTTP_TLS_KEY", "/run/secrets/tls.key",
                    "MCP_MTLS_CA_CERT_PATH", "/run/secrets/ca.crt");

    @Test
    void every_profile_starts_with_what_it_needs_and_not_without() throws SettingsException {
        for (Profile profile : Profile.values()) {
            Map<String, String> given = filled(profile);

            assertThat(Settings.load(given, Map.of()).get(SettingTable.PROFILE)).isEqualTo(profile);
            for (String name : profile.needs()) {
                Map<String, String> without = new HashMap<>(given);
                without.remove(name);
                if (name.equals("CLOCKIFY_API_KEY")) {
                    continue; // calls say that it is missing
                }
                assertThat(problems(without))
                        .as("%s without %s", profile, name)
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem).contains(name));
            }
        }
    }

    @Test
    void the_words_for_profiles_are_theirs() {
        assertThat(Arrays.stream(Profile.values()).map(Profile::label))
                .containsExactly(
                        "local-stdio",
                        "single-tenant-http",
                        "shared-service",
                        "prod-postgres",
                        "private-network",
                        "sandbox")
                .allSatisfy(label -> assertThat(Profile.KIND.accepts()).contains(label));
    }

    @Test
    void a_shared_service_knows_who_calls_and_does_nothing_it_cannot_write_down()
            throws SettingsException {
        for (Profile profile : List.of(Profile.SHARED_SERVICE, Profile.PROD_POSTGRES)) {
            Settings settings = Settings.load(filled(profile), Map.of());

            assertThat(settings.get(SettingTable.TRANSPORT))
                    .isEqualTo(TransportKind.STREAMABLE_HTTP);
            assertThat(settings.authMode()).isEqualTo(AuthMode.OIDC);
            assertThat(settings.get(SettingTable.AUDIT_DURABILITY))
                    .isEqualTo(Durability.FAIL_CLOSED);
            assertThat(settings.get(SettingTable.POLICY)).isEqualTo(Mode.TIME_TRACKING_SAFE);
            assertThat(settings.get(SettingTable.LOG_FORMAT)).isEqualTo(LogFormat.JSON);
            assertThat(settings.production()).isEqualTo(profile == Profile.PROD_POSTGRES);
        }
    }

    @Test
    void a_private_network_knows_callers_by_their_certificates() throws SettingsException {
        Settings settings = Settings.load(filled(Profile.PRIVATE_NETWORK), Map.of());

        assertThat(settings.authMode()).isEqualTo(AuthMode.MTLS);
        assertThat(settings.get(SettingTable.AUDIT_DURABILITY)).isEqualTo(Durability.FAIL_CLOSED);
        assertThat(problems(Map.of("MCP_PROFILE", "private-network-grpc")))
                .singleElement()
                .asString()
                .contains("gRPC", "private-network is");
    }

    @Test
    void all_that_a_profile_needs_is_told_at_once_and_that_it_is_the_profiles() {
        assertThat(problems(Map.of("MCP_PROFILE", "shared-service")))
                .hasSize(3)
                .allSatisfy(problem ->
                        assertThat(problem).containsIgnoringCase("the profile shared-service"))
                .anySatisfy(problem ->
                        assertThat(problem)
                                .contains("MCP_CONTROL_PLANE_DSN=postgres://", "key new"));
    }

    @Test
    void a_shared_service_can_be_tried_without_postgres_and_production_cannot()
            throws SettingsException {
        Map<String, String> folder = filled(Profile.SHARED_SERVICE);
        folder.put("MCP_CONTROL_PLANE_DSN", "file:/var/lib/clockify-mcp");
        folder.remove("MCP_CONTROL_PLANE_KEYS_FILE");
        assertThat(problems(folder))
                .singleElement()
                .asString()
                .contains("postgres://", "MCP_ALLOW_DEV_BACKEND=1");

        folder.put("MCP_ALLOW_DEV_BACKEND", "1");
        assertThat(Settings.load(folder, Map.of()).find(SettingTable.CONTROL_PLANE_DSN))
                .containsInstanceOf(State.Folder.class);

        folder.put("MCP_PROFILE", "prod-postgres");
        assertThat(problems(folder))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("refuses MCP_ALLOW_DEV_BACKEND"))
                .anyMatch(problem ->
                        problem.contains("postgres://")
                                && !problem.contains("MCP_ALLOW_DEV_BACKEND"));
    }

    @Test
    void production_writes_json_and_fails_closed_unless_something_else_is_said()
            throws SettingsException {
        Settings production = Settings.load(Map.of("ENVIRONMENT", "prod"), Map.of());
        assertThat(production.get(SettingTable.AUDIT_DURABILITY)).isEqualTo(Durability.FAIL_CLOSED);
        assertThat(production.get(SettingTable.LOG_FORMAT)).isEqualTo(LogFormat.JSON);
        assertThat(production.source(SettingTable.LOG_FORMAT))
                .isEqualTo(Settings.Source.PRODUCTION);

        Settings said =
                Settings.load(
                        Map.of(
                                "ENVIRONMENT", "prod",
                                "MCP_AUDIT_DURABILITY", "best_effort",
                                "MCP_LOG_FORMAT", "text"),
                        Map.of());
        assertThat(said.get(SettingTable.AUDIT_DURABILITY)).isEqualTo(Durability.BEST_EFFORT);
        assertThat(said.get(SettingTable.LOG_FORMAT)).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void production_refuses_what_is_for_development_each_with_a_sentence() {
        Map<String, String> slips =
                Map.of(
                        "MCP_ALLOW_DEV_BACKEND", "1",
                        "MCP_ALLOW_DEV_ISSUER", "1",
                        "CLOCKIFY_BASE_URL", "sandbox:",
                        "MCP_CONTROL_PLANE_DSN", "memory");
        slips.forEach((name, value) ->
                assertThat(problems(Map.of("ENVIRONMENT", "prod", name, value)))
                        .as(name)
                        .singleElement()
                        .asString()
                        .startsWith("ENVIRONMENT=prod refuses ")
                        .contains(name));
        assertThat(problems(Map.of("ENVIRONMENT", "prod", "MCP_PROFILE", "sandbox")))
                .singleElement()
                .asString()
                .contains("leave ENVIRONMENT out");
        Map<String, String> dev = filled(Profile.PROD_POSTGRES);
        dev.put("MCP_ALLOW_DEV_ISSUER", "1");
        assertThat(problems(dev))
                .singleElement()
                .asString()
                .startsWith("The profile prod-postgres refuses MCP_ALLOW_DEV_ISSUER");
    }

    @Test
    void what_others_mean_by_environment_is_not_for_us() throws SettingsException {
        for (String word : List.of("production", "dev", "staging", "PROD", "a b", "")) {
            Settings other = Settings.load(Map.of("ENVIRONMENT", word), Map.of());
            assertThat(other.production()).as(word).isFalse();
            assertThat(other.get(SettingTable.LOG_FORMAT)).isEqualTo(LogFormat.TEXT);

            Map<String, String> shipped = filled(Profile.PROD_POSTGRES);
            shipped.put("ENVIRONMENT", word);
            assertThat(Settings.load(shipped, Map.of()).production()).as(word).isTrue();
        }
    }

    private static Map<String, String> filled(Profile profile) {
        Map<String, String> given = new HashMap<>();
        given.put("MCP_PROFILE", profile.label());
        profile.needs().forEach(name -> given.put(name, NEEDED.get(name)));
        return given;
    }

    private static List<String> problems(Map<String, String> environment) {
        SettingsException refused =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment, Map.of()));
        assertThat(refused).as(environment.toString()).isNotNull();
        return refused.problems();
    }
}
