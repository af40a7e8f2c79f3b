package io.github.clockifymcp.mcp.server.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.server.InputRequests;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Requests of ours that the client has not answered yet.
final class OpenQuestions {
    private final String prefix;
    private final Duration limit;
    private final Duration heartbeat;
    private final AtomicLong last = new AtomicLong();
    private final Map<String, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param asking who asks, in the ids of questions: other replicas ask in the same session
    OpenQuestions(String asking, Duration limit, Duration heartbeat) {
        this.prefix = "ask-" + asking + "-";
        this.limit = limit;
        this.heartbeat = heartbeat;
    }

    /// What came back.
    sealed interface Reply {}

    record Heard(ObjectNode result) implements Reply {}

    record Silence(Problem why) implements Reply {}

    /// Asks and waits, showing signs of life meanwhile.
    ///
    /// @throws CancellationException when the call was cancelled while it waited
    Reply put(Ask ask, RunningCall call) {
        String id = prefix + last.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        open.put(id, reply);
        try {
            if (closed) {
                return gone();
            }
            call.check();
            call.send(RpcCodec.request(id, InputRequests.method(ask), params(ask, call)));
            return await(reply, id, call);
        } finally {
            open.remove(id);
        }
    }

    private static ObjectNode params(Ask ask, RunningCall call) {
        ObjectNode params = InputRequests.params(ask);
        if (ask instanceof Ask.Link && call.caller().revision().atLeast(Revision.V2025_11_25)) {
            params.put("elicitationId", UUID.randomUUID().toString());
        }
        return params;
    }

    private Reply await(CompletableFuture<Reply> reply, String id, RunningCall call) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            try {
                return reply.get(Math.min(left, heartbeat.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (end - System.nanoTime() <= 0) {
                    withdraw(id, call);
                    return new Silence(late());
                }
                call.heartbeat("Waiting for an answer.");
            } catch (InterruptedException e) {
                withdraw(id, call);
                throw new CancellationException("cancelled while waiting for the client");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // replies are never failures
            }
        }
    }

    /// Straight to the exchange: a cancelled call says nothing more, but the client should take its
    /// form off the screen.
    private static void withdraw(String id, RunningCall call) {
        ObjectNode params = Json.object().put("requestId", id);
        call.sendLast(RpcCodec.notification("notifications/cancelled", params));
    }

    /// Whether this answers a question from here, also one that is over: nobody else has any use
    /// for it.
    boolean asked(Message.Response response) {
        return response.id().json().isTextual() && response.id().json().asText().startsWith(prefix);
    }

    void hear(Message.Response response) {
        CompletableFuture<Reply> waiting = open.get(response.id().json().asText());
        if (waiting != null && response.id().json().isTextual()) {
            waiting.complete(read(response));
        }
    }

    private static Reply read(Message.Response response) {
        if (response.error() == null && response.result() instanceof ObjectNode result) {
            return new Heard(result);
        }
        return new Silence(
                Problem.of(
                        Problem.Code.DECLINED,
                        "The client could not ask its person, so nothing was sent."));
    }

    private Problem late() {
        return new Problem(
                Problem.Code.TIMED_OUT,
                "Nobody answered the question within %d seconds, so nothing was sent."
                        .formatted(Math.max(1, limit.toSeconds())),
                "Ask the person whether to try again.");
    }

    private static Reply gone() {
        return new Silence(
                Problem.of(
                        Problem.Code.DECLINED,
                        "The connection ended before the question was answered; nothing was sent."));
    }

    /// Nobody will answer any more.
    void close() {
        closed = true;
        open.values().forEach(waiting -> waiting.complete(gone()));
    }
}
