package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Brings what browsers ask to a [Website], and back what it says.
final class Browsing {
    /// What a person types into a form fits.
    static final int LONGEST_BODY = 16 * 1024;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int AT_ONCE = 64;

    private final HttpSettings settings;
    private final Body.Room room;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Browsing(HttpSettings settings, Body.Room room) {
        this.settings = settings;
        this.room = room;
    }

    /// Reads the rest of a request and has it answered.
    void take(HttpServerExchange http, Reply reply, String path, @Nullable InetAddress peer) {
        RequestFacts facts = RequestFacts.of(http);
        String method = http.getRequestMethod().toString();
        String query = http.getQueryString();
        Body.read(
                http,
                reply.wire(),
                room,
                LONGEST_BODY,
                settings.times().body().toNanos(),
                (body, fault, complete) -> {
                    if (!complete) {
                        http.setPersistent(false);
                    }
                    if (fault == null) {
                        PageRequest request =
                                new PageRequest(method, path, query, facts.all(), body, peer);
                        reply.guard(() -> answer(request, body.length, reply));
                    } else {
                        refuse(reply, fault);
                    }
                });
    }

    private static void refuse(Reply reply, Body.Fault fault) {
        switch (fault) {
            case TOO_LONG -> reply.refuse(413, null, "Invalid request: that is too long.");
            case NO_ROOM ->
                    reply.busy(503, SOON, null, "Busy: too much is being read at the moment.");
        }
    }

    private void answer(PageRequest request, int bytes, Reply reply) {
        try {
            if (!places.tryAcquire()) {
                reply.busy(503, SOON, null, "Busy: too many look at pages at the moment.");
                return;
            }
            try {
                send(settings.site().answer(request), reply);
            } finally {
                places.release();
            }
        } finally {
            Body.release(room, bytes);
        }
    }

    private static void send(PageAnswer answer, Reply reply) {
        Set<HttpString> begun = new HashSet<>();
        for (PageAnswer.Header header : answer.headers()) {
            HttpString name = new HttpString(header.name());
            if (begun.add(name)) {
                reply.header(name, header.value());
            } else {
                reply.http().getResponseHeaders().add(name, header.value());
            }
        }
        reply.page(answer.status(), answer.body().getBytes(UTF_8));
    }
}
