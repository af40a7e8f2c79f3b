package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Exchange;
import org.jspecify.annotations.Nullable;

/// Where an answer goes that the client has had long ago, or does not wait for.
final class Unheard implements Exchange {
    @Override
    public void send(byte[] message) {
        // Nobody listens.
    }

    @Override
    public void answer(byte[] message, @Nullable RpcError error) {
        // Nobody listens.
    }

    @Override
    public void dismiss() {
        // Nobody listens.
    }
}
