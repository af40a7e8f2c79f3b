package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The end of a server.
class DrainTest {
    private final Slow slow = new Slow();

    private static Thread closing(Site site) {
        return Thread.ofPlatform().start(site::close);
    }

    @Test
    void what_runs_is_answered_and_nothing_new_is_taken() throws Exception {
        Site site = new Site(slow.fixture());
        List<Raw> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            running.add(new Raw(site.socket()).say(Raw.modern(Integer.toString(i), "slow")));
            assertThat(slow.next()).isEqualTo("began");
        }
        String session = site.session("2025-11-25");
        Events inSession = site.listen(site.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");
        Events listening =
                site.listen(
                        site.request()
                                .header("Accept", "text/event-stream")
                                .header("Mcp-Session-Id", session)
                                .GET());

        Thread end = closing(site);
        Until.so(() -> status(site) == 503);
        try (Raw late = new Raw(site.socket())) {
            Raw.Answer refused = late.say(Raw.modern("99", "echo")).hear();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.head()).contains("Retry-After");
        }
        slow.letGo();

        for (Raw raw : running) {
            assertThat(raw.hear().body()).contains("done at last");
        }
        assertThat(inSession.rest()).last().asString().contains("done at last");
        assertThat(listening.rest()).hasSize(1);
        end.join();
    }

    private static int status(Site site) {
        try (Raw raw = new Raw(site.socket())) {
            return raw.say(Raw.head("GET /ready", -1)).hear().status();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listeners_are_many_and_are_told_that_it_ends() throws Exception {
        int count = HttpLimits.DEFAULT.runningEach() + 20;
        Site site = new Site(slow.fixture());
        List<Events> listening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Events events =
                    site.listen(
                            site.modern(
                                    Integer.toString(i),
                                    "subscriptions/listen",
                                    "{\"notifications\":{\"toolsListChanged\":true}}"));
            assertThat(events.next().data()).contains("acknowledged");
            listening.add(events);
        }
        assertThat(site.send(site.modern("999", "tools/call", Wording.tool("echo"))).body())
                .contains("hello");

        Thread end = closing(site);

        for (int i = 0; i < count; i++) {
            assertThat(listening.get(i).rest())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"id\":" + i)
                    .contains("\"resultType\":\"complete\"");
        }
        end.join();
    }

    @Test
    void what_runs_too_long_is_ended() throws Exception {
        HttpTimes times = HttpTimes.DEFAULT.withDrain(Duration.ofMillis(50));
        Site site = new Site(slow.fixture(), how -> how.withTimes(times));
        Raw raw = new Raw(site.socket()).say(Raw.modern("1", "slow"));
        assertThat(slow.next()).isEqualTo("began");

        Thread end = closing(site);

        assertThat(slow.next()).isEqualTo("interrupted");
        end.join();
        assertThat(raw.isClosed()).isTrue();
    }
}
