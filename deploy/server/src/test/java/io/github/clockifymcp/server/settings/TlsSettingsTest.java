package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the settings of TLS need of each other.
final class TlsSettingsTest {
    private static final String CERT = "MCP_HTTP_TLS_CERT";
    private static final String KEY = "MCP_HTTP_TLS_KEY";
    private static final String CLIENTS = "MCP_MTLS_CA_CERT_PATH";

    @Test
    void certificate_and_key_come_as_a_pair() {
        assertThat(problems(Map.of(CERT, "/c")))
                .singleElement()
                .asString()
                .startsWith(CERT)
                .contains(KEY);
        assertThat(problems(Map.of(KEY, "/k")))
                .singleElement()
                .asString()
                .startsWith(KEY)
                .contains(CERT);
        assertThat(problems(Map.of(CERT, "/c", KEY, "/k"))).isEmpty();
    }

    @Test
    void certificates_of_clients_need_our_own() {
        assertThat(problems(Map.of(CLIENTS, "/ca")))
                .singleElement()
                .asString()
                .startsWith(CLIENTS)
                .contains(CERT, KEY);
        assertThat(problems(Map.of(CERT, "/c", KEY, "/k", CLIENTS, "/ca"))).isEmpty();
    }

    @Test
    void certificates_of_clients_do_not_replace_the_token_beyond_this_machine() {
        assertThat(
                        problems(
                                Map.of(
                                        CERT,
                                        "/c",
                                        KEY,
                                        "/k",
                                        CLIENTS,
                                        "/ca",
                                        "MCP_HTTP_BIND",
                                        "0.0.0.0:8443")))
                .singleElement()
                .asString()
                .contains("without knowing who calls");
    }

    @Test
    void a_path_is_whole() {
        assertThat(problems(Map.of(CERT, "tls.crt", KEY, "/k")))
                .first()
                .asString()
                .contains(CERT + " cannot be ‹tls.crt›", "whole path");
    }

    private static List<String> problems(Map<String, String> given) {
        Map<String, String> environment = new LinkedHashMap<>(given);
        environment.put("MCP_TRANSPORT", "streamable_http");
        SettingsException problem =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment, Map.of()));
        return problem == null ? List.of() : problem.problems();
    }
}
