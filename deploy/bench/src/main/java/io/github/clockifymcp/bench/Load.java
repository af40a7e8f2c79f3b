package io.github.clockifymcp.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same HTTP request over and over, with so many in flight, each on a connection of its own.
///
/// One thread serves all connections: on two shared cores, what a load generator costs is taken
/// from what it measures.
final class Load implements AutoCloseable {
    private static final long LONGEST_SILENCE_MILLIS = 30_000;

    private final Selector selector = Selector.open();
    private final List<Caller> callers = new ArrayList<>();
    private long answered;
    private long errors;
    private long[] took = new long[1 << 16];
    private int samples;

    /// Connects.
    ///
    /// @param requests one for each connection in turn
    Load(int port, int inFlight, List<byte[]> requests) throws IOException {
        for (int i = 0; i < inFlight; i++) {
            SocketChannel channel =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Caller caller = new Caller(channel, requests.get(i % requests.size()));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, caller);
            callers.add(caller);
        }
    }

    /// Something that grows while the server works.
    interface Meter {
        long read() throws IOException;
    }

    /// Warms up, for so long and for so many calls, and then measures.
    static Report run(Effort effort, int port, int inFlight, byte[] request, Meter cpuMicros)
            throws IOException {
        return run(effort, port, inFlight, List.of(request), cpuMicros);
    }

    /// The same with requests of several callers, each on connections of its own.
    static Report run(Effort effort, int port, int inFlight, List<byte[]> requests, Meter cpuMicros)
            throws IOException {
        try (Load load = new Load(port, inFlight, requests)) {
            load.round(effort.warmMillis(), effort.warmCalls(), () -> 0);
            return load.round(effort.millis(), 0, cpuMicros);
        }
    }

    /// Repeats the request until the time is over and so many were answered.
    private Report round(long millis, long calls, Meter cpuMicros) throws IOException {
        answered = 0;
        errors = 0;
        samples = 0;
        long cpu = cpuMicros.read();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        long now = start;
        for (Caller caller : callers) {
            caller.send(now);
        }
        int open = callers.size();
        while (open > 0) {
            if (selector.select(LONGEST_SILENCE_MILLIS) == 0) {
                throw new IOException("the server does not answer any more");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Caller caller = (Caller) key.attachment();
                if (caller.answered()) {
                    now = System.nanoTime();
                    count(caller, now);
                    if (now < end || answered + errors < calls) {
                        caller.send(now);
                    } else {
                        open--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        long elapsed = System.nanoTime() - start;
        return new Report(
                Arrays.copyOf(took, samples), answered, errors, elapsed, cpuMicros.read() - cpu);
    }

    private void count(Caller caller, long now) {
        if (caller.good()) {
            answered++;
        } else {
            errors++;
        }
        if (samples == took.length) {
            took = Arrays.copyOf(took, 2 * took.length);
        }
        took[samples++] = now - caller.sentAt();
    }

    @Override
    public void close() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        selector.close();
    }
}
