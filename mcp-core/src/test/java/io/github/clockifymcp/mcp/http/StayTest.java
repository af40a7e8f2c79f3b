package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What goes on after its caller's token has expired.
class StayTest {
    private static final Principal ANN = new Principal("t", "ann", Set.of());
    private static final String LISTEN = "{\"notifications\":{\"toolsListChanged\":true}}";

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Fixture fixture =
            new Fixture()
                    .with(Offer.Feature.TOOL_CHANGES)
                    .tool(
                            "wait",
                            attempt -> {
                                await(ended);
                                return Fixture.says("done");
                            });

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Everybody is let in for a moment.
    private Site site() {
        return new Site(
                fixture,
                how -> how,
                presented -> new Identity.Authenticated(ANN, Instant.now().plusMillis(400)));
    }

    @Test
    void a_request_that_listens_is_answered_and_its_stream_ends() {
        try (Site site = site();
                Events stream = site.listen(site.modern("1", "subscriptions/listen", LISTEN))) {
            assertThat(stream.rest())
                    .last()
                    .extracting(Events.Event::data)
                    .asString()
                    .contains("\"result\"", "subscriptionId\":1");
            Until.so(() -> site.transport().activity().streams() == 0);
        }
    }

    @Test
    void the_stream_of_a_session_ends_and_the_session_does_not() {
        try (Site site = site()) {
            String session = site.session("2025-11-25");

            for (int again = 0; again < 2; again++) {
                try (Events stream =
                        site.listen(
                                site.request()
                                        .header("Accept", "text/event-stream")
                                        .header("Mcp-Session-Id", session)
                                        .GET())) {
                    assertThat(stream.response().statusCode()).isEqualTo(200);
                    assertThat(stream.rest()).allMatch(event -> event.data().isEmpty());
                }
            }
            Until.so(() -> site.transport().activity().streams() == 0);
        }
    }

    @Test
    void a_call_that_was_let_in_is_answered_afterwards() throws Exception {
        try (Site site = site()) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Events stream =
                                site.listen(site.modern("1", "subscriptions/listen", LISTEN))) {
                            stream.rest();
                        }
                        ended.countDown(); // What began after the call is over.
                    });

            String answer = site.send(site.modern("2", "tools/call", Wording.tool("wait"))).body();

            assertThat(answer).contains("done");
        }
    }

    @Test
    void who_may_stay_for_ever_does() {
        try (Site site = new Site(fixture)) {
            try (Events stream = site.listen(site.modern("1", "subscriptions/listen", LISTEN))) {
                assertThat(stream.next().data()).contains("acknowledged");
                assertThat(site.transport().activity().streams()).isEqualTo(1);
            }
        }
    }
}
