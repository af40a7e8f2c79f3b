package io.github.clockifymcp.mcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client without a transport: what it is told lies here until it is looked at.
final class Inbox implements Exchange, Outlet {
    private static final String DISMISSED = "dismissed";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /// Says something, and is told the answer here.
    Inbox say(Connection connection, String message) {
        byte[] bytes = message.getBytes(UTF_8);
        connection.receive(RpcCodec.decode(bytes, 0, bytes.length, 10), this);
        return this;
    }

    /// What it is told next.
    String hear() {
        try {
            String next = told.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was said for 20 seconds");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Whether nothing lies here.
    boolean isEmpty() {
        return told.isEmpty();
    }

    /// Waits until the request has ended without an answer.
    void awaitDismissal() {
        String heard = hear();
        if (!heard.equals(DISMISSED)) {
            throw new AssertionError("was told " + heard);
        }
    }

    @Override
    public void send(byte[] message) {
        told.add(new String(message, UTF_8));
    }

    @Override
    public boolean push(byte[] message) {
        send(message);
        return true;
    }

    @Override
    public void answer(byte[] message, @Nullable RpcError error) {
        send(message);
    }

    @Override
    public void dismiss() {
        told.add(DISMISSED);
    }
}
