package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Contents;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Reply;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays the transcripts.
class TranscriptTest {
    static Stream<Path> transcripts() throws IOException, URISyntaxException {
        return files("/transcripts/");
    }

    private static Stream<Path> files(String folder) throws IOException, URISyntaxException {
        Path here = Path.of(TranscriptTest.class.getResource(folder).toURI());
        try (Stream<Path> files = Files.list(here)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goes_as_written(Path transcript) throws IOException {
        new Transcript(transcript).play(server());
    }

    static Stream<Path> features() throws IOException, URISyntaxException {
        return files("/transcripts/features/");
    }

    @ParameterizedTest
    @MethodSource("features")
    void goes_as_written_with_every_feature(Path transcript) throws IOException {
        new Transcript(transcript).play(FeatureServer.make());
    }

    private static McpServer server() {
        return new Fixture()
                .with(ServerSettings.DEFAULT.withPageSize(4))
                .tool("echo", attempt -> Fixture.says(attempt.arguments().path("text").asText()))
                .tool("ask", TranscriptTest::ask)
                .tool("preview", TranscriptTest::preview)
                .tool("refuse", attempt -> new Outcome.Refused(denied()))
                .tool("fail", TranscriptTest::fail)
                .tool("mixed", TranscriptTest::mixed)
                .tool("tasks", attempt -> new Outcome.Later(() -> Fixture.says("x"), true))
                .tool("later", attempt -> new Outcome.Later(() -> Fixture.says("done"), false))
                .tool("broken", attempt -> crash())
                .resource(
                        "test://hello",
                        call -> new ResourceContent.Text("text/plain", "hel\u202Elo"))
                .template(
                        "test://things/{thing}/data",
                        (values, call) -> new Pair(values.getOrDefault("thing", ""), 2))
                .prompt("greeting", (arguments, call) -> greeting(arguments))
                .completion("greeting", (typed, others, call) -> List.of(typed + "1", typed + "2"))
                .server();
    }

    record Pair(String firstThing, int secondThing) {}

    private static Outcome crash() {
        throw new IllegalStateException("secret inside");
    }

    private static Offered.Messages greeting(Map<String, String> arguments) {
        ObjectNode message = Json.object().put("role", "user");
        message.putObject("content")
                .put("type", "text")
                .put("text", "About " + arguments.get("topic"));
        return new Offered.Messages("Greets", List.of(message));
    }

    private static Problem denied() {
        return new Problem(Problem.Code.DENIED_BY_POLICY, "Not here.", "Ask the operator.");
    }

    private static Outcome ask(Attempt attempt) {
        return switch (attempt.call().reply("name")) {
            case Reply.Absent absent -> {
                ObjectNode schema = Json.object().put("type", "object");
                schema.putObject("properties").putObject("name").put("type", "string");
                yield new Outcome.Question(
                        Map.of("name", new Ask.Form("Who are you?", schema)), "state-1");
            }
            case Reply.Accepted(ObjectNode content) ->
                    Fixture.says(
                            "Hello,",
                            content.path("name").asText(),
                            String.valueOf(attempt.call().round()),
                            String.valueOf(attempt.call().state()));
            case Reply.Declined declined ->
                    new Outcome.Refused(Problem.of(Problem.Code.DECLINED, "The person said no."));
            case Reply.Cancelled cancelled ->
                    new Outcome.Refused(Problem.of(Problem.Code.DECLINED, "Nobody decided."));
        };
    }

    private static Outcome preview(Attempt attempt) {
        Request request = new Request("core", "DELETE", "/things/1", Json.object().put("a", 1));
        Change change =
                new Change(
                        "Delete thing 1",
                        List.of("It is gone for good."),
                        Set.of(Risk.DESTRUCTIVE),
                        Reach.OWN_WORK,
                        List.of(new Step("delete", request)),
                        List.of());
        return new Outcome.Preview(
                change, new Outcome.Ticket("tok", Instant.parse("2026-11-20T10:00:00Z")));
    }

    private static Outcome fail(Attempt attempt) {
        Request first = new Request("core", "POST", "/a", null);
        Request second = new Request("core", "POST", "/b", null);
        return new Outcome.Failed(
                new Problem(Problem.Code.UNKNOWN_OUTCOME, "No answer.", ""),
                List.of(
                        new Sent("one", first, Sent.Fate.DONE, null),
                        new Sent("two", second, Sent.Fate.UNKNOWN, null)));
    }

    private static Outcome mixed(Attempt attempt) {
        ObjectNode text = Json.object().put("type", "text").put("text", "hi\u200B there");
        ObjectNode sound = Json.object().put("type", "audio").put("mimeType", "audio/wav");
        ObjectNode link =
                Json.object().put("type", "resource_link").put("name", "n").put("uri", "u://1");
        return new Outcome.Answer(new Contents(List.of(text, sound, link), null, false));
    }
}
