package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.clockifymcp.server.ConnectProxy;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.packaged.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Machines from which Clockify, a provider, a collector and a server are reached only through a
/// proxy that wants a password, and whose certificates are of an authority that Java does not know.
@Execution(ExecutionMode.SAME_THREAD)
final class BehindProxyTest {
    private static final String SITES =
            "san=dns:api.clockify.me,dns:reports.api.clockify.me,dns:auditlog-api.api.clockify.me,"
                    + "dns:acme.clockify.me,dns:other.clockify.me,"
                    + "dns:login.example,dns:collector.example,dns:mcp.example";

    @TempDir static Path all;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Certificates certificates;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Answers site;

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private ConnectProxy proxy;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Patient patient;

    @BeforeAll
    static void open() throws Exception {
        certificates = new Certificates(all);
        certificates.make("site", "EC", "-signer", "authority", "-ext", SITES);
        site = Answers.encrypted(certificates.client("site"));
        site.on("/api/v1/user", "{\"id\":\"u1\",\"name\":\"Ann\"}");
        site.on("/v1/traces", "");
        site.on(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"https://login.example\","
                        + "\"jwks_uri\":\"https://login.example/keys\"}");
        site.on("/keys", new Issuer("x").key("a", JWSAlgorithm.ES256).keySet());
    }

    @AfterAll
    static void shut() {
        site.close();
    }

    @BeforeEach
    void begin() throws Exception {
        site.forget();
        site.on("/api/v1/workspaces", workspace(""));
        proxy = new ConnectProxy(site.port(), "me:" + Patient.PASSWORD);
        patient =
                new Patient(folder)
                        .with("CLOCKIFY_API_KEY", Patient.KEY)
                        .with("HTTPS_PROXY", through("me:" + Patient.PASSWORD + "@"))
                        .with(
                                "MCP_EXTRA_CA_CERT_PATH",
                                certificates.certificate("authority").toString());
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
    }

    private String through(String who) {
        return "http://%slocalhost:%d".formatted(who, proxy.port());
    }

    private static String workspace(String more) {
        return "[{\"id\":\"w1\",\"name\":\"Studio\"%s}]".formatted(more);
    }

    /// A service whose callers a provider knows, and whose traces go to a collector.
    private Patient service() {
        return patient.with(
                        "MCP_TRANSPORT",
                        "streamable_http",
                        "MCP_HTTP_BIND",
                        "127.0.0.1:0",
                        "MCP_AUTH_MODE",
                        "oidc",
                        "MCP_OIDC_ISSUER",
                        "https://login.example")
                .with(
                        "MCP_RESOURCE_URI",
                        "https://mcp.example/mcp",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "https://collector.example",
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "authorization=Bearer%20" + Patient.TOKEN);
    }

    @Test
    void a_set_up_that_works_is_found_fine_and_the_proxy_is_named() throws IOException {
        Patient.Seen seen = service().seen();

        assertThat(seen.wrong()).as(seen.report().toPrettyString()).isEmpty();
        assertThat(seen.keys()).contains("clockify.key.works", "identity.fine", "otlp.reached");
        assertThat(seen.said("proxy.way"))
                .contains("http://localhost:%d of HTTPS_PROXY".formatted(proxy.port()))
                .contains("api.clockify.me:443, reports.api.clockify.me:443")
                .contains("login.example:443, collector.example:443.");
        assertThat(proxy.asked())
                .contains("api.clockify.me:443", "login.example:443", "collector.example:443");
        assertThat(site.shown()).containsExactly("Bearer " + Patient.TOKEN);
    }

    @Test
    void what_is_reached_without_it_is_named_too() throws IOException {
        Patient.Seen seen = service().with("no_proxy", "*").seen("--offline");

        assertThat(seen.said("proxy.way")).contains("Nothing is reached through the proxy");
        assertThat(service().with("no_proxy", "login.example").seen("--offline").said("proxy.way"))
                .contains("collector.example:443, and without it login.example:443.");
    }

