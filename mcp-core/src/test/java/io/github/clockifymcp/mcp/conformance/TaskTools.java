package io.github.clockifymcp.mcp.conformance;

import static io.github.clockifymcp.mcp.conformance.Blocks.asks;
import static io.github.clockifymcp.mcp.conformance.Blocks.error;
import static io.github.clockifymcp.mcp.conformance.Blocks.form;
import static io.github.clockifymcp.mcp.conformance.Blocks.pause;
import static io.github.clockifymcp.mcp.conformance.Blocks.says;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Reply;
import java.util.Map;
import java.util.function.Function;

/// Tools whose work may go on in the background.
final class TaskTools {
    private static final String NOTHING = "{'type':'object'}";
    private static final String NAME = "{'name':{'type':'string'}}";

    private TaskTools() {}

    static void declare(ConformanceServer server) {
        server.tool(
                "greet",
                "{'type':'object','properties':{'name':{'type':'string'}}}",
                attempt -> says("Hello, %s!".formatted(attempt.arguments().path("name").asText())));
        server.tool(
                "slow_compute",
                "{'type':'object','properties':{'seconds':{'type':'number'},'label':{'type':'string'}}}",
                later(attempt -> {
                    pause((long) (attempt.arguments().path("seconds").asDouble() * 1_000));
                    return says("Computed.");
                }));
        server.tool("failing_job", NOTHING, attempt -> new Outcome.Later(TaskTools::fail, true));
        server.tool("protocol_error_job", NOTHING, later(attempt -> crash()));
        server.tool(
                "confirm_delete",
                "{'type':'object','properties':{'filename':{'type':'string'}}}",
                later(TaskTools::confirm));
        server.tool("multi_input", NOTHING, later(TaskTools::both));
        server.tool("test_tool_with_task", NOTHING, TaskTools::askedFirst);
    }

    private static Function<Attempt, Outcome> later(Function<Attempt, Outcome> work) {
        return attempt -> new Outcome.Later(() -> work.apply(attempt), false);
    }

    private static Outcome fail() {
        pause(1_000);
        return error("The job failed.");
    }

    private static Outcome crash() {
        throw new IllegalStateException("nobody thought of this");
    }

    private static Outcome confirm(Attempt attempt) {
        return attempt.call().reply("confirm") instanceof Reply.Accepted
                ? says("Deleted.")
                : asks(
                        "confirm",
                        form("Delete it?", "{'confirm':{'type':'boolean'}}", "['confirm']"));
    }

    private static Outcome both(Attempt attempt) {
        return attempt.call().replies().size() == 2
                ? says("Both are here.")
                : new Outcome.Question(
                        Map.of(
                                "first", form("The first?", NAME, "['name']"),
                                "second", form("The second?", NAME, "['name']")),
                        "both");
    }

    private static Outcome askedFirst(Attempt attempt) {
        if (!(attempt.call().reply("user_name") instanceof Reply.Accepted(ObjectNode content))) {
            return asks("user_name", form("What is your name?", NAME, "['name']"));
        }
        return new Outcome.Later(
                () -> {
                    pause(100);
                    return says("Hello, " + content.path("name").asText());
                },
                true);
    }
}
