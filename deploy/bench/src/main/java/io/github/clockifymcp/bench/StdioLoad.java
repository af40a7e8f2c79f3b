package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// The same request over and over on one pipe, with so many in flight.
final class StdioLoad {
    private static final String FAILED = "\"isError\":true";
    private static final String ID = "\"id\":";

    private final OutputStream out;
    private final InputStream in;
    private final String method;
    private final String params;
    private final long[] sentAt;
    private byte[] read = new byte[1 << 18];
    private int from;
    private int to;
    private int length;
    private long answered;
    private long errors;
    private long[] took = new long[1 << 16];
    private int samples;

    /// @param in what the server says; nothing may be waiting in it
    StdioLoad(OutputStream out, InputStream in, int inFlight, String method, String params) {
        this.out = out;
        this.in = in;
        this.method = method;
        this.params = params;
        this.sentAt = new long[inFlight];
    }

    /// Warms up, for so long and for so many calls, and then measures.
    Report run(Effort effort, Load.Meter cpuMicros) throws IOException {
        round(effort.warmMillis(), effort.warmCalls(), () -> 0);
        return round(effort.millis(), 0, cpuMicros);
    }

    private Report round(long millis, long calls, Load.Meter cpuMicros) throws IOException {
        answered = 0;
        errors = 0;
        samples = 0;
        long cpu = cpuMicros.read();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        for (int i = 0; i < sentAt.length; i++) {
            send(i);
        }
        int open = sentAt.length;
        while (open > 0) {
            readLine();
            int id = id();
            long now = System.nanoTime();
            count(now - sentAt[id]);
            if (now < end || answered + errors < calls) {
                send(id);
            } else {
                open--;
            }
        }
        long elapsed = System.nanoTime() - start;
        return new Report(
                Arrays.copyOf(took, samples), answered, errors, elapsed, cpuMicros.read() - cpu);
    }

    private void send(int id) throws IOException {
        byte[] bytes =
                ("{\"jsonrpc\":\"2.0\",\"id\":"
                                + id
                                + ",\"method\":\""
                                + method
                                + "\",\"params\":"
                                + params
                                + "}\n")
                        .getBytes(ISO_8859_1);
        sentAt[id] = System.nanoTime();
        out.write(bytes);
        out.flush();
    }

    /// Finds the next line: `length` bytes from `from` on.
    private void readLine() throws IOException {
        from += length == 0 ? 0 : length + 1;
        length = 0;
        int at = from;
        for (; ; ) {
            while (at < to && read[at] != '\n') {
                at++;
            }
            if (at < to) {
                length = at - from;
                return;
            }
            if (from > 0) {
                System.arraycopy(read, from, read, 0, to - from);
                at -= from;
                to -= from;
                from = 0;
            }
            if (to == read.length) {
                read = Arrays.copyOf(read, 2 * to);
            }
            int count = in.read(read, to, read.length - to);
            if (count < 0) {
                throw new IOException("the server ended");
            }
            to += count;
        }
    }

    /// The answer's id, which stands near the beginning of the line.
    private int id() throws IOException {
        String start = beginning();
        int at = start.indexOf(ID);
        if (at < 0) {
            throw new IOException("something came that is no answer: " + start);
        }
        int value = 0;
        for (int i = at + ID.length(); Character.isDigit(start.charAt(i)); i++) {
            value = 10 * value + start.charAt(i) - '0';
        }
        return value;
    }

    private void count(long nanos) {
        if (failed()) {
            errors++;
        } else {
            answered++;
        }
        if (samples == took.length) {
            took = Arrays.copyOf(took, 2 * samples);
        }
        took[samples++] = nanos;
    }

    /// Looks at the line's two ends only, where an error and a failed call say so.
    private boolean failed() {
        int end = Math.min(length, 4 * 1024);
        return beginning().contains("\"error\"")
                || new String(read, from + length - end, end, ISO_8859_1).contains(FAILED);
    }

    private String beginning() {
        return new String(read, from, Math.min(length, 64), ISO_8859_1);
    }
}
