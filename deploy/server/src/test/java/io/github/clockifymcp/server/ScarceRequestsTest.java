package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.RateHeaders;
import io.github.clockifymcp.clockify.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ScarceRequestsTest {
    private static final ApiRequest<?> REQUEST =
            ApiRequest.of(Service.CORE, "GET", "/user", Query.none(), null);
    private static final RateHeaders SILENT = new RateHeaders(null, null, null);

    private Instant now = Instant.parse("2026-11-20T09:00:00Z");
    private final InstantSource clock = () -> now;
    private final NameStore store = new MemoryNameStore(clock, 10);
    private final ScarceRequests requests = new ScarceRequests(() -> store, clock);

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            requests.asking(REQUEST);
            requests.answered(REQUEST, 200, SILENT);
        }
    }

    @Test
    void a_free_workspace_is_told_of_when_a_third_is_left() {
        ask(19);
        assertThat(requests.note(true)).isEmpty();
        ask(1);
        assertThat(requests.note(false)).isEmpty();
        assertThat(requests.note(true))
                .contains(
                        "20 requests were sent to Clockify within the last hour; a new Free"
                                + " workspace allows 30, to everybody together.");
    }

    @Test
    void more_than_thirty_that_went_well_show_that_there_is_no_such_limit() {
        ask(31);

        assertThat(requests.note(true)).isEmpty();
    }

    @Test
    void what_is_older_than_an_hour_does_not_count() {
        ask(25);
        now = now.plus(Duration.ofHours(1));

        assertThat(requests.note(true)).isEmpty();
    }

    @Test
    void the_next_process_goes_on_counting() {
        ask(22);
        ScarceRequests next = new ScarceRequests(() -> store, clock);
        next.asking(REQUEST);

        assertThat(next.note(true)).hasValueSatisfying(note -> assertThat(note).startsWith("23 "));
    }

    @Test
    void a_spoilt_count_is_none() {
        store.put(
                "requests", "x 12 99999999999999999999 -1 1e9 9999999999999", Duration.ofHours(1));
        ask(20);

        assertThat(requests.note(true))
                .hasValueSatisfying(note -> assertThat(note).startsWith("20 "));
    }

    @Test
    void what_clockify_says_itself_counts_more() {
        requests.answered(REQUEST, 200, new RateHeaders(60, 20, now.plusSeconds(60)));
        assertThat(requests.note(false)).isEmpty();

        requests.answered(REQUEST, 200, new RateHeaders(60, 3, now.plusSeconds(60)));
        assertThat(requests.note(false))
                .contains("Clockify allows 3 more requests until 2026-11-20T09:01:00Z.");
        now = now.plusSeconds(60);
        assertThat(requests.note(false)).isEmpty();
    }

    @Test
    void a_refusal_is_remembered_for_an_hour() {
        requests.answered(REQUEST, 429, SILENT);

        assertThat(requests.note(false))
                .hasValueSatisfying(note -> assertThat(note).contains("Ask for little."));
        now = now.plus(Duration.ofHours(1));
        assertThat(requests.note(false)).isEmpty();
    }
}
