package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/// Puts answers on the wire, whole or broken in the way a fault says.
final class Wire {

    private static final byte[] GARBAGE =
            "<html><body>upstream said \u0000\u0001{\"id\":".getBytes(StandardCharsets.UTF_8);
    private static final int SLOW_PIECES = 10;

    private Wire() {}

    /// What a fault of the kind STATUS answers.
    static Answer failing(Fault fault) {
        String message = fault.status() == 429 ? "Too many requests" : "Something went wrong";
        Integer wait = fault.retryAfter();
        Answer plain = Answer.of(new ApiError(fault.status(), fault.status(), message));
        return wait == null
                ? plain
                : new Answer(
                        plain.status(),
                        plain.body(),
                        Map.of("Retry-After", Integer.toString(wait)));
    }

    static void write(HttpServerExchange exchange, Answer answer) throws IOException {
        send(exchange, answer, bytes(answer), Duration.ZERO);
    }

    /// Writes the answer, or what the fault leaves of it.
    static void write(HttpServerExchange exchange, @Nullable Answer answer, @Nullable Fault fault)
            throws IOException {
        if (answer == null) {
            cut(exchange);
            return;
        }
        if (fault == null) {
            write(exchange, answer);
            return;
        }
        byte[] body = bytes(answer);
        switch (fault.kind()) {
            case RESET_BEFORE, RESET_AFTER -> cut(exchange);
            case STATUS -> write(exchange, failing(fault));
            case DELAY -> {
                pause(fault.delay());
                write(exchange, answer);
            }
            case SLOW_BODY -> send(exchange, answer, body, fault.delay());
            case GARBAGE_BODY -> send(exchange, answer, GARBAGE, Duration.ZERO);
            case TRUNCATED_BODY -> {
                head(exchange, answer, Math.max(2, body.length));
                OutputStream out = exchange.getOutputStream();
                out.write(body, 0, body.length / 2);
                out.flush();
                cut(exchange);
            }
        }
    }

    private static void send(
            HttpServerExchange exchange, Answer answer, byte[] body, Duration spread)
            throws IOException {
        head(exchange, answer, body.length);
        OutputStream out = exchange.getOutputStream();
        int piece = spread.isZero() ? body.length : Math.max(1, body.length / SLOW_PIECES);
        for (int at = 0; at < body.length; at += piece) {
            if (!spread.isZero()) {
                pause(spread.dividedBy(SLOW_PIECES));
            }
            out.write(body, at, Math.min(piece, body.length - at));
            if (!spread.isZero()) {
                out.flush();
            }
        }
        exchange.endExchange();
    }

    private static void head(HttpServerExchange exchange, Answer answer, int length) {
        exchange.setStatusCode(answer.status());
        if (length > 0) {
            if (!exchange.getResponseHeaders().contains(Headers.CONTENT_TYPE)) {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            }
            exchange.setResponseContentLength(length);
        }
        answer.headers()
                .forEach((name, value) ->
                        exchange.getResponseHeaders().put(new HttpString(name), value));
    }

    private static byte[] bytes(Answer answer) {
        JsonNode body = answer.body();
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof BinaryNode file) {
            return file.binaryValue();
        }
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that was just made cannot be written", e);
        }
    }

    private static void cut(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // The sandbox is closing; what is left to say is said at once.
            Thread.currentThread().interrupt();
        }
    }
}
