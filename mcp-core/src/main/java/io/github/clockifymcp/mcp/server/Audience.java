package io.github.clockifymcp.mcp.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Everybody who listens, of both eras.
public final class Audience {
    private final int seats;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Set<Listener> seated = ConcurrentHashMap.newKeySet();

    /// @param seats how many requests may listen at once; sessions are counted where they are kept
    Audience(int seats) {
        this.seats = seats;
    }

    /// From here on the session hears of every change.
    public void join(Listener session) {
        listeners.add(session);
    }

    /// From here on the request hears of every change.
    ///
    /// @return whether there was room
    public boolean sit(Listener request) {
        synchronized (seated) {
            if (seated.size() >= seats) {
                return false;
            }
            seated.add(request);
        }
        listeners.add(request);
        return true;
    }

    public void leave(Listener listener) {
        listeners.remove(listener);
        seated.remove(listener);
    }

    /// How many listen.
    public int size() {
        return listeners.size();
    }

    void tell(Predicate<Caller> whom, Consumer<Listener> news) {
        for (Listener listener : listeners) {
            if (whom.test(listener.caller())) {
                news.accept(listener);
            }
        }
    }

    void end() {
        listeners.forEach(Listener::end);
    }
}
