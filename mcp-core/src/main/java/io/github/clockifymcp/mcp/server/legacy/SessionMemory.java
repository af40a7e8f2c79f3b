package io.github.clockifymcp.mcp.server.legacy;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Memory;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.LogLevel;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a session has set. It is kept before it holds: what could not be kept was not set.
final class SessionMemory implements Activations {
    /// How many resources a session may watch.
    static final int MAX_WATCHED = 1_000;

    private final Memory memory;
    private final Runnable listChanged;
    private volatile SessionState state;

    /// @param listChanged tells the client
    SessionMemory(Set<String> activated, Memory memory, Runnable listChanged) {
        this.state = SessionState.begun(activated);
        this.memory = memory;
        this.listChanged = listChanged;
    }

    @Override
    public Set<String> active() {
        return state.activated();
    }

    @Override
    public boolean changeable() {
        return true;
    }

    @Override
    public boolean activate(String groupOrTool) {
        return list(active -> active.add(groupOrTool));
    }

    @Override
    public boolean deactivate(Set<String> groupsAndTools) {
        return list(active -> active.removeAll(groupsAndTools));
    }

    private boolean list(Function<Set<String>, Boolean> change) {
        synchronized (this) {
            Set<String> active = new HashSet<>(state.activated());
            if (!change.apply(active)) {
                return false;
            }
            set(state.withActivated(active));
        }
        listChanged.run();
        return true;
    }

    synchronized void log(LogLevel least) {
        set(state.withLogged(least));
    }

    @Nullable LogLevel logged() {
        return state.logged();
    }

    synchronized void watch(String uri) {
        Set<String> watched = new HashSet<>(state.watched());
        if (!watched.add(uri)) {
            return;
        }
        if (watched.size() > MAX_WATCHED) {
            throw new RpcError(
                    RpcError.INTERNAL,
                    "Busy: a session may watch at most %d resources.".formatted(MAX_WATCHED));
        }
        set(state.withWatched(watched));
    }

    synchronized void forget(String uri) {
        Set<String> watched = new HashSet<>(state.watched());
        if (watched.remove(uri)) {
            set(state.withWatched(watched));
        }
    }

    /// The resources whose changes it wants to hear of.
    Set<String> watched() {
        return state.watched();
    }

    private void set(SessionState next) {
        memory.keep(next);
        state = next;
    }

    /// Goes on with what was set elsewhere, if that is newer: what is read from a store can be
    /// older than what was set here meanwhile.
    void restore(SessionState known) {
        boolean other;
        synchronized (this) {
            if (known.version() <= state.version()) {
                return;
            }
            other = !known.activated().equals(state.activated());
            state = known;
        }
        if (other) {
            listChanged.run();
        }
    }
}
