package io.github.clockifymcp.tools.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private final TimeText vienna = new TimeText(ZoneId.of("Europe/Vienna"));

    @Test
    void a_span_within_a_day_names_the_day_once() {
        Span span = span("2026-11-17T08:00:00Z", "2026-11-17T10:30:00Z");

        assertThat(vienna.span(span)).isEqualTo("Tue 17 Nov 2026 09:00–11:30 CET (2:30)");
    }

    @Test
    void a_span_over_midnight_names_both_days() {
        Span span = span("2026-11-17T21:00:00Z", "2026-11-18T01:00:00Z");

        assertThat(vienna.span(span))
                .isEqualTo("Tue 17 Nov 2026 22:00 – Wed 18 Nov 2026 02:00 CET (4:00)");
    }

    @Test
    void a_span_to_midnight_ends_at_24_00() {
        Span span = span("2026-11-17T21:00:00Z", "2026-11-17T23:00:00Z");

        assertThat(vienna.span(span)).isEqualTo("Tue 17 Nov 2026 22:00–24:00 CET (2:00)");
    }

    @Test
    void a_span_over_a_change_of_clocks_names_both_zones_and_the_time_that_passed() {
        Span span = span("2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z");

        assertThat(vienna.span(span)).isEqualTo("Sun 25 Oct 2026 01:30 CEST – 03:30 CET (3:00)");
    }

    @Test
    void a_span_from_an_hour_to_its_repetition_does_not_look_empty() {
        Span span = span("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");

        assertThat(vienna.span(span)).isEqualTo("Sun 25 Oct 2026 02:30 CEST – 02:30 CET (1:00)");
    }

    @Test
    void a_running_entry_shows_how_long_it_has_run() {
        Instant start = Instant.parse("2026-11-17T08:00:00Z");
        Instant now = Instant.parse("2026-11-17T11:12:59Z");

        assertThat(vienna.running(start, now))
                .isEqualTo("Tue 17 Nov 2026 09:00 CET – running (3:12)");
    }

    @Test
    void a_running_entry_from_a_repeated_hour_shows_which_one() {
        Instant start = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(vienna.running(start, start.plusSeconds(3600)))
                .isEqualTo("Sun 25 Oct 2026 02:30 CEST – running (1:00)");
    }

    @Test
    void minutes_are_cut_and_not_rounded() {
        assertThat(vienna.duration(Duration.ofSeconds(59))).isEqualTo("0:00");
        assertThat(vienna.duration(Duration.ofSeconds(9_059))).isEqualTo("2:30");
        assertThat(vienna.duration(Duration.ofHours(123))).isEqualTo("123:00");
        assertThat(vienna.duration(Duration.ofMinutes(-5))).isEqualTo("-0:05");
        assertThat(vienna.duration(Duration.ofSeconds(-5))).isEqualTo("0:00");
    }

    @Test
    void zones_without_letters_show_their_offset() {
        Instant instant = Instant.parse("2026-07-17T08:00:00Z");

        assertThat(zone("Asia/Kathmandu", instant)).isEqualTo("UTC+05:45");
        assertThat(zone("America/Sao_Paulo", instant)).isEqualTo("UTC-03:00");
        assertThat(zone("Australia/Lord_Howe", instant)).isEqualTo("UTC+10:30");
        assertThat(zone("Asia/Kolkata", instant)).isEqualTo("IST");
        assertThat(zone("Europe/London", instant)).isEqualTo("BST");
        assertThat(zone("UTC", instant)).isEqualTo("UTC");
        assertThat(new TimeText(ZoneId.of("+05:30")).zoneAt(instant)).isEqualTo("UTC+05:30");
    }

    @Test
    void letters_are_not_used_for_a_past_in_which_the_zone_had_another_time() {
        Instant then = Instant.parse("2013-01-15T08:00:00Z");
        Instant today = Instant.parse("2026-01-15T08:00:00Z");

        assertThat(zone("Europe/Moscow", then)).isEqualTo("UTC+04:00");
        assertThat(zone("Europe/Moscow", today)).isEqualTo("MSK");
    }

    @Test
    void the_host_s_language_makes_no_difference() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(vienna.moment(Instant.parse("2026-10-16T07:05:00Z")))
                    .isEqualTo("Fri 16 Oct 2026 09:05 CEST");
            assertThat(vienna.day(LocalDate.of(2026, 4, 3))).isEqualTo("Fri 3 Apr 2026");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String zone(String id, Instant instant) {
        return new TimeText(ZoneId.of(id)).zoneAt(instant);
    }

    private static Span span(String start, String end) {
        return new Span(Instant.parse(start), Instant.parse(end));
    }
}
