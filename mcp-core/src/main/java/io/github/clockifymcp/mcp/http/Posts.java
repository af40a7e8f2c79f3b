package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Packet;
import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.Revision;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What comes by `POST`: messages. Which era a request belongs to can be seen from the request; the
/// one gets a connection with the engine for itself alone, the other goes to that of its session.
final class Posts {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String VERSION = "MCP-Protocol-Version";

    private final SessionTable sessions;
    private final Load running;
    private final Load streams;
    private final Load asides;
    private final Body.Room room;
    private final HttpSettings settings;
    private final Map<Connection, Patrol.Guest> alone = new ConcurrentHashMap<>();

    Posts(
            SessionTable sessions,
            Load running,
            Load streams,
            Body.Room room,
            HttpSettings settings) {
        this.sessions = sessions;
        this.running = running;
        this.streams = streams;
        this.asides = new Load(settings.limits().running(), settings.limits().runningEach());
        this.room = room;
        this.settings = settings;
    }

    /// The connections of requests that stand alone and are being worked on.
    Set<Connection> alone() {
        return alone.keySet();
    }

    /// Who sent them.
    Collection<Patrol.Guest> guests() {
        return alone.values();
    }

    /// Reads the body and takes what is in it.
    void take(Visit visit) {
        Body.read(
                visit.reply().http(),
                visit.reply().wire(),
                room,
                settings.limits().body(),
                settings.times().body().toNanos(),
                (body, fault, complete) -> {
                    if (!complete) {
                        visit.reply().http().setPersistent(false);
                    }
                    if (fault == null) {
                        visit.reply().guard(() -> enter(visit, body));
                    } else {
                        refuse(visit.reply(), fault);
                    }
                });
    }

    private void refuse(Reply reply, Body.Fault fault) {
        switch (fault) {
            case TOO_LONG ->
                    reply.refuse(
                            413,
                            null,
                            "Invalid request: a body may have at most %d bytes."
                                    .formatted(settings.limits().body()));
            case NO_ROOM ->
                    reply.busy(503, SOON, null, "Busy: too much is being read at the moment.");
        }
    }

    /// Lets the message in, if there is room.
    private void enter(Visit visit, byte[] body) {
        Permit permit = new Permit(visit, body.length);
        try {
            Packet packet = RpcCodec.decode(body, 0, body.length, visit.server().maxBatch());
            boolean listens = listens(packet);
            if (listens && !visit.facts().takesEvents()) {
                visit.reply().refuse(406, id(packet), "To listen, accept text/event-stream.");
                return;
            }
            Load load = silent(packet) ? asides : listens ? streams : running;
            switch (load.enter(visit.principal())) {
                case IN -> {
                    permit.entered = load;
                    receive(visit, packet, permit);
                }
                case FULL ->
                        visit.reply()
                                .busy(
                                        503,
                                        SOON,
                                        id(packet),
                                        "Busy: too many requests are running. Try again soon.");
                case PRINCIPAL_FULL ->
                        visit.reply()
                                .busy(
                                        Statuses.TOO_MANY,
                                        SOON,
                                        id(packet),
                                        "Busy: too many of your requests are running. Try again when one has ended.");
            }
        } finally {
            if (!permit.kept) {
                permit.run();
            }
        }
    }

    /// Whether nothing is to be answered. Such messages are counted by themselves: a client whose
    /// requests take all the room it has must still be able to cancel one, or to answer what one
    /// asks.
    private static boolean silent(Packet packet) {
        Message first = packet.messages().getFirst();
        return !packet.batch()
                && !(first instanceof Message.Request)
                && !(first instanceof Message.Unusable);
    }

    /// Whoever listens does no work, and there may be more of them than of calls.
    private static boolean listens(Packet packet) {
        return !packet.batch()
                && packet.messages().getFirst() instanceof Message.Request request
                && request.method().equals("subscriptions/listen");
    }

    private static @Nullable RequestId id(Packet packet) {
        return !packet.batch() && packet.messages().getFirst() instanceof Message.Request request
                ? request.id()
                : null;
    }

    /// The room a request takes until it is answered.
    private final class Permit implements Runnable {
        private final Visit visit;
        private final int bytes;
        private @Nullable Load entered;
        private boolean kept;

        Permit(Visit visit, int bytes) {
            this.visit = visit;
            this.bytes = bytes;
        }

        Permit keep() {
            kept = true;
            return this;
        }

        @Override
        public void run() {
            Body.release(room, bytes);
            if (entered != null) {
                entered.leave(visit.principal());
            }
        }
    }

