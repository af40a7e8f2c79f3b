package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Contents;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What tools of the scenarios are made of.
final class Does {
    private Does() {}

    /// An answer in MCP's own form.
    static Outcome content(@Nullable JsonNode structured, String... blocks) {
        List<ObjectNode> all = List.of(blocks).stream().map(Words::json).toList();
        return new Outcome.Answer(new Contents(all, structured, false));
    }

    static Ask form(String message) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties").putObject("name").put("type", "string");
        return new Ask.Form(message, schema);
    }

    static Outcome asks(String state, String key, Ask ask) {
        return new Outcome.Question(Map.of(key, ask), state);
    }

    /// Asks all of these at once, in this order.
    static Outcome asks(String state, Map<String, Ask> asks) {
        return new Outcome.Question(new LinkedHashMap<>(asks), state);
    }

    /// What a person did with a question, in a word.
    static String word(Call call, String key) {
        return switch (call.reply(key)) {
            case Reply.Absent absent -> "absent";
            case Reply.Accepted(ObjectNode content) -> "accepted " + Words.text(content);
            case Reply.Declined declined -> "declined";
            case Reply.Cancelled cancelled -> "cancelled";
        };
    }

    /// Waits within a tool.
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Peer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it did not happen");
            }
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    /// A tool that begins, and goes on when it is let.
    static final class Slow {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final CountDownLatch stopped = new CountDownLatch(1);

        Outcome run(Attempt attempt, Outcome done) {
            attempt.call().line().progress(1, null, "begun");
            begun.countDown();
            try {
                await(go);
            } catch (CancellationException e) {
                stopped.countDown();
                throw e;
            }
            return done;
        }
    }
}
