package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A session with the packaged server, whose person agrees to whatever is asked. It calls every
/// tool by its name, listed or not.
final class ToolSession implements AutoCloseable {
    /// Who may administer the workspace.
    static final Map<String, String> ADMIN = key("bruno-admin");

    /// The sandbox's time: a Friday, 15:30 in Vienna.
    static final String FRIDAY = "--at=2026-11-20T14:30:00Z";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
    private static final String ASKING = "{\"elicitation\":{}}";
    private static final String QUESTION = "elicitation/create";
    private static final Pattern TOKEN = Pattern.compile("confirmation_token \"([^\"]+)\"");

    private final StdioClient client;
    private int id = 1;
    private int saidBefore;
    private boolean byName;

    private ToolSession(StdioClient client) {
        this.client = client;
    }

    /// Somebody of the sandbox.
    static Map<String, String> key(String person) {
        return Map.of("CLOCKIFY_API_KEY", "sandbox-key-" + person);
    }

    /// Somebody of the studio, in a mode.
    ///
    /// @param person as the seed calls them, such as `ada`
    static Map<String, String> studio(String person, String mode) {
        return Map.of(
                "CLOCKIFY_API_KEY", Seed.person(person).key(),
                "CLOCKIFY_WORKSPACE_ID", Seed.studio(),
                "CLOCKIFY_POLICY", mode);
    }

    /// Somebody of the studio, in a mode, on that Friday.
    static ToolSession as(String person, String mode, Path home) throws Exception {
        return start(home, studio(person, mode), FRIDAY);
    }

    /// The member whom the sandbox's own key belongs to.
    static ToolSession start(Path home, String... arguments) throws Exception {
        return start(home, Map.of(), arguments);
    }

    /// @param home a folder of its own, for the server's state
    /// @param environment what is set beside the defaults
    /// @param arguments beside `--profile=sandbox`
    static ToolSession start(Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        return start(onItsSandbox(home, environment, arguments));
    }

    /// With a server that is started so.
    static ToolSession start(ProcessBuilder server) throws Exception {
        return unopened(server).opened(ASKING);
    }

    /// The same of a client that cannot ask its person.
    static ToolSession askingNobody(Path home, String... arguments) throws Exception {
        return askingNobody(home, Map.of(), arguments);
    }

    /// The same of a client that cannot ask its person.
    static ToolSession askingNobody(Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        return unopened(onItsSandbox(home, environment, arguments)).opened("{}");
    }

    /// One in which nothing was said yet, for requests that say themselves who asks.
    static ToolSession unopened(ProcessBuilder server) throws IOException {
        return new ToolSession(StdioClient.start(server));
    }

    /// How the packaged server is started on its sandbox.
    static ProcessBuilder onItsSandbox(
            Path home, Map<String, String> environment, String... arguments) {
        List<String> words = new ArrayList<>(List.of("--profile=sandbox"));
        words.addAll(List.of(arguments));
        ProcessBuilder command = Installation.built(home).command(words.toArray(String[]::new));
        command.environment().putAll(environment);
        return command;
    }

    private ToolSession opened(String capabilities) throws IOException, InterruptedException {
        client.ask(
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":%s,"clientInfo":{"name":"test","version":"1"}}}\
                """
                        .formatted(capabilities));
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\",\"params\":{}}");
        return this;
    }

    /// From now on tools are called as those are that are listed.
    ToolSession byName() {
        byName = true;
        return this;
    }

    /// The names of the tools that are listed.
    List<String> listed() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        ask("tools/list", "{}")
                .at("/result/tools")
                .forEach(tool -> names.add(tool.path("name").asText()));
        return names;
    }

    /// What came of any request: `result` or `error`.
    ObjectNode ask(String method, String params) throws IOException, InterruptedException {
        id++;
        saidBefore = client.output().size();
        return client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
    }

    /// The result of a call, whatever it is.
    ///
    /// @param arguments as JSON, whose strings may stand in single quotes
    /// @throws IOException when the request itself is refused
    JsonNode call(String tool, String arguments) throws IOException, InterruptedException {
        ObjectNode call = JSON.createObjectNode().put("name", tool);
        call.set("arguments", JSON.readTree(arguments));
        ObjectNode params = call;
        if (!byName) {
            params = JSON.createObjectNode().put("name", "clockify_run_tool");
            params.set("arguments", call);
        }
        ObjectNode answer = ask("tools/call", params.toString());
        if (!answer.path("result").isObject()) {
            throw new IOException("%s %s: %s".formatted(tool, arguments, answer));
        }
        return answer.path("result");
    }

    /// What a call that succeeds tells.
    String told(String tool, String arguments) throws IOException, InterruptedException {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s: %s", tool, result).isFalse();
        return text(result);
    }

    /// What a call that fails tells.
    String refused(String tool, String arguments) throws IOException, InterruptedException {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s: %s", tool, result).isTrue();
        return text(result);
    }

    /// What a result tells.
    static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    /// The token of a preview, with which the call is made again.
    static String token(String preview) {
        Matcher token = TOKEN.matcher(preview);
        assertThat(token.find()).as(preview).isTrue();
        return token.group(1);
    }

    /// The last question that the person was asked about the last request; empty for none.
    String asked() {
        return client.output().stream()
                .skip(saidBefore)
                .filter(line -> line.contains(QUESTION))
                .reduce("", (first, last) -> last);
    }

    /// Every question that the person was asked so far.
    List<String> questions() {
        return heard(QUESTION);
    }

    /// Every message of this method that has come so far.
    List<String> heard(String method) {
        return client.output().stream().filter(line -> line.contains(method)).toList();
    }

    /// What it goes over.
    StdioClient client() {
        return client;
    }

    /// SIGKILL.
    void kill() {
        client.process().destroyForcibly();
    }

    @Override
    public void close() {
        client.close();
    }
}
