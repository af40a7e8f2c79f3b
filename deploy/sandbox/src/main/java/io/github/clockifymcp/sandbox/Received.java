package io.github.clockifymcp.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The latest requests, oldest first; the oldest give way.
final class Received {

    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final int most;

    Received(int most) {
        this.most = most;
    }

    synchronized void add(ReceivedRequest request) {
        requests.addLast(request);
        while (requests.size() > most) {
            requests.removeFirst();
        }
    }

    synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
