package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the settings of authentication need of each other.
final class IdentitySettingsTest {
    private static final Map<String, String> OIDC =
            Map.of(
                    "MCP_AUTH_MODE", "oidc",
                    "MCP_OIDC_ISSUER", "https://login.example.com/work",
                    "MCP_RESOURCE_URI", "https://mcp.example.com/mcp");

    @Test
    void issuers_and_our_own_address_are_all_that_oidc_needs() {
        assertThat(problems(OIDC)).isEmpty();
        assertThat(problems(OIDC, "MCP_HTTP_BIND", "0.0.0.0:8080")).isEmpty();
        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", ""))
                .singleElement()
                .asString()
                .contains("needs MCP_OIDC_ISSUER");
        assertThat(problems(OIDC, "MCP_RESOURCE_URI", ""))
                .singleElement()
                .asString()
                .contains("needs MCP_RESOURCE_URI");
    }

    @Test
    void what_would_be_ignored_is_said() {
        assertThat(problems(OIDC, "MCP_AUTH_MODE", ""))
                .singleElement()
                .asString()
                .contains("MCP_AUTH_MODE=oidc");
        assertThat(problems(OIDC, "MCP_BEARER_TOKEN", "a-token-of-sixteen-letters"))
                .singleElement()
                .asString()
                .contains("ignore MCP_BEARER_TOKEN")
                .doesNotContain("a-token-of");
    }

    @Test
    void scopes_narrow_only_callers_who_have_scopes() {
        String map = "a:read=read_only";

        assertThat(problems(OIDC, "MCP_SCOPE_MAP", map)).isEmpty();
        assertThat(
                        problems(
                                Map.of("MCP_BEARER_TOKEN", "a-token-of-sixteen-letters"),
                                "MCP_SCOPE_MAP",
                                map))
                .singleElement()
                .asString()
                .contains("MCP_SCOPE_MAP", "MCP_AUTH_MODE=oidc");
        for (String slip : List.of("a:read", "=full", "a=most", "a=full,a=full", "a b=full")) {
            assertThat(problems(OIDC, "MCP_SCOPE_MAP", slip))
                    .singleElement()
                    .asString()
                    .contains("MCP_SCOPE_MAP");
        }
    }

    @Test
    void addresses_are_https_but_at_this_machine_in_development() {
        String local = "http://localhost:8081/work";

        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", local))
                .singleElement()
                .asString()
                .contains("MCP_OIDC_ISSUER", "MCP_ALLOW_DEV_ISSUER");
        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", local, "MCP_ALLOW_DEV_ISSUER", "1")).isEmpty();
        assertThat(
                        problems(
                                OIDC,
                                "MCP_OIDC_ISSUER",
                                "http://login.example.com",
                                "MCP_ALLOW_DEV_ISSUER",
                                "1"))
                .hasSize(1);
        assertThat(problems(OIDC, "MCP_RESOURCE_URI", "http://mcp.example.com/mcp")).hasSize(1);
        assertThat(problems(OIDC, "MCP_OIDC_JWKS_URL", "http://keys.example.com")).hasSize(1);
        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", "https://a.example.com#x")).isNotEmpty();
        assertThat(problems(OIDC, "MCP_RESOURCE_URI", "mcp.example.com")).isNotEmpty();
    }

    @Test
    void what_is_for_one_issuer_is_refused_for_two() {
        String two = "https://a.example.com, https://b.example.com";

        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", two)).isEmpty();
        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", two, "MCP_TENANT_CLAIM", "org"))
                .singleElement()
                .asString()
                .contains("MCP_TENANT_CLAIM", "Postgres");
        assertThat(
                        problems(
                                OIDC,
                                "MCP_OIDC_ISSUER",
                                two,
                                "MCP_TENANT_CLAIM",
                                "org",
                                "MCP_CONTROL_PLANE_DSN",
                                "postgres://server@localhost/db",
                                "MCP_CONTROL_PLANE_KEYS_FILE",
                                "/keys"))
                .isEmpty();
        assertThat(problems(OIDC, "MCP_OIDC_ISSUER", two, "MCP_OIDC_JWKS_PATH", "/k.json"))
                .singleElement()
                .asString()
                .contains("MCP_OIDC_JWKS_PATH");
    }

