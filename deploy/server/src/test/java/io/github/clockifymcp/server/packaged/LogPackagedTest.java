package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server writes to standard error, and what never gets there.
class LogPackagedTest {
    private static final String TOKEN = "s3cret-bearer-token-of-callers";
    private static final String METRICS_TOKEN = "s3cret-bearer-token-of-metrics";
    private static final String KEY = "sandbox-key-bruno-admin";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final Pattern METRICS = Pattern.compile("address=(\\S+?)[\"\\s]");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ASKS = "\"elicitation\":{}";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> answers = new ArrayList<>();
    private int port;
    private int id;

    @AfterEach
    void end() {
        client.close();
    }

    /// A server whose log lies in a file.
    private Process start(Path log, Map<String, String> more) throws Exception {
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment()
                .putAll(
                        Map.of(
                                "MCP_PROFILE", "sandbox",
                                "MCP_TRANSPORT", "streamable_http",
                                "MCP_HTTP_BIND", "127.0.0.1:0",
                                "MCP_METRICS_BIND", "127.0.0.1:0",
                                "MCP_METRICS_BEARER_TOKEN", METRICS_TOKEN,
                                "MCP_BEARER_TOKEN", TOKEN,
                                "CLOCKIFY_API_KEY", KEY,
                                "CLOCKIFY_WORKSPACE_ID", Seed.studio(),
                                "CLOCKIFY_POLICY", "full"));
        command.environment().putAll(more);
        Process process = command.redirectError(log.toFile()).start();
        for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
            Matcher said = PORT.matcher(Files.readString(log));
            if (said.find()) {
                port = Integer.parseInt(said.group(1));
                return process;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("it does not listen: " + Files.readString(log));
    }

    private JsonNode call(String tool, String rest, String capabilities) throws Exception {
        String body =
                """
                {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s",%s,"_meta":{\
                "traceparent":"00-%s-b7ad6b7169203331-01",\
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{%s}}}}\
                """
                        .formatted(++id, tool, rest, TRACE, capabilities);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/mcp/x/tags".formatted(port)))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", tool)
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        answers.add(answer);
        return JSON.readTree(answer).path("result");
    }

