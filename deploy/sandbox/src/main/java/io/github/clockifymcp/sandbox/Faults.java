package io.github.clockifymcp.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults that wait for a request to hit. They are tried in the order they were added; a
/// request meets at most one.
public final class Faults {

    private static final int MOST = 1_000;

    private final List<Fault> waiting = new ArrayList<>();

    Faults() {}

    /// Adds a fault.
    public synchronized void inject(Fault fault) {
        if (waiting.size() >= MOST) {
            throw new IllegalStateException("There are " + MOST + " faults waiting already.");
        }
        waiting.add(fault);
    }

    /// Forgets all faults.
    public synchronized void clear() {
        waiting.clear();
    }

    /// The faults that have not yet hit as often as they should.
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /// The fault for this request, used up by one.
    synchronized Optional<Fault> take(String method, String path) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.matches(method, path)) {
                if (fault.times() == 1) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
