package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.MemoryTasks;
import io.github.clockifymcp.mcp.tool.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        Events listening = site.listen(streaming(site, session));

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
    void every_answer_of_the_end_says_that_it_is_the_last_on_its_connection() throws Exception {
        Site site = new Site(slow.fixture());
        Raw running = new Raw(site.socket()).say(Raw.modern("1", "slow"));
        assertThat(slow.next()).isEqualTo("began");
        Raw idle = new Raw(site.socket());
        Raw.Answer before = idle.say(Raw.modern("2", "echo")).hear();

        Thread end = closing(site);
        Until.so(() -> status(site) == 503);
        Raw.Answer refused = idle.say(Raw.modern("3", "echo")).hear();
        slow.letGo();
        Raw.Answer answered = running.hear();

        assertThat(before.head()).doesNotContain("Connection: close");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.head()).contains("Connection: close").contains("Retry-After: 1");
        assertThat(answered.body()).contains("done at last");
        assertThat(answered.head()).contains("Connection: close");
        assertThat(idle.isClosed() && running.isClosed()).isTrue();
        end.join();
    }

    @Test
    void who_writes_to_an_open_connection_after_all_else_was_answered_is_still_told()
            throws Exception {
        HttpTimes times = HttpTimes.DEFAULT.withLinger(Site.PATIENCE);
        Site site = new Site(slow.fixture(), how -> how.withTimes(times));
        Raw idle = new Raw(site.socket());
        assertThat(idle.say(Raw.modern("1", "echo")).hear().status()).isEqualTo(200);

        Thread end = closing(site);
        Until.so(() -> refusesToConnect(site));
        Raw.Answer told = idle.say(Raw.modern("2", "echo")).hear();

        assertThat(told.status()).isEqualTo(503);
        assertThat(told.head()).contains("Connection: close");
        end.interrupt();
        end.join();
    }

    private static boolean refusesToConnect(Site site) {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.head("GET /ready", -1)).hear();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void what_was_still_being_read_is_answered_too_however_long_it_works() throws Exception {
        Site site = new Site(slow.fixture());
        String session = site.session("2025-11-25");
        String request = Raw.modern("1", "slow");
        int middle = request.length() - 20;
        Raw half = new Raw(site.socket()).say(request.substring(0, middle));
        String listen =
                Wording.modern(
                        "2",
                        "subscriptions/listen",
                        "{\"notifications\":{\"toolsListChanged\":true}}");
        Raw listening =
                new Raw(site.socket())
                        .say(
                                Raw.head(
                                                "POST /mcp",
                                                listen.length(),
                                                "MCP-Protocol-Version: 2026-07-28",
                                                "Mcp-Method: subscriptions/listen")
                                        + listen.substring(0, 20));
        Events stream = site.listen(streaming(site, session));
        Until.so(() -> site.transport().activity().open() == 3);

        Thread end = closing(site);
        Until.so(() -> status(site) == 503);
        half.say(request.substring(middle));
        assertThat(slow.next()).isEqualTo("began");
        listening.say(listen.substring(20));
        String heard = listening.hear().body();
        slow.letGo();

        assertThat(heard).contains("acknowledged").contains("\"result\"");
        assertThat(half.hear().body()).contains("done at last");
        assertThat(stream.rest()).hasSize(1);
        end.join();
    }

    @Test
    void work_in_the_background_is_ended_and_a_change_that_is_being_sent_is_sent()
            throws Exception {
        MemoryTasks kept = new MemoryTasks(Clock.systemUTC(), Duration.ofMinutes(10), 4, 4);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Fixture fixture = slow.fixture().with(kept);
        fixture.tool("wait", attempt -> new Outcome.Later(() -> waits(stopped), false));
        fixture.tool(
                "send",
                attempt ->
                        new Outcome.Later(
                                () -> {
                                    attempt.call().line().pointOfNoReturn();
                                    sending.countDown();
                                    release.await();
                                    sent.countDown();
                                    return Fixture.says("sent");
                                },
                                false));
        Site site = new Site(fixture);
        assertThat(task(site, "wait")).contains("\"resultType\":\"task\"");
        assertThat(task(site, "send")).contains("\"resultType\":\"task\"");
        sending.await();

        Thread end = closing(site);
        boolean told = stopped.await(20, TimeUnit.SECONDS);
        boolean early = !end.isAlive();
        release.countDown();
        end.join();

        assertThat(told).isTrue();
        assertThat(early).isFalse();
        assertThat(sent.getCount()).isZero();
    }

    private static Outcome waits(CountDownLatch stopped) {
        try {
            Thread.sleep(Site.PATIENCE);
            return Fixture.says("never told to stop");
        } catch (InterruptedException e) {
            stopped.countDown();
            throw new CancellationException();
        }
    }

    private static String task(Site site, String tool) {
        String following =
                "{\"name\":\"%s\",\"arguments\":{},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}}"
                        .formatted(tool);
        HttpRequest.Builder call = site.posting(Wording.request("1", "tools/call", following));
        return site.send(Site.named(call, "tools/call", Wording.tool(tool))).body();
    }

    private static HttpRequest.Builder streaming(Site site, String session) {
        return site.request()
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .GET();
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
        assertThat(raw.rest()).isEmpty();
    }
}
