package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Packet;
import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions this replica has to do with. What they are is in [Sessions]; what they do here
/// begins again when one is asked for that another replica began.
final class SessionTable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 24;
    private static final Duration LONGEST_UNCHECKED = Duration.ofMinutes(1);

    private final Sessions store;
    private final Endpoints endpoints;
    private final HttpSettings settings;
    private final Clock clock;
    private final Conversations conversations;
    private final Duration unchecked;
    private final Duration untold;
    private final Map<String, LiveSession> live = new ConcurrentHashMap<>();

    /// @param conversations by which replicas that share the store talk
    SessionTable(
            Sessions store,
            Conversations conversations,
            Endpoints endpoints,
            HttpSettings settings,
            Clock clock) {
        this.conversations = conversations;
        this.store = store;
        this.endpoints = endpoints;
        this.settings = settings;
        this.clock = clock;
        Duration quarter = settings.times().session().dividedBy(4);
        Duration longest = quarter.compareTo(LONGEST_UNCHECKED) < 0 ? quarter : LONGEST_UNCHECKED;
        // What one replica was told holds at another for the very next request.
        this.unchecked = conversations.shared() ? Duration.ZERO : longest;
        this.untold = settings.times().session().dividedBy(10);
    }

    /// An id nobody guesses: 192 random bits.
    static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Remembers a session that has just introduced itself.
    Sessions.Admission begin(
            String id,
            String path,
            Endpoint endpoint,
            Principal principal,
            String revision,
            ObjectNode introduction,
            Connection connection) {
        StoredSession stored =
                new StoredSession(
                        id,
                        path,
                        principal,
                        revision,
                        Json.string(introduction),
                        SessionState.begun(endpoint.activated()),
                        clock.instant());
        Sessions.Admission admission = store.add(stored);
        if (admission == Sessions.Admission.ADDED) {
            live.put(id, live(stored, connection, true));
        }
        return admission;
    }

    /// The session with this id, when it is this principal's and began at this path.
    Optional<LiveSession> find(String id, String path, Principal principal) {
        LiveSession here = live.get(id);
        if (here != null && !here.stored().principal().equals(principal)) {
            return Optional.empty();
        }
        if (here == null || here.heard(unchecked.toNanos())) {
            here = check(principal, id, here);
        }
        return Optional.ofNullable(here).filter(session -> session.stored().path().equals(path));
    }

    /// Asks the store, which knows what other replicas did.
    private @Nullable LiveSession check(
            Principal principal, String id, @Nullable LiveSession here) {
        Instant now = clock.instant();
        Optional<StoredSession> found =
                store.find(principal, id).filter(stored -> !stored.seen().isBefore(oldest(now)));
        if (found.isEmpty()) {
            if (here != null) {
                drop(here);
            }
            return null;
        }
        StoredSession seen = found.get().seenAt(now);
        if (here != null) {
            tell(here, now);
            here.connection().restore(seen.state());
            return here;
        }
        store.seen(principal, id, now);
        return live.computeIfAbsent(id, unknown -> restored(seen));
    }

    private void tell(LiveSession session, Instant now) {
        if (session.untold(untold.toNanos())) {
            store.seen(session.stored().principal(), session.id(), now);
            session.told();
        }
    }

    private @Nullable LiveSession restored(StoredSession stored) {
        Endpoint endpoint = endpoints.at(stored.path());
        if (endpoint == null) {
            return null;
        }
        Connection connection = endpoint.connect(stored.principal());
        ObjectNode introduction = Json.ofOurs(stored.introduction().getBytes(UTF_8));
        Message.Request initialize =
                new Message.Request(
                        new RequestId(TextNode.valueOf("again")), "initialize", introduction);
        Message.Notification initialized =
                new Message.Notification("notifications/initialized", Json.object());
        connection.receive(new Packet(List.of(initialize), false), new Unheard());
        connection.receive(new Packet(List.of(initialized), false), new Unheard());
        connection.restore(stored.state());
        return live(stored, connection, false);
    }

    /// @param began whether it began here
    private LiveSession live(StoredSession stored, Connection connection, boolean began) {
        LiveSession session =
                new LiveSession(
                        stored,
                        connection,
                        settings.limits().log(),
                        conversations,
                        began,
                        this::changed);
        connection.memory(state -> {
            Optional<SessionState> overtaken = store.keep(stored.principal(), stored.id(), state);
            if (overtaken.isEmpty()) {
                session.stir();
            }
            return overtaken;
        });
        return session;
    }

    /// Goes on with what another replica was told, or ends with it.
    private void changed(LiveSession session) {
        try {
            store.find(session.stored().principal(), session.id())
                    .ifPresentOrElse(
                            stored -> session.connection().restore(stored.state()),
                            () -> drop(session));
        } catch (RuntimeException e) { // its next request finds out
            LOG.warn("A session could not be looked up; type={}", e.getClass().getName());
        }
    }

    /// Ends the session for good.
    void end(LiveSession session) {
        store.remove(session.stored().principal(), session.id());
        session.stir();
        drop(session);
    }

    /// Who has something going on in a session.
    Stream<Patrol.Guest> guests() {
        return live.values().stream()
                .filter(LiveSession::inUse)
                .map(session ->
                        new Patrol.Guest(session.stored().principal(), () -> showOut(session)));
    }

    private void showOut(LiveSession session) {
        try {
            store.remove(session.stored().principal(), session.id());
            session.stir();
        } finally {
            drop(session);
        }
    }

    private void drop(LiveSession session) {
        live.remove(session.id(), session);
        session.connection().outlet(io.github.clockifymcp.mcp.server.Outlet.NONE);
        session.connection().abandon();
        session.leave();
    }

    /// Forgets sessions whose clients were not heard for too long. With a store that fails those
    /// that are here are forgotten all the same; it is told of the others the next time.
    void expire() {
        try {
            tell(swept());
            store.expire(oldest(clock.instant()));
        } catch (RuntimeException e) {
            LOG.warn("Sessions cannot be told to their store; type={}", e.getClass().getName());
        }
    }

    private void tell(List<LiveSession> used) {
        for (LiveSession session : used) {
            tell(session, clock.instant());
        }
    }

    /// Drops those that are idle.
    ///
    /// @return those that are in use
    private List<LiveSession> swept() {
        long now = System.nanoTime();
        long limit = settings.times().session().toNanos();
        long resume = settings.times().resume().toNanos();
        List<LiveSession> used = new ArrayList<>();
        for (LiveSession session : live.values()) {
            switch (session.look(now, limit, resume)) {
                case IDLE -> drop(session);
                case IN_USE -> used.add(session);
                case QUIET -> {}
            }
        }
        return used;
    }

    /// What is written down of when a session was heard may be older than that by the time for
    /// which we do not ask, and by that for which we do not tell.
    private Instant oldest(Instant now) {
        return now.minus(settings.times().session()).minus(unchecked).minus(untold);
    }

    Collection<LiveSession> all() {
        return live.values();
    }
}
