package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server with a certificate of its own.
class PackagedTlsTest {
    private static final String TOKEN = "a-token-nobody-would-guess";
    private static final String CERT = "MCP_HTTP_TLS_CERT";
    private static final String KEY = "MCP_HTTP_TLS_KEY";
    private static final String CLIENTS = "MCP_MTLS_CA_CERT_PATH";
    private static final String PKCS8 = "PRIVATE KEY";
    private static final List<String> BOTH = List.of("TLSv1.2", "TLSv1.3");

    @TempDir static Path made;
    private static Certificates certificates;

    @TempDir Path folder;

    @BeforeAll
    static void make_certificates() throws Exception {
        certificates = new Certificates(made);
        certificates.sign("server", "EC", "-validity", "2");
        certificates.sign("server-rsa", "RSA", "-validity", "2");
        certificates.sign("expired", "Ed25519", "-startdate", "-10d", "-validity", "5");
        certificates.make("stranger", "EC", "-validity", "2");
    }

    private static Map<String, String> pair(String name) throws Exception {
        return Map.of(
                CERT,
                certificates.certificate(name).toString(),
                KEY,
                certificates.key(name, PKCS8).toString(),
                "MCP_BEARER_TOKEN",
                TOKEN);
    }

    private static Map<String, String> demanding() throws Exception {
        Map<String, String> environment = new HashMap<>(pair("server"));
        environment.put(CLIENTS, certificates.certificate("authority").toString());
        return environment;
    }

    private Listening start(Map<String, String> environment) throws IOException {
        return Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    private static HttpResponse<String> call(
            Listening site, String scheme, SSLContext context, String token, List<String> versions)
            throws IOException, InterruptedException {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(versions.toArray(String[]::new));
        String meta =
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("%s://127.0.0.1:%d/mcp".formatted(scheme, site.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/list")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{%s}}"
                                                .formatted(meta)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static void served(Listening site, SSLContext context) throws Exception {
        for (String version : BOTH) {
            HttpResponse<String> answer = call(site, "https", context, TOKEN, List.of(version));

            assertThat(answer.statusCode()).as(version).isEqualTo(200);
            assertThat(answer.body()).contains("clockify_log_time");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
        }
    }

    private static void refused(Listening site, String scheme, SSLContext context) {
        for (String version : BOTH) {
            assertThatThrownBy(() -> call(site, scheme, context, TOKEN, List.of(version)))
                    .as(version)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_trusts_the_authority_is_served() throws Exception {
        for (String name : List.of("server", "server-rsa")) {
            try (Listening site = start(pair(name))) {
                assertThat(site.said()).last().asString().contains("over HTTPS");
                assertThat(site.said()).noneMatch(line -> line.contains("certificate"));
                served(site, certificates.client());
                assertThat(call(site, "https", certificates.client(), "", BOTH).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void who_does_not_trust_it_or_speaks_in_clear_is_not() throws Exception {
        try (Listening site = start(pair("server"))) {
            refused(site, "https", SSLContext.getDefault());
            refused(site, "http", certificates.client());
        }
    }

    @Test
    void where_certificates_are_demanded_only_who_shows_one_is_served() throws Exception {
        try (Listening site = start(demanding())) {
            refused(site, "https", certificates.client());
            refused(site, "https", certificates.client("stranger"));
            served(site, certificates.client("server-rsa"));
        }
    }

    @Test
    void a_certificate_does_not_replace_the_token() throws Exception {
        try (Listening site = start(demanding())) {
            SSLContext known = certificates.client("server-rsa");

            assertThat(call(site, "https", known, "", BOTH).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void where_certificates_say_who_calls_no_token_is_needed() throws Exception {
        certificates.sign("agent", "EC", "-validity", "2", "-ext", "san=uri:spiffe://work/agent");
        Map<String, String> environment = new HashMap<>(demanding());
        environment.remove("MCP_BEARER_TOKEN");
        environment.put("MCP_AUTH_MODE", "mtls");
        try (Listening site = start(environment)) {
            SSLContext known = certificates.client("server-rsa");

            assertThat(call(site, "https", known, "", BOTH).statusCode()).isEqualTo(200);
            refused(site, "https", certificates.client());
            refused(site, "https", certificates.client("stranger"));
        }
        environment.put("MCP_MTLS_SUBJECT", "uri");
        try (Listening site = start(environment)) {
            SSLContext agent = certificates.client("agent");
            SSLContext nameless = certificates.client("server-rsa");

            assertThat(call(site, "https", agent, "", BOTH).statusCode()).isEqualTo(200);
            assertThat(call(site, "https", nameless, "", BOTH).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_certificate_that_has_expired_is_warned_of() throws Exception {
        try (Listening site = start(pair("expired"))) {
            assertThat(site.said())
                    .anyMatch(
                            line -> line.contains("WARN") && line.contains(CERT + " has expired"));
        }
    }

    @Test
    void a_file_that_cannot_be_used_ends_the_start_with_a_sentence() throws Exception {
        Path none = folder.resolve("none.pem");
        Path damaged =
                certificates.write(
                        "damaged.crt",
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Path words = certificates.write("words.txt", "no PEM at all");
        Path sec1 = certificates.key("server", "EC PRIVATE KEY");
        Path locked = certificates.key("server", "ENCRYPTED PRIVATE KEY");

        ends(Map.of(CERT, none.toString()), CERT, none + " is not there");
        ends(Map.of(CERT, made.toString()), CERT, "is a folder");
        ends(Map.of(CERT, words.toString()), CERT, "nothing of a PEM file", "BEGIN CERTIFICATE");
        ends(Map.of(CERT, damaged.toString()), CERT, "damaged certificate, number 1");
        ends(
                Map.of(CERT, certificates.key("server", PKCS8).toString()),
                CERT,
                "holds PRIVATE KEY and no certificate");
        ends(
                Map.of(KEY, certificates.certificate("server").toString()),
                KEY,
                "holds CERTIFICATE and no key",
                "BEGIN PRIVATE KEY");
        ends(Map.of(KEY, sec1.toString()), KEY, "openssl pkcs8 -topk8 -nocrypt -in " + sec1);
        ends(Map.of(KEY, locked.toString()), KEY, "openssl pkcs8 -topk8 -nocrypt -in " + locked);
        for (String other : List.of("stranger", "server-rsa")) {
            ends(
                    Map.of(KEY, certificates.key(other, PKCS8).toString()),
                    KEY,
                    "does not hold the key of the first certificate");
        }
        ends(Map.of(CLIENTS, words.toString()), CLIENTS, "no certificate");
        ends(Map.of(CLIENTS, none.toString()), CLIENTS, "is not there");
    }

    /// Starts it with the good pair but for this, and it ends with a sentence that has all that.
    private void ends(Map<String, String> instead, String... parts) throws Exception {
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment().put("MCP_PROFILE", "sandbox");
        command.environment().put("MCP_TRANSPORT", "streamable_http");
        command.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        command.environment().putAll(pair("server"));
        command.environment().putAll(instead);
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said.lines()).as(said).hasSize(1);
        assertThat(said).contains(parts);
        for (String name : List.of("server", "server-rsa", "stranger")) {
            assertThat(said).doesNotContain(certificates.lineOfKey(name));
        }
    }
}