    /// Everything that has secrets in it: good and bad tokens, questions, previews, agreements.
    ///
    /// @return the secrets that came up
    private List<String> busy() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(TOKEN, METRICS_TOKEN, KEY));
        assertThat(call("clockify_list_tags", "\"arguments\":{}", "").path("isError").asBoolean())
                .isFalse();
        call("clockify_create_tag", "\"arguments\":{\"name\":\"s3cret\\n2026 forged\"}", "");
        call("clockify_create_tag", "\"arguments\":{\"name\":\"first\"}", "");
        call("clockify_create_tag", "\"arguments\":{\"name\":\"second\"}", "");

        JsonNode preview = call("clockify_delete_tag", "\"arguments\":{\"tag\":\"first\"}", "");
        String ticket = ToolSession.token(ToolSession.text(preview));
        secrets.add(ticket);
        String with = "\"arguments\":{\"tag\":\"%s\",\"confirmation_token\":\"%s\"}";
        call("clockify_delete_tag", with.formatted("second", ticket), "");
        call("clockify_delete_tag", with.formatted("first", ticket + "x"), "");

        JsonNode question = call("clockify_delete_tag", "\"arguments\":{\"tag\":\"second\"}", ASKS);
        String state = question.path("requestState").asText();
        assertThat(state).as("%s", question).isNotEmpty();
        secrets.add(state);
        call(
                "clockify_delete_tag",
                "\"arguments\":{\"tag\":\"second\"},\"requestState\":\"%sx\"".formatted(state),
                ASKS);
        call(
                "clockify_delete_tag",
                "\"arguments\":{\"tag\":\"second\"},\"requestState\":\"%s\",\"inputResponses\":{\"confirm\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}"
                        .formatted(state),
                ASKS);
        return secrets;
    }

    private static List<String> ended(Process process, Path log) throws Exception {
        process.toHandle().destroy(); // SIGTERM
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(log);
    }

    @Test
    void no_secret_is_in_a_log_that_holds_everything() throws Exception {
        for (String format : List.of("text", "json")) {
            Path log = folder.resolve(format);
            Map<String, String> loud =
                    Map.of(
                            "MCP_LOG_FORMAT",
                            format,
                            "MCP_LOG_LEVEL",
                            "debug",
                            "CLOCKIFY_MCP_JAVA_OPTS",
                            "-Dclockify.mcp.log.libraries=trace");
            Process process = start(log, loud);
            List<String> secrets = busy();
            secrets.add(metrics(Files.readString(log)));
            List<String> lines = ended(process, log);

            String all = String.join("\n", lines);
            assertThat(lines).hasSizeGreaterThan(20);
            for (String secret : secrets) {
                assertThat(all).doesNotContain(secret);
            }
            assertThat(all).doesNotContain("s3cret").doesNotContain("forged");
            for (String told : answers) {
                assertThat(told).doesNotContain(TOKEN, METRICS_TOKEN, KEY);
            }
            nothingIsKept(secrets);
        }
    }

    /// Of what the server keeps on its disk.
    private void nothingIsKept(List<String> secrets) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).anyMatch(file -> file.toString().contains("audit"));
            for (Path file : kept) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    assertThat(content).as("%s", file).doesNotContain(secret);
                }
            }
        }
    }

    /// Reads the metrics, with a wrong token too, which it gives back.
    private String metrics(String log) throws Exception {
        Matcher address = METRICS.matcher(log);
        assertThat(address.find()).as(log).isTrue();
        String wrong = "s3cret-that-is-wrong";
        for (String token : List.of(wrong, METRICS_TOKEN)) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://" + address.group(1) + "/metrics"))
                            .header("Authorization", "Bearer " + token)
                            .build();
            answers.add(client.send(request, BodyHandlers.ofString()).body());
        }
        assertThat(answers.getLast()).contains("clockify_mcp_tool_calls_total");
        return wrong;
    }

    @Test
    void a_line_says_which_call_trace_and_tenant_it_is_about() throws Exception {
        String line =
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z %s CallLog A call ended; tool=%s"
                        + " outcome=success .* sent=%d .* call=\\S+ trace="
                        + TRACE
                        + " tenant=local";
        String changed = line.formatted("INFO", "clockify_create_tag", 1);
        String read = line.formatted("DEBUG", "clockify_list_tags", 0);

        List<String> usual = lines(Map.of());
        assertThat(usual).anyMatch(each -> each.matches(changed));
        assertThat(usual).noneMatch(each -> each.contains("clockify_list_tags"));
        assertThat(lines(Map.of("MCP_LOG_LEVEL", "debug")))
                .anyMatch(each -> each.matches(changed))
                .anyMatch(each -> each.matches(read));
    }

    /// What is logged of a read and of a change.
    private List<String> lines(Map<String, String> settings) throws Exception {
        Path log = Files.createTempFile(folder, "log", "");
        Process process = start(log, settings);
        call("clockify_list_tags", "\"arguments\":{}", "");
        call("clockify_create_tag", "\"arguments\":{\"name\":\"first\"}", "");
        return ended(process, log);
    }

    @Test
    void every_line_of_a_json_log_is_json() throws Exception {
        Path log = folder.resolve("log");
        Process process = start(log, Map.of("MCP_LOG_FORMAT", "json"));
        call("clockify_list_tags", "\"arguments\":{\"nonsense\":1}", "");
        List<String> lines = ended(process, log);

        List<JsonNode> ends = new ArrayList<>();
        for (String line : lines) {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.has("time") && entry.has("level") && entry.has("message")).isTrue();
            if (entry.path("message").asText().startsWith("A call ended")) {
                ends.add(entry);
            }
        }
        assertThat(ends).hasSize(1);
        JsonNode end = ends.getFirst();
        assertThat(end.at("/fields/outcome").asText()).isEqualTo("invalid_params");
        assertThat(end.at("/fields/rule").asText()).isEqualTo("arguments");
        assertThat(end.path("trace").asText()).isEqualTo(TRACE);
        assertThat(end.path("call").asText()).isNotEmpty();
    }

    @Test
    void the_password_of_a_database_that_is_away_is_not_logged() throws Exception {
        Path keys = folder.resolve("keys");
        Printed made =
                Printed.by(
                        Installation.built(folder.resolve("home"))
                                .command("key", "new", "--file", keys.toString()));
        assertThat(made.code()).as(made.err()).isZero();
        Path log = folder.resolve("log");
        Process process =
                start(
                        log,
                        Map.of(
                                "MCP_CONTROL_PLANE_DSN",
                                "postgres://clockify:s3cret@127.0.0.1:1/mcp",
                                "MCP_CONTROL_PLANE_KEYS_FILE",
                                keys.toString(),
                                "MCP_PROFILE",
                                "local-stdio",
                                "CLOCKIFY_BASE_URL",
                                "http://127.0.0.1:1/api/v1",
                                "MCP_LOG_LEVEL",
                                "debug",
                                "CLOCKIFY_MCP_JAVA_OPTS",
                                "-Dclockify.mcp.log.libraries=trace"));
        call("clockify_list_tags", "\"arguments\":{}", "");
        String all = String.join("\n", ended(process, log));

        assertThat(all).contains("hikari").doesNotContain("s3cret", TOKEN);
        assertThat(answers.getLast()).doesNotContain("s3cret");
    }

    @Test
    void a_password_in_an_address_is_not_repeated() throws Exception {
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment()
                .put("MCP_CONTROL_PLANE_DSN", "postgres//clockify:s3cret@db.example.com/mcp");
        Printed printed = Printed.by(command);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err()).contains("MCP_CONTROL_PLANE_DSN").doesNotContain("s3cret");
    }
}