    private void receive(Visit visit, Packet packet, Permit permit) {
        Message first = packet.messages().getFirst();
        if (!packet.batch() && first instanceof Message.Request request) {
            if (!visit.server().remembers(request, visit.facts().all())) {
                alone(visit, packet, permit);
                return;
            }
            if (request.method().equals("initialize")) {
                initialize(visit, request, packet, permit);
                return;
            }
        }
        if (visit.facts().session() == null) {
            homeless(visit, packet, permit);
        } else {
            inSession(visit, packet, permit);
        }
    }

    private void alone(Visit visit, Packet packet, Permit permit) {
        Connection connection = visit.connect();
        permit.keep();
        ModernCall call =
                new ModernCall(
                        visit.reply(),
                        visit.facts(),
                        room.pulse(),
                        settings.times(),
                        connection,
                        () -> {
                            alone.remove(connection);
                            permit.run();
                        });
        alone.put(connection, new Patrol.Guest(visit.principal(), call::showOut));
        call.start();
        if (listens(packet)) {
            visit.stay().whenOver(visit.reply().http(), connection::close);
        }
        connection.receive(packet, call);
    }

    /// What needs a session and names none.
    private void homeless(Visit visit, Packet packet, Permit permit) {
        Message first = packet.messages().getFirst();
        if (!packet.batch() && first instanceof Message.Notification && speaksModern(visit)) {
            // Nothing that 2026-07-28 says this way concerns a request that stands alone.
            visit.reply().empty(202);
        } else if (!packet.batch()
                && (first instanceof Message.Request || first instanceof Message.Unusable)) {
            // A ping may come first; all else is told what has to.
            Once once = new Once(visit, permit.keep());
            visit.connect().receive(packet, once);
        } else {
            visit.reply()
                    .refuse(400, null, "Invalid request: Mcp-Session-Id is missing. Initialize.");
        }
    }

    private static boolean speaksModern(Visit visit) {
        String version = visit.facts().all().one(VERSION);
        return version != null && Revision.of(version).filter(Revision::modern).isPresent();
    }

    private void inSession(Visit visit, Packet packet, Permit permit) {
        Optional<LiveSession> found = session(visit, id(packet));
        if (found.isEmpty()) {
            return;
        }
        LiveSession session = found.get();
        if (!passOn(session, packet)) {
            visit.reply()
                    .busy(
                            Statuses.TOO_MANY,
                            SOON,
                            id(packet),
                            "Busy: too many messages of this session have not been fetched, or this one is too long.");
            return;
        }
        if (silent(packet)) {
            session.connection().receive(packet, new Once(visit, () -> {}));
            visit.reply().empty(202);
            return;
        }
        permit.keep();
        session.begin();
        SessionCall call =
                new SessionCall(
                        visit.reply(),
                        visit.facts(),
                        room.pulse(),
                        settings.times(),
                        session,
                        () -> {
                            session.end();
                            permit.run();
                        });
        call.start();
        session.connection().receive(packet, call);
    }

    /// Passes on what is for another replica. What is taken with 202 is not lost: when this throws,
    /// the answer is another one.
    ///
    /// @return false when it could not all be
    private static boolean passOn(LiveSession session, Packet packet) {
        for (Message message : packet.messages()) {
            if (session.elsewhere(message) && !session.pass(message)) {
                return false;
            }
        }
        return true;
    }

    /// The session a request names; when there is none, it was answered.
    Optional<LiveSession> session(Visit visit, @Nullable RequestId id) {
        String version = visit.facts().all().one(VERSION);
        if (version == null && !visit.facts().all().all(VERSION).isEmpty()) {
            version = "";
        }
        if (version != null && Revision.of(version).filter(known -> !known.modern()).isEmpty()) {
            visit.reply()
                    .refuse(
                            400,
                            id,
                            "Invalid request: MCP-Protocol-Version is not one of a session.");
            return Optional.empty();
        }
        String named = visit.facts().session();
        Optional<LiveSession> found =
                sessions.find(named == null ? "" : named, visit.path(), visit.principal());
        if (found.isEmpty()) {
            visit.reply().refuse(404, id, "Session not found. Initialize again.");
        }
        return found;
    }

    private void initialize(Visit visit, Message.Request request, Packet packet, Permit permit) {
        if (permit.bytes > settings.limits().introduction()) {
            visit.reply()
                    .refuse(
                            413,
                            request.id(),
                            "Invalid request: an initialize may have at most %d bytes."
                                    .formatted(settings.limits().introduction()));
            return;
        }
        permit.keep();
        Connection connection = visit.connect();
        connection.receive(packet, new Introduction(visit, request, connection, sessions, permit));
    }
}
