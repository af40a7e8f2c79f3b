package io.github.clockifymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.ServerInfo;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.legacy.LegacyEra;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Clock;
import java.util.List;

/// The smallest server: one tool that reads, no guard to speak of, one era.
final class ExampleServer implements Offer, Attempts {
    record Greet(String name) {}

    record Greeting(String text) {}

    private final Toolbox<String> tools = new Toolbox<>(call -> "Hello");

    ExampleServer() {
        tools.read("greet", Greet.class, Greeting.class)
                .title("Greet")
                .describe("Greets a person.")
                .by((in, word) -> new Greeting(word + ", " + in.name() + "!"));
    }

    static McpServer make() {
        ServerSettings settings = ServerSettings.DEFAULT;
        return new McpServer(
                new ExampleServer(), settings, Clock.systemUTC(), List.of(new LegacyEra()));
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
        return this;
    }

    @Override
    public Outcome attempt(Attempt attempt) {
        if (attempt.target().rights().equals("greet")
                && tools.tools().getFirst() instanceof Tool.Reading<?, ?> tool) {
            return new Outcome.Answer(read(tool, attempt));
        }
        return new Outcome.Refused(Problem.of(Problem.Code.UNKNOWN_TOOL, "unknown"));
    }

    private static <I extends Record> Object read(Tool.Reading<I, ?> tool, Attempt attempt) {
        Class<?> input = tool.info().input();
        @SuppressWarnings("unchecked") // a tool's info is made with its own input class
        I in = (I) new JsonMapper().convertValue(attempt.arguments(), input);
        return tool.read().apply(in, attempt.call());
    }
}
