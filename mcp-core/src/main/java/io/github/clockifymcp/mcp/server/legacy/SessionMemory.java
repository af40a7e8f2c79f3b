package io.github.clockifymcp.mcp.server.legacy;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Memory;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.LogLevel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a session has set. It is kept before it holds: what could not be kept was not set. What was
/// set on another replica meanwhile holds as well: what is set here comes on top.
final class SessionMemory implements Activations {
    /// How many resources a session may watch.
    static final int MAX_WATCHED = 1_000;

    /// How often something is set anew because another replica was faster.
    private static final int MOST_TRIES = 10;

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
        return set(now -> {
            Set<String> active = new HashSet<>(now.activated());
            return change.apply(active) ? now.withActivated(active) : now;
        });
    }

    void log(LogLevel least) {
        set(now -> now.withLogged(least));
    }

    @Nullable LogLevel logged() {
        return state.logged();
    }

    void watch(String uri) {
        set(now -> {
            Set<String> watched = new HashSet<>(now.watched());
            boolean more = watched.add(uri);
            if (watched.size() > MAX_WATCHED) {
                throw new RpcError(
                        RpcError.INTERNAL,
                        "Busy: a session may watch at most %d resources.".formatted(MAX_WATCHED));
            }
            return more ? now.withWatched(watched) : now;
        });
    }

    void forget(String uri) {
        set(now -> {
            Set<String> watched = new HashSet<>(now.watched());
            return watched.remove(uri) ? now.withWatched(watched) : now;
        });
    }

    /// The resources whose changes it wants to hear of.
    Set<String> watched() {
        return state.watched();
    }

    /// @param change gives the same state back when there is nothing to set
    /// @return whether something was set
    private boolean set(UnaryOperator<SessionState> change) {
        Set<String> listed;
        boolean set;
        synchronized (this) {
            listed = state.activated();
            set = kept(change);
        }
        if (!state.activated().equals(listed)) {
            listChanged.run();
        }
        return set;
    }

    private boolean kept(UnaryOperator<SessionState> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            SessionState next = change.apply(state);
            if (next.equals(state)) {
                return false;
            }
            Optional<SessionState> newer = memory.keep(next);
            if (newer.isEmpty()) {
                state = next;
                return true;
            }
            state = newer.get();
        }
        throw new RpcError(
                RpcError.INTERNAL, "Busy: too much is being set in this session. Try again.");
    }

    /// Goes on with what was set elsewhere, if that is newer: what is read from a store can be
    /// older than what was set here meanwhile.
    ///
    /// @return the resources that were not watched before
    Set<String> restore(SessionState known) {
        boolean other;
        Set<String> added = new HashSet<>(known.watched());
        synchronized (this) {
            if (known.version() <= state.version()) {
                return Set.of();
            }
            other = !known.activated().equals(state.activated());
            added.removeAll(state.watched());
            state = known;
        }
        if (other) {
            listChanged.run();
        }
        return added;
    }
}
