package io.github.clockifymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.ServerInfo;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.legacy.LegacyEra;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Clock;
import java.util.List;

/// The smallest server: one tool that reads, no guard to speak of, one era.
final class ExampleServer implements Offer {
    record Greet(String name) {}

    private final Toolbox<String> tools = new Toolbox<>(call -> "Hello");

    ExampleServer() {
        tools.read("greet", Greet.class, String.class)
                .title("Greet")
                .describe("Greets a person.")
                .by((in, word) -> word + ", " + in.name() + "!");
    }

    McpServer make() {
        Clock clock = Clock.systemUTC();
        return new McpServer(this, ServerSettings.DEFAULT, clock, List.of(new LegacyEra()));
    }

    @Override
    public ServerInfo info() {
        return new ServerInfo("example", "Example", "1");
    }

    @Override
    public List<byte[]> tools(Caller caller) {
        return List.of(
                "{\"name\":\"greet\",\"inputSchema\":{\"type\":\"object\"}}".getBytes(UTF_8));
    }

    @Override
    public Attempts attempts() {
        @SuppressWarnings("unchecked") // it is the one declared above
        var greet = (Tool.Reading<Greet, String>) tools.tools().getFirst();
        return attempt -> {
            Greet in = new Greet(attempt.arguments().path("name").asText());
            return attempt.target().rights().equals(greet.info().name())
                    ? new Outcome.Answer(greet.read().apply(in, attempt.call()))
                    : new Outcome.Refused(Problem.of(Problem.Code.UNKNOWN_TOOL, "unknown"));
        };
    }
}
