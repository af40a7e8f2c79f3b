package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// A client of 2025-11-25 with a session, that sends each request to whichever replica it is told
/// to, and whose person can be asked.
final class LegacyCaller implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private String token;
    private String session = "";
    private int id;

    private LegacyCaller(String token) {
        this.token = token;
    }

    static LegacyCaller begin(Reachable server, String token)
            throws IOException, InterruptedException {
        return begin(server, token, false);
    }

    /// @param opensLinks whether it can open a page for its person
    static LegacyCaller begin(Reachable server, String token, boolean opensLinks)
            throws IOException, InterruptedException {
        LegacyCaller caller = new LegacyCaller(token);
        ObjectNode params = JSON.createObjectNode().put("protocolVersion", "2025-11-25");
        ObjectNode asks = params.putObject("capabilities").putObject("elicitation");
        if (opensLinks) {
            asks.putObject("url");
        }
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        HttpResponse<String> answer =
                caller.http.send(
                        caller.post(server, caller.request("initialize", params)),
                        BodyHandlers.ofString());
        caller.session = answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
        caller.status(server, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return caller;
    }

    /// The id of its session.
    String session() {
        return session;
    }

    /// The same client in the same session, with another token.
    LegacyCaller as(String other) {
        LegacyCaller caller = new LegacyCaller(other);
        caller.session = session;
        caller.id = id;
        return caller;
    }

    /// The status with which it is told that a server is there.
    int ping(Reachable server) throws IOException, InterruptedException {
        return status(server, request("ping", JSON.createObjectNode()).toString());
    }

    /// Ends the session.
    ///
    /// @return the status with which that is taken
    int delete(Reachable server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(post(server, ""), (name, value) -> true).DELETE().build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /// Asks for what the server says of itself.
    ///
    /// @return the status with which that is taken
    int listen(Reachable server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(post(server, ""), (name, value) -> true).GET().build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    /// The status with which a call is taken.
    int call(Reachable server) throws IOException, InterruptedException {
        return status(server, call("clockify_whoami", "{}").toString());
    }

    /// From now on it shows this token.
    void shows(String other) {
        token = other;
    }

    private ObjectNode request(String method, ObjectNode params) {
        ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", ++id);
        return request.put("method", method).set("params", params);
    }

    private ObjectNode call(String tool, String arguments) throws IOException {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        return request("tools/call", params.set("arguments", JSON.readTree(arguments)));
    }

    private HttpRequest post(Reachable server, JsonNode body) {
        return post(server, body.toString());
    }

    private HttpRequest post(Reachable server, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!session.isEmpty()) {
            request.header("Mcp-Session-Id", session);
        }
        return request.build();
    }

    /// The status with which a message is taken that has no answer.
    private int status(Reachable server, String message) throws IOException, InterruptedException {
        return http.send(post(server, message), BodyHandlers.discarding()).statusCode();
    }

    /// What a call tells that asks nothing.
    String told(Reachable server, String tool, String arguments)
            throws IOException, InterruptedException {
        try (Asking asking = asking(server, tool, arguments)) {
            return ToolSession.text(asking.until("result").path("result"));
        }
    }

    /// What is answered to any request that asks nothing.
    JsonNode ask(Reachable server, String method, ObjectNode params)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(post(server, request(method, params)), BodyHandlers.ofString());
        String body = answer.body();
        return JSON.readTree(
                body.startsWith("{") ? body : body.replaceAll("(?s).*data: *(\\{[^\n]*).*", "$1"));
    }

    /// Begins a call, and reads what comes of it as it comes.
    Asking asking(Reachable server, String tool, String arguments)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(post(server, call(tool, arguments)), BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Asking(answer.body(), id);
    }

    /// Says yes to a question.
    ///
    /// @return the status with which that is taken
    int accept(Reachable server, JsonNode question) throws IOException, InterruptedException {
        ObjectNode yes = JSON.createObjectNode().put("jsonrpc", "2.0");
        yes.set("id", question);
        yes.putObject("result").put("action", "accept").putObject("content").put("confirm", true);
        return status(server, yes.toString());
    }

    /// Cancels a call.
    ///
    /// @return the status with which that is taken
    int cancel(Reachable server, int call) throws IOException, InterruptedException {
        ObjectNode notice = JSON.createObjectNode().put("jsonrpc", "2.0");
        notice.put("method", "notifications/cancelled").putObject("params").put("requestId", call);
        return status(server, notice.toString());
    }

    @Override
    public void close() {
        http.close();
    }

    /// A call that goes on.
    static final class Asking implements AutoCloseable {
        private final Stream<String> lines;
        private final Iterator<String> each;
        private final int id;

        private Asking(Stream<String> lines, int id) {
            this.lines = lines;
            this.each = lines.iterator();
            this.id = id;
        }

        int id() {
            return id;
        }

        /// The next message that has this in it.
        JsonNode until(String what) throws IOException {
            while (each.hasNext()) {
                String line = each.next();
                String data = line.startsWith("data:") ? line.substring(5).strip() : line;
                if (data.contains("\"" + what + "\"") && data.startsWith("{")) {
                    return JSON.readTree(data);
                }
            }
            throw new IOException("nothing with " + what + " has come");
        }

        /// What still comes, until it ends.
        List<String> rest() {
            return Stream.generate(() -> each)
                    .takeWhile(Iterator::hasNext)
                    .map(Iterator::next)
                    .toList();
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
