package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A request that was made, and what is heard of it, a line for each message. Where it had to be
/// made again with answers to questions, it is the same to whoever made it.
final class Open {
    private final Peer peer;
    private final String method;
    private final ObjectNode params;
    private final BlockingQueue<ObjectNode> heard = new LinkedBlockingQueue<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private volatile String id;
    private ObjectNode answer = Words.json("{}");
    private boolean over;
    private volatile boolean dropped;

    Open(Peer peer, String id, String method, ObjectNode params) {
        this.peer = peer;
        this.id = id;
        this.method = method;
        this.params = params;
    }

    String id() {
        return id;
    }

    String method() {
        return method;
    }

    ObjectNode params() {
        return params;
    }

    void again(String next) {
        id = next;
    }

    /// It was answered, or will not be.
    void over() {
        over = true;
    }

    void over(ObjectNode result) {
        answer = result;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    boolean isDropped() {
        return dropped;
    }

    void hear(ObjectNode message) {
        heard.add(message);
    }

    int unheard() {
        return heard.size() + lines.size();
    }

    /// The next thing that is heard of it.
    String next() {
        while (lines.isEmpty()) {
            lines.addAll(peer.lines(this, take()));
        }
        return lines.remove();
    }

    private ObjectNode take() {
        try {
            ObjectNode message = heard.poll(Peer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("nothing was heard of " + method);
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Everything up to its end.
    List<String> rest() {
        List<String> all = new ArrayList<>();
        while (!over || !lines.isEmpty()) {
            all.add(next());
        }
        return all;
    }

    /// Its result as it came, with what its era adds.
    ObjectNode answer() {
        return answer;
    }

    /// Wants no answer any more.
    void cancel() {
        forget();
        peer.cancel(this);
    }

    /// Knows that no answer comes.
    void forget() {
        dropped = true;
        over = true;
    }

    /// Loses the connection it was made on, and comes back for the rest where there is a way.
    void loseConnection() {
        peer.lose(this);
    }
}
