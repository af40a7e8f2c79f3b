package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Streams of sessions that break, and go on.
class ResumeTest {
    private final Slow slow = new Slow();
    private final Fixture fixture = slow.fixture();
    private final Site site = new Site(fixture);

    @AfterEach
    void end() {
        slow.letGo();
        site.close();
    }

    private HttpRequest.Builder resuming(String session, String lastEvent) {
        return site.request()
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .header("Last-Event-ID", lastEvent)
                .GET();
    }

    @Test
    void a_call_with_progress_is_a_stream_that_begins_with_where_to_come_back() {
        String session = site.session("2025-11-25");
        slow.letGo();

        List<Events.Event> events =
                site.listen(site.in(session, Wording.progressing("1", "telling"))).rest();

        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isEqualTo(new Events.Event("1-0", "1000", ""));
        assertThat(events.get(1).data()).contains("notifications/progress");
        assertThat(events.get(2).data()).contains("done at last");
    }

    @Test
    void older_revisions_get_no_event_without_a_message() {
        String session = site.session("2025-06-18");
        slow.letGo();

        List<Events.Event> events =
                site.listen(site.in(session, Wording.progressing("1", "telling"))).rest();

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().data()).contains("notifications/progress");
    }

    @Test
    void a_call_goes_on_without_its_connection_and_its_answer_is_fetched() {
        String session = site.session("2025-11-25");
        Events.Event progress;
        try (Events broken = site.listen(site.in(session, Wording.progressing("1", "telling")))) {
            broken.next();
            progress = broken.next();
            assertThat(slow.next()).isEqualTo("began");
        }
        Until.so(() -> site.transport().activity().open() == 0);
        slow.letGo();

        assertThat(slow.next()).isEqualTo("done");
        Until.so(() -> site.transport().activity().running() == 0);
        List<Events.Event> rest = site.listen(resuming(session, progress.id())).rest();

        assertThat(rest).hasSize(2);
        assertThat(rest.get(1).data()).contains("\"id\":1").contains("done at last");
    }

    @Test
    void a_client_may_come_back_before_the_answer_is_there() {
        String session = site.session("2025-11-25");
        Events broken = site.listen(site.in(session, Wording.progressing("1", "telling")));
        String start = broken.next().id();
        broken.close();

        Events resumed = site.listen(resuming(session, start));
        assertThat(resumed.next().id()).isEqualTo(start);
        assertThat(resumed.next().data()).contains("progress");
        slow.letGo();

        assertThat(resumed.rest()).hasSize(1).first().asString().contains("done at last");
    }

    @Test
    void a_call_that_takes_long_becomes_a_stream_so_that_nobody_takes_it_for_dead() {
        HttpTimes times = HttpTimes.DEFAULT.withKeepAlive(Duration.ofMillis(50));
        try (Site patient = new Site(fixture, how -> how.withTimes(times))) {
            String session = patient.session("2025-11-25");

            Events call = patient.listen(patient.in(session, Wording.call("1", "slow")));
            assertThat(call.next()).isEqualTo(new Events.Event("1-0", "1000", ""));
            assertThat(call.line()).isEqualTo(":");
            slow.letGo();

            assertThat(call.rest()).hasSize(1).first().asString().contains("done at last");
        }
    }

    @Test
    void what_nobody_fetched_is_forgotten_in_time() {
        HttpTimes times =
                HttpTimes.DEFAULT.withSession(Duration.ofMillis(400), Duration.ofMillis(50));
        try (Site forgetful = new Site(fixture, how -> how.withTimes(times))) {
            String session = forgetful.session("2025-11-25");
            slow.letGo();
            Events call =
                    forgetful.listen(forgetful.in(session, Wording.progressing("1", "telling")));
            String start = call.next().id();
            call.rest();

            Until.so(() ->
                    forgetful
                                    .send(
                                            forgetful
                                                    .request()
                                                    .header("Mcp-Session-Id", session)
                                                    .header("Last-Event-ID", start)
                                                    .GET())
                                    .statusCode()
                            == 400);
        }
    }
}