    @Test
    void a_proxy_that_does_not_know_us_is_told_with_what_to_write() throws IOException {
        patient.with("HTTPS_PROXY", through("me:another-9f8e7d6c@"));

        Patient.Seen wrong = service().seen();
        Patient.Seen none = patient.with("HTTPS_PROXY", through("")).seen();

        assertThat(wrong.wrong()).containsOnly("clockify.away", "identity.away", "otlp.away");
        for (String key : wrong.wrong()) {
            assertThat(wrong.said(key))
                    .contains("The proxy localhost:%d, through which".formatted(proxy.port()))
                    .contains("does not take user and password of HTTPS_PROXY (407)")
                    .contains("with %40 for @");
        }
        assertThat(none.said("clockify.away")).contains("(407), and HTTPS_PROXY has none.");
        assertThat(site.shown()).isEmpty();
    }

    @Test
    void a_proxy_that_is_away_or_leads_nowhere_is_told() throws IOException {
        proxy.refuse(403);
        assertThat(patient.seen().said("clockify.away"))
                .contains("refuses to lead there (403)")
                .contains("allow api.clockify.me:443");
        proxy.refuse(502);
        assertThat(patient.seen().said("clockify.away")).contains("does not get there (502)");
        patient.with("HTTPS_PROXY", "localhost:1");
        assertThat(patient.seen().said("clockify.away"))
                .contains("The proxy localhost:1, through which api.clockify.me:443 is reached,")
                .contains("does not answer (it refuses the connection).")
                .contains("correct HTTPS_PROXY");
    }

    @Test
    void a_proxy_that_leads_to_a_part_of_clockify_is_told() throws IOException {
        proxy.refuse("reports.api.clockify.me", 403);

        Patient.Seen seen = patient.seen();

        assertThat(seen.wrong()).containsExactly("clockify.partly");
        assertThat(seen.said("clockify.partly"))
                .contains("Clockify's reports cannot be reached.")
                .contains("allow reports.api.clockify.me:443");
        assertThat(proxy.asked()).contains("auditlog-api.api.clockify.me:443");
    }

    @Test
    void what_is_no_proxy_is_told() throws IOException {
        try (Answers other = Answers.plain()) {
            patient.with("HTTPS_PROXY", "localhost:" + other.port());

            assertThat(patient.seen().said("clockify.away"))
                    .containsAnyOf("(404)", "(405)", "does not answer as a proxy does");
        }
    }

    @Test
    void a_certificate_of_an_authority_that_nobody_named_is_told_with_the_setting()
            throws IOException {
        service().with("MCP_EXTRA_CA_CERT_PATH", "");

        Patient.Seen seen = patient.seen();

        assertThat(seen.wrong()).containsOnly("clockify.away", "identity.away", "otlp.away");
        for (String key : seen.wrong()) {
            assertThat(seen.said(key))
                    .contains("a certificate of ‹CN=authority›")
                    .contains("MCP_EXTRA_CA_CERT_PATH");
        }
        assertThat(site.shown()).isEmpty();
    }

    @Test
    void a_certificate_for_other_names_is_told() throws IOException {
        patient.with("CLOCKIFY_BASE_URL", "https://elsewhere.example/api/v1");

        assertThat(patient.seen().said("clockify.away")).contains("for other names");
    }

    @Test
    void authorities_that_are_for_the_collector_alone_come_first() throws Exception {
        Path authority = certificates.certificate("authority");
        Path garbage = patient.file("garbage.crt", Patient.KEY);
        service().with("MCP_EXTRA_CA_CERT_PATH", "");
        patient.with("OTEL_EXPORTER_OTLP_CERTIFICATE", authority.toString());

        assertThat(patient.seen().keys()).contains("otlp.reached");

        patient.with("OTEL_EXPORTER_OTLP_CERTIFICATE", garbage.toString());
        assertThat(patient.seen().said("authorities.unusable"))
                .contains("OTEL_EXPORTER_OTLP_CERTIFICATE");
    }

