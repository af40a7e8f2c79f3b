package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What goes on of somebody who may not be here any more.
class PatrolTest {
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final String LISTEN = "{\"notifications\":{\"toolsListChanged\":true}}";

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Guests guests = new Guests();
    private final Fixture fixture =
            new Fixture()
                    .with(Offer.Feature.TOOL_CHANGES)
                    .tool(
                            "work",
                            attempt -> {
                                working.countDown();
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    stopped.countDown();
                                    Thread.currentThread().interrupt();
                                }
                                return Fixture.says("done");
                            });

    /// Lets in everybody by the name in a header, remembers how often it was asked again, and does
    /// not let stay who was sent away.
    private static final class Guests implements Authenticator {
        private final Set<String> away = ConcurrentHashMap.newKeySet();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean fails;
        private volatile boolean unavailable;

        @Override
        public Identity identify(Presented presented) {
            String name = presented.headers().all("Authorization").getFirst();
            return new Identity.Authenticated(new Principal("t", name, Set.of()));
        }

        @Override
        public Identity again(Principal principal) {
            asked.incrementAndGet();
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
            if (unavailable) {
                return new Identity.Unavailable(EVERY);
            }
            return away.contains(principal.id())
                    ? new Identity.Forbidden("gone", List.of())
                    : new Identity.Authenticated(principal);
        }
    }

    private Site site() {
        return new Site(fixture, how -> how.withTimes(how.times().withRecheck(EVERY)), guests);
    }

    private static HttpRequest.Builder listening(Site site, String who) {
        return site.modern("1", "subscriptions/listen", LISTEN).header("Authorization", who);
    }

    private static Events listen(Site site, String who) {
        Events stream = site.listen(listening(site, who));
        assertThat(stream.next().data()).contains("acknowledged");
        return stream;
    }

    private static String session(Site site, String who) {
        return site.send(
                        site.posting(Wording.initialize("2025-11-25")).header("Authorization", who))
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private static HttpRequest.Builder in(Site site, String who, String session) {
        return site.request().header("Authorization", who).header("Mcp-Session-Id", session);
    }

    private static Events stream(Site site, String who, String session) {
        return site.listen(in(site, who, session).header("Accept", "text/event-stream").GET());
    }

    private void some(int questions) {
        int before = guests.asked.get();
        Until.so(() -> guests.asked.get() >= before + questions);
    }

    @Test
    void streams_of_both_eras_end_and_those_of_others_go_on() {
        try (Site site = site()) {
            String hers = session(site, "ann");
            String his = session(site, "ben");
            try (Events modern = listen(site, "ann");
                    Events older = stream(site, "ann", hers);
                    Events other = listen(site, "ben");
                    Events olderOther = stream(site, "ben", his)) {
                assertThat(site.transport().activity().streams()).isEqualTo(4);

                guests.away.add("ann");

                modern.rest();
                older.rest();
                Until.so(() -> site.transport().activity().streams() == 2);
                some(4);
                assertThat(site.transport().activity().streams()).isEqualTo(2);
                assertThat(other.response().statusCode()).isEqualTo(200);
                assertThat(olderOther.response().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_session_that_was_in_use_is_no_more_even_when_its_owner_comes_back() {
        try (Site site = site()) {
            String session = session(site, "ann");
            try (Events stream = stream(site, "ann", session)) {
                guests.away.add("ann");
                stream.rest();
            }
            guests.away.clear();

            String ping = Wording.request("7", "ping", "{}");
            HttpResponse<String> answer =
                    site.send(site.in(session, ping).header("Authorization", "ann"));

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_call_that_runs_is_cancelled_and_refused() throws Exception {
        try (Site site = site()) {
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() ->
                            site.send(
                                    site.modern("1", "tools/call", Wording.tool("work"))
                                            .header("Authorization", "ann")));
            working.await();

            guests.away.add("ann");

            assertThat(answer.get().statusCode()).isEqualTo(403);
            stopped.await();
            Until.so(() -> site.transport().activity().running() == 0);
        }
    }

    @Test
    void a_call_in_a_session_is_cancelled_and_its_stream_ends() throws Exception {
        try (Site site = site()) {
            String session = session(site, "ann");
            String call = Wording.call("5", "work");
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() ->
                            site.send(
                                    site.in(session, call)
                                            .setHeader("Accept", "text/event-stream")
                                            .header("Authorization", "ann")));
            working.await();

            guests.away.add("ann");

            assertThat(answer.get().body()).doesNotContain("result");
            stopped.await();
            Until.so(() -> site.transport().activity().running() == 0);
        }
    }

    /// As many questions as these take as many rounds, so they take at least as long. With a
    /// question for each stream one round would be enough.
    @Test
    void many_streams_of_somebody_are_one_question() {
        try (Site site = site()) {
            List<Events> streams = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                streams.add(listen(site, "ann"));
            }
            some(1);
            long began = System.nanoTime();

            some(20);

            assertThat(System.nanoTime() - began).isGreaterThan(EVERY.multipliedBy(15).toNanos());
            streams.forEach(Events::close);
        }
    }

    @Test
    void what_cannot_be_found_out_ends_nothing() {
        try (Site site = site();
                Events stream = listen(site, "ann")) {
            guests.fails = true;
            some(3);
            guests.unavailable = true;
            guests.fails = false;
            some(3);

            assertThat(site.transport().activity().streams()).isEqualTo(1);
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
    }
}
