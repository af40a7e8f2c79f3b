package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server over streamable HTTP.
class PackagedHttpTest {
    private static final String TOKEN = "a-token-nobody-would-guess";
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Listening server;

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
        client.close();
    }

    private Process start(Map<String, String> environment) throws IOException {
        Listening started =
                Listening.start(Installation.built(folder.resolve("home")), environment);
        server = started;
        return started.process();
    }

    private int port() {
        return Objects.requireNonNull(server).port();
    }

    private HttpRequest.Builder posting(String path, String method) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", method);
    }

    private HttpResponse<String> list(String path) throws IOException, InterruptedException {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{%s}}"
                        .formatted(META);
        return client.send(
                posting(path, "tools/list").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest call(String tool, String arguments, String token) {
        HttpRequest.Builder request =
                posting("/mcp", "tools/call")
                        .header("Mcp-Name", tool)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s,%s}}"
                                                .formatted(tool, arguments, META)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    @Test
    void only_who_has_the_token_is_served() throws Exception {
        start(Map.of("MCP_BEARER_TOKEN", TOKEN));

        HttpResponse<String> nobody =
                client.send(call("clockify_whoami", "{}", ""), BodyHandlers.ofString());
        HttpResponse<String> wrong =
                client.send(call("clockify_whoami", "{}", TOKEN + "x"), BodyHandlers.ofString());
        HttpResponse<String> known =
                client.send(call("clockify_whoami", "{}", TOKEN), BodyHandlers.ofString());

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(text(known)).contains("Mina");
    }

    @Test
    void a_call_that_runs_is_answered_before_it_ends_at_sigterm() throws Exception {
        try (SlowClockify clockify = new SlowClockify()) {
            Map<String, String> slow = new HashMap<>(clockify.environment());
            slow.put("MCP_PROFILE", "local-stdio");
            Process process = start(slow);
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(call("clockify_whoami", "{}", ""), BodyHandlers.ofString());
            clockify.awaitRequest();

            process.toHandle().destroy(); // SIGTERM
            clockify.answer();

            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_path_that_names_groups_lists_their_tools() throws Exception {
        start(Map.of());

        HttpResponse<String> plain = list("/mcp");
        HttpResponse<String> tags = list("/mcp/x/tags,clients");
        HttpResponse<String> mistaken = list("/mcp/x/tags,tag");

        assertThat(plain.body()).contains("clockify_run_tool").doesNotContain("update_tag");
        assertThat(tags.body()).contains("clockify_update_tag", "clockify_update_client");
        assertThat(mistaken.statusCode()).isEqualTo(404);
        assertThat(mistaken.body()).contains("The groups are ", "tags");
    }

    @Test
    void another_pages_origin_is_refused() throws Exception {
        start(Map.of());

        HttpResponse<String> page =
                client.send(
                        HttpRequest.newBuilder(
                                        call("clockify_whoami", "{}", ""), (name, value) -> true)
                                .header("Origin", "https://evil.example.com")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(403);
    }

    private static String text(HttpResponse<String> response) throws IOException {
        JsonNode answer = new JsonMapper().readTree(response.body());
        return answer.at("/result/content/0/text").asText();
    }
}