    @Test
    void a_collector_that_is_reached_otherwise_than_doctor_can_is_not_asked() throws IOException {
        Map<String, String> ways =
                Map.of(
                        "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "/etc/client.crt",
                        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc",
                        "OTEL_TRACES_EXPORTER", "none",
                        "OTEL_SDK_DISABLED", "true",
                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://a:b@collector.example/");
        for (Map.Entry<String, String> way : ways.entrySet()) {
            service().with(way.getKey(), way.getValue());

            Patient.Seen seen = patient.seen();

            assertThat(seen.said("otlp.unseen")).contains("The collector was not asked");
            assertThat(seen.wrong()).isEmpty();
            patient.with(way.getKey(), "");
        }
        assertThat(proxy.asked()).doesNotContain("collector.example:443");
    }

    @Test
    void a_subdomain_that_is_not_set_or_another_one_is_told() throws IOException {
        site.on(
                "/api/v1/workspaces",
                workspace(",\"subdomain\":{\"name\":\"acme\",\"enabled\":true}"));

        Patient.Seen unset = patient.seen();
        Patient.Seen another = patient.with("CLOCKIFY_SUBDOMAIN", "other").seen();
        Patient.Seen same = patient.with("CLOCKIFY_SUBDOMAIN", "acme").seen();

        assertThat(unset.wrong()).containsOnly("workspace.subdomain");
        assertThat(unset.said("workspace.subdomain")).contains("Set CLOCKIFY_SUBDOMAIN=acme");
        assertThat(another.said("workspace.subdomain")).contains("has the subdomain acme");
        assertThat(same.wrong()).isEmpty();
    }

    @Test
    void a_server_is_met_through_it() throws IOException {
        Map<String, String> challenge = new HashMap<>();
        challenge.put("WWW-Authenticate", "Bearer realm=\"mcp\"");
        site.on("/livez", "{\"status\":\"ok\"}");
        site.on("/ready", "{\"status\":\"ok\"}");
        site.on("/mcp", 401, "{}", challenge);
        Path file = patient.file("token", Patient.TOKEN + "\n");
        String[] options = {"--endpoint", "https://mcp.example/mcp", "--token-file=" + file};

        Patient.Seen seen = patient.seen(options);
        Patient.Seen unknown = patient.with("HTTPS_PROXY", through("")).seen(options);
        Patient.Seen untrusted =
                patient.with("HTTPS_PROXY", through("me:" + Patient.PASSWORD + "@"))
                        .with("MCP_EXTRA_CA_CERT_PATH", "")
                        .seen(options);

        assertThat(seen.keys()).contains("endpoint.alive", "endpoint.tls", "endpoint.challenge");
        assertThat(seen.said("proxy.way")).contains("through the proxy localhost:" + proxy.port());
        assertThat(site.shown()).isNotEmpty().containsOnly("Bearer " + Patient.TOKEN);
        assertThat(unknown.said("endpoint.away")).contains("(407), and HTTPS_PROXY has none.");
        assertThat(untrusted.said("endpoint.untrusted"))
                .contains("‹CN=authority›", "MCP_EXTRA_CA_CERT_PATH");
    }

    @Test
    void a_way_that_cannot_be_used_is_refused_without_being_repeated() throws IOException {
        Path garbage = patient.file("garbage.crt", Patient.KEY);

        assertThat(
                        patient.with("MCP_EXTRA_CA_CERT_PATH", garbage.toString())
                                .printed("--endpoint", "https://mcp.example/mcp")
                                .err())
                .contains("MCP_EXTRA_CA_CERT_PATH");
        assertThat(
                        patient.with("HTTPS_PROXY", "ftp://me:" + Patient.PASSWORD + "@proxy")
                                .printed("--endpoint", "https://mcp.example/mcp")
                                .err())
                .contains("HTTPS_PROXY cannot be what it is.");
    }
}
