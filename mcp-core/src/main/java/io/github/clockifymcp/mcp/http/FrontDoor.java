package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request, cheap questions first: is it about our health, do we have such a page, may
/// it come from there, do we still serve? Only then does it get a thread, on which somebody may
/// take their time to find out who sent it; and only then is its body read.
final class FrontDoor implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString LAST_EVENT = new HttpString("Last-Event-ID");
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String METHODS = "POST, GET, DELETE, OPTIONS";
    private static final String PAGE_METHODS = "GET, HEAD, OPTIONS";
    private static final int MAX_DRAINED = 1 << 20;

    private final Endpoints endpoints;
    private final Authenticator authenticator;
    private final Readiness readiness;
    private final HttpSettings settings;
    private final Executor threads;
    private final Pulse pulse;
    private final Body.Room room;
    private final Browsing browsing;
    private final Door door;
    private final Posts posts;
    private final SessionTable sessions;
    private final Load streams;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean draining;
    private volatile long heard = System.nanoTime() - Duration.ofDays(1).toNanos();

    FrontDoor(
            Endpoints endpoints,
            Authenticator authenticator,
            Readiness readiness,
            HttpSettings settings,
            Body.Room room,
            Posts posts,
            SessionTable sessions,
            Load streams,
            Clock clock) {
        this.endpoints = endpoints;
        this.authenticator = authenticator;
        this.readiness = readiness;
        this.settings = settings;
        this.threads = room.threads();
        this.pulse = room.pulse();
        this.room = room;
        this.browsing = new Browsing(settings, room);
        this.door = new Door(settings);
        this.posts = posts;
        this.sessions = sessions;
        this.streams = streams;
        this.clock = clock;
    }

    static int maxDrained(HttpSettings settings) {
        return Math.max(MAX_DRAINED, settings.limits().body());
    }

    /// From now on nothing new is taken.
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /// When the last request came, as [System#nanoTime].
    long heard() {
        return heard;
    }

    /// How many requests have not been answered to the end.
    int open() {
        return open.get();
    }

    @Override
    public void handleRequest(HttpServerExchange http) {
        Wire wire = Wire.of(http);
        Reply reply =
                new Reply(http, wire, pulse, settings, () -> draining, authenticator::challenge);
        http.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store").put(NO_SNIFF, "nosniff");
        open.incrementAndGet();
        heard = System.nanoTime();
        http.addResponseCommitListener(this::part);
        http.addExchangeCompleteListener((exchange, next) -> {
            open.decrementAndGet();
            next.proceed();
        });
        // Not in Undertow's own call from here on: what is begun is not ended behind our back.
        http.dispatch(threads, () -> reply.guard(() -> serve(http, reply)));
    }

    /// While we end, the answer to come is the last on its connection and says so: a client that
    /// knows sends its next request elsewhere, and need not wonder whether we still took it.
    private void part(HttpServerExchange http) {
        if (draining) {
            http.setPersistent(false);
        }
    }

    private void serve(HttpServerExchange http, Reply reply) {
        if (!RequestFacts.isFramed(http)) {
            // Where its body ends is not known, so nothing that follows is a request.
            http.setPersistent(false);
            reply.refuse(501, null, "Send the body as it is, or chunked and nothing else.");
            return;
        }
        String path = http.getRequestPath();
        Optional<Readiness.State> health = Health.at(path, draining, readiness);
        if (health.isPresent()) {
            turnAway(reply, Health.answer(reply, health.get()));
            return;
        }
        String page = settings.pages().get(path);
        if (page != null) {
            page(http, reply, page);
            return;
        }
        if (settings.site().has(path)) {
            browse(http, reply, path);
            return;
        }
        Endpoint endpoint = endpoints.at(path);
        if (endpoint == null) {
            turnAway(reply, () -> reply.refuse(404, null, endpoints.nothing(path)));
            return;
        }
        String refusal = door.refusal(http.getRequestHeaders());
        if (refusal != null) {
            turnAway(reply, () -> reply.refuse(403, null, refusal));
            return;
        }
        Door.welcome(http);
        String method = http.getRequestMethod().toString();
        if (method.equals("OPTIONS")) {
            Door.preflight(http);
            reply.header(Headers.ALLOW, METHODS);
            turnAway(reply, () -> reply.empty(204));
        } else if (draining) {
            ending(reply);
        } else {
            identify(http, reply, path, endpoint, method);
        }
    }

    private void browse(HttpServerExchange http, Reply reply, String path) {
        String stray = door.stray(http.getRequestHeaders());
        if (stray != null) {
            turnAway(reply, () -> reply.refuse(403, null, stray));
        } else if (draining) {
            ending(reply);
        } else {
            browsing.take(http, reply, path, peer(http));
        }
    }

    private void ending(Reply reply) {
        turnAway(
                reply, () -> reply.busy(503, SOON, null, "This server is ending. Try again soon."));
    }

    /// Something that everybody may know, pages of any origin too: nothing of it depends on who
    /// asks.
    private void page(HttpServerExchange http, Reply reply, String page) {
        Door.welcomeAll(http);
        switch (http.getRequestMethod().toString()) {
            case "GET", "HEAD" -> {
                reply.header(Headers.CACHE_CONTROL, "public, max-age=300");
                turnAway(reply, () -> reply.json(200, page.getBytes(UTF_8)));
            }
            case "OPTIONS" -> {
                reply.header(Headers.ALLOW, PAGE_METHODS);
                turnAway(reply, () -> reply.empty(204));
            }
            default -> notAllowed(reply, PAGE_METHODS);
        }
    }

    private void identify(
            HttpServerExchange http, Reply reply, String path, Endpoint endpoint, String method) {
        RequestFacts facts = RequestFacts.of(http);
        switch (who(http, path, facts)) {
            case Identity.Authenticated known ->
                    admit(
                            new Visit(
                                    reply,
                                    facts,
                                    path,
                                    endpoint,
                                    known.principal(),
                                    new Stay(known.until(), clock, pulse, threads)),
                            method);
            case Identity.Unauthenticated unknown -> {
                unknown.challenges().forEach(c -> challenge(http, c));
                turnAway(reply, () -> reply.refuse(401, null, "Unauthorized: say who you are."));
            }
            case Identity.Forbidden forbidden -> {
                forbidden.challenges().forEach(c -> challenge(http, c));
                turnAway(
                        reply, () -> reply.refuse(403, null, "Forbidden: " + forbidden.sentence()));
            }
            case Identity.Unavailable later ->
                    turnAway(
                            reply,
                            () ->
                                    reply.busy(
                                            503,
                                            later.retryAfter(),
                                            null,
                                            "Nobody can be recognised at the moment."));
        }
    }

    private static void challenge(HttpServerExchange http, String value) {
        http.getResponseHeaders().add(Headers.WWW_AUTHENTICATE, value);
    }

    private Identity who(HttpServerExchange http, String path, RequestFacts facts) {
        try {
            return authenticator.identify(
                    new Presented(path, facts.all(), certificates(http), peer(http)));
        } catch (RuntimeException e) {
            LOG.error("The authenticator failed; type={}", e.getClass().getName());
            return new Identity.Unavailable(SOON);
        }
    }

    private static List<Certificate> certificates(HttpServerExchange http) {
        try {
            var session = http.getConnection().getSslSession();
            return session == null ? List.of() : List.of(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private static @Nullable InetAddress peer(HttpServerExchange http) {
        return http.getConnection().getPeerAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : null;
    }

    private void admit(Visit visit, String method) {
        switch (method.toUpperCase(Locale.ROOT)) {
            case "POST" -> post(visit);
            case "GET" -> get(visit);
            case "DELETE" -> delete(visit);
            default -> notAllowed(visit.reply(), METHODS);
        }
    }

    private void notAllowed(Reply reply, String methods) {
        reply.header(Headers.ALLOW, methods);
        turnAway(reply, () -> reply.refuse(405, null, "Method not allowed."));
    }

    private void post(Visit visit) {
        Reply reply = visit.reply();
        if (!RequestFacts.isJson(reply.http())) {
            turnAway(
                    reply,
                    () -> reply.refuse(415, null, "Send application/json, in UTF-8 and as it is."));
        } else if (!visit.facts().takesJson() && !visit.facts().takesEvents()) {
            turnAway(
                    reply,
                    () -> reply.refuse(406, null, "Accept application/json, text/event-stream."));
        } else {
            posts.take(visit);
        }
    }

    private void delete(Visit visit) {
        if (visit.facts().session() == null) {
            notAllowed(visit.reply(), "POST, OPTIONS");
            return;
        }
        whole(
                visit.reply(),
                () ->
                        posts.session(visit, null)
                                .ifPresent(session -> {
                                    sessions.end(session);
                                    visit.reply().empty(204);
                                }));
    }

    private void get(Visit visit) {
        Reply reply = visit.reply();
        if (visit.facts().session() == null) {
            notAllowed(reply, "POST, OPTIONS");
        } else if (!visit.facts().takesEvents()) {
            turnAway(reply, () -> reply.refuse(406, null, "Accept text/event-stream."));
        } else {
            whole(
                    reply,
                    () -> posts.session(visit, null).ifPresent(session -> listen(visit, session)));
        }
    }

    private void listen(Visit visit, LiveSession session) {
        Reply reply = visit.reply();
        String last = reply.http().getRequestHeaders().getFirst(LAST_EVENT);
        boolean outside = last == null || LiveSession.outside(last);
        if (last != null
                && (StreamLog.numberIn(last) < 0 || (!outside && session.answer(last).isEmpty()))) {
            reply.refuse(400, null, "Invalid request: Last-Event-ID names no event that we keep.");
            return;
        }
        switch (streams.enter(visit.principal())) {
            case FULL -> reply.busy(503, SOON, null, "Busy: too many streams are open.");
            case PRINCIPAL_FULL ->
                    reply.busy(
                            Statuses.TOO_MANY,
                            SOON,
                            null,
                            "Busy: too many of your streams are open.");
            case IN -> {
                reply.http()
                        .addExchangeCompleteListener((exchange, next) -> {
                            streams.leave(visit.principal());
                            next.proceed();
                        });
                StreamLog log = outside ? session.hold() : session.answer(last).orElse(null);
                if (log == null) {
                    reply.refuse(404, null, "Session not found. Initialize again.");
                } else {
                    attach(visit, log, last);
                }
            }
        }
    }

    private static void attach(Visit visit, StreamLog log, @Nullable String last) {
        Reply reply = visit.reply();
        SessionCall.Gone gone = new SessionCall.Gone(log);
        EventStream events = reply.stream(gone);
        if (events == null) {
            return;
        }
        visit.stay()
                .whenOver(
                        reply.http(),
                        () -> {
                            // Only this one: another may have taken over.
                            log.lost(events);
                            events.end();
                        });
        gone.from(events);
        if (last != null && log.named(StreamLog.nameIn(last))) {
            log.attach(events, StreamLog.numberIn(last));
        } else {
            log.attach(events);
        }
    }

    /// Answers a request whose body nobody wants.
    private void turnAway(Reply reply, Runnable answer) {
        whole(reply, answer);
    }

    /// Reads what is left of a request, and then goes on.
    private void whole(Reply reply, Runnable then) {
        HttpServerExchange http = reply.http();
        if (http.isRequestComplete()) {
            then.run();
            return;
        }
        Body.read(
                http,
                reply.wire(),
                room,
                0,
                settings.times().body().toNanos(),
                (body, fault, complete) -> {
                    if (!complete) {
                        http.setPersistent(false);
                    }
                    reply.guard(then);
                });
    }
}
