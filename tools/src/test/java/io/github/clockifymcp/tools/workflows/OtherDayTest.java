package io.github.clockifymcp.tools.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.time.Span;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// In Vienna the clocks skip 02:00 to 03:00 on the 29th of March 2026, and show it twice on the
/// 25th of October.
class OtherDayTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static Span span(String start, String end) {
        return new Span(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void the_time_of_day_is_kept_over_a_clock_change() {
        OtherDay day =
                OtherDay.of(span("2026-03-27T08:00:00Z", "2026-03-27T10:30:00Z"), 3, VIENNA)
                        .orElseThrow();

        assertThat(day.span()).isEqualTo(span("2026-03-30T07:00:00Z", "2026-03-30T09:30:00Z"));
        assertThat(day.notes()).isEmpty();
    }

    @Test
    void a_time_that_the_clocks_skip_is_put_where_they_go_on_and_said() {
        OtherDay day =
                OtherDay.of(span("2026-03-28T01:30:00Z", "2026-03-28T03:00:00Z"), 1, VIENNA)
                        .orElseThrow();

        assertThat(day.span()).isEqualTo(span("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
        assertThat(day.notes())
                .containsExactly(
                        "02:30 does not exist there: the clocks skip it, so it is Sun 29 Mar 2026"
                                + " 03:00 CEST.",
                        "The clocks change, so it is 1:00 there instead of 1:30.");
    }

    @Test
    void a_time_that_comes_twice_is_the_first_and_said() {
        OtherDay day =
                OtherDay.of(span("2026-10-24T00:30:00Z", "2026-10-24T06:00:00Z"), 1, VIENNA)
                        .orElseThrow();

        assertThat(day.span()).isEqualTo(span("2026-10-25T00:30:00Z", "2026-10-25T07:00:00Z"));
        assertThat(day.notes())
                .containsExactly(
                        "The clock shows it twice; taken is Sun 25 Oct 2026 02:30 CEST.",
                        "The clocks change, so it is 6:30 there instead of 5:30.");
    }

    @Test
    void a_time_that_the_clocks_skip_whole_is_none() {
        assertThat(OtherDay.of(span("2026-03-28T01:00:00Z", "2026-03-28T02:00:00Z"), 1, VIENNA))
                .isEmpty();
    }
}
