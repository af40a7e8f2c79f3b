package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Exchange;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import org.jspecify.annotations.Nullable;

/// Answers one message that begins nothing.
class Once implements Exchange {
    private final Visit visit;
    private final Runnable over;

    Once(Visit visit, Runnable over) {
        this.visit = visit;
        this.over = over;
    }

    @Override
    public RequestHeaders headers() {
        return visit.facts().all();
    }

    @Override
    public void send(byte[] message) {
        // Nothing goes before such an answer.
    }

    @Override
    public void answer(byte[] message, @Nullable RpcError error) {
        over.run();
        say(visit, Statuses.legacy(error), message);
    }

    @Override
    public void dismiss() {
        over.run();
        visit.reply().empty(202);
    }

    private static void say(Visit visit, int status, byte[] message) {
        if (visit.facts().takesJson()) {
            visit.reply().json(status, message);
            return;
        }
        EventStream events = visit.reply().stream(() -> {});
        if (events != null) {
            events.message(null, message);
            events.end();
        }
    }
}
