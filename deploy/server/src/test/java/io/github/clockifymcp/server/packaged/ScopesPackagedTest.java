package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.identity.Providers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server, whose callers' tokens are good for more or less.
class ScopesPackagedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENTRY =
            "{\"project\":\"Booking App\",\"description\":\"Work\",\"start\":\"2026-03-02 9:00\",\"duration\":\"1h\"}";
    private static final String GROUP = "{\"name\":\"Readers\"}";
    private static final String CHALLENGE =
            "Bearer realm=\"mcp\", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\","
                    + " scope=\"clockify:write\", error=\"insufficient_scope\"";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final MockOAuth2Server provider = new MockOAuth2Server();
    private Listening server;

    @BeforeEach
    void begin() throws Exception {
        provider.start();
        Map<String, String> environment =
                new HashMap<>(Provider.trusting(provider.issuerUrl("work").toString()));
        environment.put(
                "MCP_SCOPE_MAP",
                "clockify:read=read_only, clockify:write=standard, clockify:admin=full");
        environment.put("CLOCKIFY_POLICY", "standard");
        server = Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    @AfterEach
    void end() {
        server.close();
        Providers.end(provider);
        client.close();
    }

    private String token(String scopes) {
        return provider.issueToken("work", "ann", Issuer.AUDIENCE, Map.of("scope", scopes))
                .serialize();
    }

    private HttpRequest.Builder posting(String token, String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String call(String tool, String arguments, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s%s}}"
                .formatted(tool, arguments, more);
    }

    private HttpResponse<String> modern(String token, String tool, String arguments)
            throws Exception {
        String meta =
                ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        return client.send(
                posting(token, call(tool, arguments, meta))
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", tool)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private static void asksForWriting(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(challenge(answer)).startsWith(CHALLENGE);
        assertThat(answer.body()).contains("\"id\":7", "\"error\"", "clockify:write");
    }

    private static JsonNode result(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("result");
    }

    private List<String> audited(String what) throws Exception {
        Path log = folder.resolve("home/.local/state/clockify-mcp-sandbox/audit.jsonl");
        return Files.readAllLines(log).stream().filter(line -> line.contains(what)).toList();
    }

    @Test
    void a_token_without_any_of_the_scopes_lets_nobody_in_and_clients_are_told_of_them()
            throws Exception {
        HttpResponse<String> answer = modern(token("openid profile"), "clockify_whoami", "{}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(challenge(answer))
                .contains(
                        "error=\"insufficient_scope\"",
                        "scope=\"clockify:read clockify:write clockify:admin\"");
        URI metadata =
                URI.create(
                        "http://127.0.0.1:%d/.well-known/oauth-protected-resource"
                                .formatted(server.port()));
        String document =
                client.send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.ofString())
                        .body();
        assertThat(JSON.readTree(document).path("scopes_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("clockify:read", "clockify:write", "clockify:admin");
    }

    @Test
    void a_call_that_another_token_would_allow_asks_for_it_and_is_made_with_it() throws Exception {
        String reading = token("openid clockify:read");
        assertThat(result(modern(reading, "clockify_whoami", "{}")).toString()).contains("Mina");

        asksForWriting(modern(reading, "clockify_log_time", ENTRY));
        asksForWriting(
                modern(
                        reading,
                        "clockify_run_tool",
                        "{\"name\":\"clockify_create_tag\",\"arguments\":{\"name\":\"New\"}}"));

        // Rows that nobody waits for are written a moment later.
        soon(() -> audited("insufficient_scope").size() >= 2);
        assertThat(audited("insufficient_scope")).hasSize(2);
        JsonNode made = result(modern(token("clockify:write"), "clockify_log_time", ENTRY));
        assertThat(made.path("isError").asBoolean()).as(made.toString()).isFalse();
    }

    @Test
    void what_no_token_would_allow_is_refused_with_its_reason() throws Exception {
        for (String scope : List.of("clockify:read", "clockify:write", "clockify:admin")) {
            JsonNode refused =
                    result(
                            modern(
                                    token(scope),
                                    "clockify_run_tool",
                                    "{\"name\":\"clockify_create_user_group\",\"arguments\":%s}"
                                            .formatted(GROUP)));

            assertThat(refused.path("isError").asBoolean()).as(refused.toString()).isTrue();
            assertThat(refused.toString()).contains("Mode full would allow this");
        }
    }

    @Test
    void a_session_is_asked_for_another_token_too_and_a_batch_tells_the_model() throws Exception {
        String reading = token("clockify:read");
        HttpResponse<String> alone =
                client.send(
                        posting(reading, call("clockify_log_time", ENTRY, ""))
                                .header("Mcp-Session-Id", session(reading, "2025-11-25"))
                                .build(),
                        BodyHandlers.ofString());
        HttpResponse<String> among =
                client.send(
                        posting(reading, "[%s]".formatted(call("clockify_log_time", ENTRY, "")))
                                .header("Mcp-Session-Id", session(reading, "2025-03-26"))
                                .build(),
                        BodyHandlers.ofString());

        asksForWriting(alone);
        assertThat(among.statusCode()).isEqualTo(200);
        assertThat(among.body()).contains("\"isError\":true", "clockify:write");
    }

    private String session(String token, String revision) throws Exception {
        String initialize =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"
                        .formatted(revision);
        return client.send(posting(token, initialize).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }
}
