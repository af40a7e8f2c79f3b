package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Packet;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the answers to the messages of one array, and sends them as one array when the last of
/// them is there. An array of notifications alone gets no answer.
final class Batch {
    private final Exchange whole;
    private final List<byte[]> answers = new ArrayList<>();
    private int open;

    private Batch(Exchange whole, int open) {
        this.whole = whole;
        this.open = open;
    }

    /// Where the answer to each of the packet's messages goes.
    static Exchange of(Packet packet, Exchange whole) {
        long answered =
                packet.messages().stream()
                        .filter(m -> m instanceof Message.Request || m instanceof Message.Unusable)
                        .count();
        Batch batch = new Batch(whole, (int) answered);
        if (answered == 0) {
            whole.dismiss();
        }
        return batch.part();
    }

    private Exchange part() {
        return new Exchange() {
            @Override
            public void send(byte[] message) {
                whole.send(message);
            }

            @Override
            public void answer(byte[] message, @Nullable RpcError error) {
                settle(message);
            }

            @Override
            public boolean shared() {
                return true;
            }

            @Override
            public void dismiss() {
                settle(null);
            }

            @Override
            public void pause() {
                whole.pause();
            }

            @Override
            public @Nullable RequestHeaders headers() {
                return whole.headers();
            }
        };
    }

    private void settle(byte @Nullable [] answer) {
        synchronized (this) {
            if (answer != null) {
                answers.add(answer);
            }
            open--;
            if (open > 0) {
                return;
            }
        }
        if (answers.isEmpty()) {
            whole.dismiss();
        } else {
            whole.answer(RpcCodec.batch(answers), null);
        }
    }
}