    @Test
    void a_page_for_keys_needs_somewhere_to_sign_in_and_somewhere_to_keep_them() {
        Map<String, String> page = new HashMap<>(OIDC);
        page.put("MCP_KEY_PAGE_CLIENT_ID", "key-page");
        page.put("MCP_CONTROL_PLANE_DSN", "postgres://c@localhost/c");
        page.put("MCP_CONTROL_PLANE_KEYS_FILE", "/etc/c/keys");

        assertThat(problems(page)).isEmpty();
        assertThat(problems(page, "MCP_KEY_PAGE_CLIENT_SECRET_FILE", "/etc/c/secret")).isEmpty();
        assertThat(problems(OIDC, "MCP_KEY_PAGE_CLIENT_ID", "key-page"))
                .singleElement()
                .asString()
                .contains("MCP_KEY_PAGE_CLIENT_ID needs", "postgres://");
        assertThat(problems(OIDC, "MCP_KEY_PAGE_CLIENT_SECRET_FILE", "/etc/c/secret"))
                .singleElement()
                .asString()
                .contains("is the secret of MCP_KEY_PAGE_CLIENT_ID");
        assertThat(
                        problems(
                                page,
                                "MCP_OIDC_ISSUER",
                                "https://a.example.com, https://b.example.com",
                                "MCP_KEY_PAGE_CLIENT_SECRET_FILE",
                                "/etc/c/secret"))
                .singleElement()
                .asString()
                .contains("each would learn it");
    }

    @Test
    void no_algorithm_is_accepted_that_anybody_could_sign_with() {
        assertThat(problems(OIDC, "MCP_OIDC_ALGORITHMS", "RS256, ES256")).isEmpty();
        for (String bad : List.of("none", "HS256", "RS256,HS256", "rs256", "ES256K")) {
            assertThat(problems(OIDC, "MCP_OIDC_ALGORITHMS", bad)).as(bad).hasSize(1);
        }
    }

    /// The reference server said so in its documents and started all the same (its defect 35).
    @Test
    void defect_35_a_proxy_is_believed_only_where_it_is_named() {
        Map<String, String> forward =
                Map.of(
                        "MCP_AUTH_MODE", "forward_auth",
                        "MCP_FORWARD_AUTH_TRUSTED_PROXIES", "10.1.2.3/32");

        assertThat(problems(forward)).isEmpty();
        assertThat(problems(forward, "MCP_HTTP_BIND", "0.0.0.0:8080")).isEmpty();
        assertThat(problems(forward, "MCP_FORWARD_AUTH_TRUSTED_PROXIES", ""))
                .singleElement()
                .asString()
                .contains("needs MCP_FORWARD_AUTH_TRUSTED_PROXIES");
        assertThat(problems(forward, "MCP_AUTH_MODE", "none"))
                .singleElement()
                .asString()
                .contains("MCP_AUTH_MODE=forward_auth");
        for (String bad :
                List.of("0.0.0.0/0", "::/0", "10.1.2.3", "10.1.2.3/8", "10.1/16", "a/8", "/8")) {
            assertThat(problems(forward, "MCP_FORWARD_AUTH_TRUSTED_PROXIES", bad))
                    .as(bad)
                    .isNotEmpty();
        }
    }

    @Test
    void certificates_of_callers_need_tls_and_authorities() {
        Map<String, String> mtls =
                Map.of(
                        "MCP_AUTH_MODE", "mtls",
                        "MCP_HTTP_TLS_CERT", "/c",
                        "MCP_HTTP_TLS_KEY", "/k",
                        "MCP_MTLS_CA_CERT_PATH", "/ca");

        assertThat(problems(mtls)).isEmpty();
        assertThat(problems(mtls, "MCP_HTTP_BIND", "0.0.0.0:8443")).isEmpty();
        assertThat(problems(mtls, "MCP_MTLS_CA_CERT_PATH", ""))
                .singleElement()
                .asString()
                .contains("MCP_AUTH_MODE=mtls needs");
        assertThat(problems(Map.of("MCP_AUTH_MODE", "mtls"))).hasSize(1);
    }

    private static List<String> problems(Map<String, String> given, String... more) {
        Map<String, String> environment = new LinkedHashMap<>(given);
        environment.put("MCP_TRANSPORT", "streamable_http");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        SettingsException problem =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment, Map.of()));
        return problem == null ? List.of() : problem.problems();
    }
}
