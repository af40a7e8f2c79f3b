package io.github.clockifymcp.mcp.rpc;

import java.util.List;

/// What one line or one body held.
///
/// @param batch whether the messages came as an array and are answered as one
public record Packet(List<Message> messages, boolean batch) {
    public Packet {
        messages = List.copyOf(messages);
    }

    static Packet of(Message message) {
        return new Packet(List.of(message), false);
    }

    /// The packet of something that could not be read.
    static Packet unusable(RpcError error) {
        return of(new Message.Unusable(null, error));
    }
}
