package io.github.clockifymcp.mcp.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stream of a session as the client sees it, which outlives the connections it is read
/// through. What was said is kept for a while, within a limit, and said again to a client that
/// comes back and names the last it got.
final class StreamLog {
    /// How long a client waits before it comes back.
    static final long RETRY_MILLIS = 1_000;

    private final String name;
    private final boolean primed;
    private final int maxBytes;
    private final Deque<byte[]> said = new ArrayDeque<>();
    private int bytes;
    private long last;
    private long written;
    private boolean finished;
    private long finishedAt;
    private @Nullable EventStream out;

    /// @param name unique in its session
    /// @param primed whether a connection begins with an id to come back with (since 2025-11-25)
    StreamLog(String name, boolean primed, int maxBytes) {
        this.name = name;
        this.primed = primed;
        this.maxBytes = maxBytes;
    }

    /// The name of the stream in an event's id; empty when it is no id of ours.
    static String nameIn(String eventId) {
        int end = eventId.indexOf('-');
        return end < 0 ? "" : eventId.substring(0, end);
    }

    /// The number in an event's id; -1 when it is no id of ours.
    static long numberIn(String eventId) {
        String digits = eventId.substring(eventId.indexOf('-') + 1);
        boolean ours = !digits.isEmpty() && digits.length() <= 18;
        return ours && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(digits)
                : -1;
    }

    boolean named(String other) {
        return name.equals(other);
    }

    private String id(long number) {
        return name + "-" + number;
    }

    /// Says something, now or when the client comes back.
    synchronized void say(byte[] json) {
        if (finished) {
            return;
        }
        last++;
        said.add(json);
        bytes += json.length;
        while (bytes > maxBytes && said.size() > 1) {
            bytes -= said.remove().length;
        }
        if (out != null && out.message(id(last), json)) {
            written = last;
        }
    }

    /// Nothing more will be said.
    ///
    /// @param json the last thing; null for nothing
    synchronized void finish(byte @Nullable [] json) {
        if (json != null) {
            say(json);
        }
        finished = true;
        finishedAt = System.nanoTime();
        detach();
    }

    /// Goes on through this connection with what was never written, and no longer through another.
    synchronized void attach(EventStream stream) {
        attach(stream, written);
    }

    /// Goes on through this connection, after what the client says it has.
    synchronized void attach(EventStream stream, long after) {
        detach();
        long from = Math.min(after, last);
        if (primed) {
            stream.prime(id(from), RETRY_MILLIS);
        }
        long number = last - said.size();
        for (byte[] json : said) {
            number++;
            if (number > from) {
                stream.message(id(number), json);
            }
        }
        written = last;
        // One that broke before it began has said so already, and will not again.
        out = stream.isOpen() ? stream : null;
        if (finished) {
            detach();
        }
    }

    /// Ends here; what was never written is somebody else's to say.
    synchronized List<byte[]> leave() {
        List<byte[]> unsaid = new ArrayList<>();
        long number = last - said.size();
        for (byte[] json : said) {
            number++;
            if (number > written) {
                unsaid.add(json);
            }
        }
        said.clear();
        finish(null);
        return unsaid;
    }

    /// Ends the connection; the stream goes on without one.
    synchronized void detach() {
        if (out != null) {
            out.end();
            out = null;
        }
    }

    /// The connection is gone.
    synchronized void lost(EventStream stream) {
        if (out == stream) {
            out = null;
        }
    }

    synchronized boolean attached() {
        return out != null;
    }

    synchronized boolean finished() {
        return finished;
    }

    /// Whether nobody will come back for it.
    synchronized boolean stale(long now, long resume) {
        return finished && now - finishedAt > resume;
    }
}
