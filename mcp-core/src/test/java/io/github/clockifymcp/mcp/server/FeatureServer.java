package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/// A server with every feature, and tools that set them off.
final class FeatureServer {
    private FeatureServer() {}

    static McpServer make() {
        AtomicReference<McpServer> made = new AtomicReference<>();
        Tasks tasks = new MemoryTasks(Clock.systemUTC(), Duration.ofMinutes(1), 10, 10);
        McpServer server =
                new Fixture()
                        .with(
                                Offer.Feature.TOOL_CHANGES,
                                Offer.Feature.RESOURCE_CHANGES,
                                Offer.Feature.SUBSCRIPTIONS,
                                Offer.Feature.LOGGING)
                        .with(tasks)
                        .tool("change", attempt -> change(made.get()))
                        .tool("speak", FeatureServer::speak)
                        .tool("trace", FeatureServer::trace)
                        .tool("slow", attempt -> later(() -> Fixture.says("slow")))
                        .tool("ask", FeatureServer::ask)
                        .tool("crash", attempt -> later(FeatureServer::crash))
                        .resource("test://hello", call -> "hello")
                        .resource("test://other", call -> "other")
                        .prompt("greeting", (given, call) -> new Offered.Messages("", List.of()))
                        .server();
        made.set(server);
        return server;
    }

    private static Outcome change(McpServer server) {
        for (Topic topic : Topic.values()) {
            server.changed(topic, Principal.LOCAL);
        }
        server.updated(Principal.LOCAL.tenant(), Set.of("test://hello"));
        server.updated("elsewhere", Set.of("test://other"));
        return Fixture.says("changed");
    }

    private static Outcome speak(Attempt attempt) {
        Line line = attempt.call().line();
        line.log(LogLevel.DEBUG, "", new TextNode("low"));
        line.log(LogLevel.WARNING, "here", Json.object().put("loud", "ve\u200Bry"));
        return Fixture.says("spoken");
    }

    private static Outcome trace(Attempt attempt) {
        return Fixture.says(attempt.call().trace().parent(), attempt.call().trace().state());
    }

    private static Outcome later(Callable<Outcome> work) {
        return new Outcome.Later(work, false);
    }

    private static Outcome ask(Attempt attempt) {
        return later(() ->
                attempt.call().reply("name") instanceof Reply.Accepted accepted
                        ? Fixture.says("Hello,", accepted.content().path("name").asText())
                        : new Outcome.Question(
                                Map.of("name", new Ask.Form("Who?", Json.object())), "s"));
    }

    private static Outcome crash() {
        throw new IllegalStateException("secret inside");
    }
}
