package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers sessions for as long as this process runs.
public final class MemorySessions implements Sessions {
    private final int max;
    private final int maxEach;
    private final Map<String, StoredSession> sessions = new HashMap<>();
    private final Map<Who, Integer> each = new HashMap<>();

    /// @param limits how many, in all and of one principal
    public MemorySessions(HttpLimits limits) {
        this.max = limits.sessions();
        this.maxEach = limits.sessionsEach();
    }

    @Override
    public synchronized Admission add(StoredSession session) {
        if (each.getOrDefault(Who.of(session.principal()), 0) >= maxEach) {
            return Admission.PRINCIPAL_FULL;
        }
        if (sessions.size() >= max) {
            return Admission.FULL;
        }
        sessions.put(session.id(), session);
        each.merge(Who.of(session.principal()), 1, Integer::sum);
        return Admission.ADDED;
    }

    @Override
    public synchronized Optional<StoredSession> find(Principal principal, String id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.principal().equals(principal));
    }

    @Override
    public synchronized void seen(Principal principal, String id, Instant when) {
        find(principal, id).ifPresent(session -> sessions.put(id, session.seenAt(when)));
    }

    @Override
    public synchronized Optional<SessionState> keep(
            Principal principal, String id, SessionState state) {
        Optional<StoredSession> found = find(principal, id);
        Optional<SessionState> newer =
                found.map(StoredSession::state).filter(known -> known.version() >= state.version());
        if (newer.isEmpty()) {
            found.ifPresent(session -> sessions.put(id, session.with(state)));
        }
        return newer;
    }

    @Override
    public synchronized boolean remove(Principal principal, String id) {
        Optional<StoredSession> found = find(principal, id);
        found.ifPresent(session -> {
            sessions.remove(id);
            forget(session);
        });
        return found.isPresent();
    }

    @Override
    public synchronized void expire(Instant before) {
        sessions.values()
                .removeIf(session -> {
                    boolean old = session.seen().isBefore(before);
                    if (old) {
                        forget(session);
                    }
                    return old;
                });
    }

    private void forget(StoredSession session) {
        each.computeIfPresent(
                Who.of(session.principal()), (who, count) -> count > 1 ? count - 1 : null);
    }

    /// How many there are.
    public synchronized int size() {
        return sessions.size();
    }
}
