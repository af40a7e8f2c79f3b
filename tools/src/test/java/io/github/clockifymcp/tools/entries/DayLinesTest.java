package io.github.clockifymcp.tools.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayLinesTest {
    private final DayLines lines = new DayLines(ZoneId.of("Europe/Vienna"));

    private static EntryRow row(String handle, String start, String end) {
        Instant from = Instant.parse(start);
        Instant to = Instant.parse(end);
        long seconds = Duration.between(from, to).toSeconds();
        return new EntryRow(
                handle,
                handle,
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                seconds,
                "Web",
                null,
                List.of(),
                "",
                true);
    }

    @Test
    void an_entry_says_how_long_it_is_where_its_times_do_not_show_it() {
        EntryRow day = row("aaaaa", "2026-11-19T08:00:00Z", "2026-11-19T09:30:00Z");
        EntryRow night = row("bbbbb", "2026-11-19T21:00:00Z", "2026-11-20T01:00:00Z");

        assertThat(lines.of(List.of(night, day)))
                .containsExactly(
                        "Thu 19 Nov 2026, 5:30",
                        "aaaaa 09:00–10:30 Web",
                        "bbbbb 22:00–02:00+1d (4:00) Web");
    }

    @Test
    void on_a_day_on_which_the_clocks_change_times_come_with_their_zone() {
        EntryRow over = row("aaaaa", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z");
        EntryRow twice = row("bbbbb", "2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z");
        EntryRow before = row("ccccc", "2026-10-24T20:00:00Z", "2026-10-24T21:00:00Z");

        assertThat(lines.of(List.of(over, twice, before)))
                .containsExactly(
                        "Sat 24 Oct 2026, 1:00",
                        "ccccc 22:00–23:00 Web",
                        "Sun 25 Oct 2026, 3:30",
                        "aaaaa 01:30 CEST–03:30 CET (3:00) Web",
                        "bbbbb 02:15 CET–02:45 CET Web");
    }
}
