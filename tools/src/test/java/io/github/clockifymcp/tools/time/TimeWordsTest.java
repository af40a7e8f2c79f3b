package io.github.clockifymcp.tools.time;

import static io.github.clockifymcp.tools.time.Direction.FUTURE;
import static io.github.clockifymcp.tools.time.Direction.PAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeWordsTest {
    private final TimeWords words = vienna("2026-11-20T09:30:00.789Z");

    @Test
    void a_time_of_day_at_the_end_is_on_the_day_of_the_start() {
        assertThat(span("yesterday 9:00", "17:30", null))
                .isEqualTo("Thu 19 Nov 2026 09:00–17:30 CET (8:30)");
        assertThat(span("2026-11-12 20:00", "24:00", null))
                .isEqualTo("Thu 12 Nov 2026 20:00–24:00 CET (4:00)");
    }

    @Test
    void an_end_on_the_next_day_has_to_be_said() {
        Problem problem = refusal(() -> words.span("yesterday 22:00", "2:00", null, PAST));

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.text()).contains("Thu 19 Nov 2026 02:00", "Fri 20 Nov 2026 02:00");
        assertThat(problem.hint()).contains("02:00 next day");
        assertThat(span("yesterday 22:00", "02:00 next day", null))
                .isEqualTo("Thu 19 Nov 2026 22:00 – Fri 20 Nov 2026 02:00 CET (4:00)");
        assertThat(span("yesterday 22:00", "today 02:00", null))
                .isEqualTo("Thu 19 Nov 2026 22:00 – Fri 20 Nov 2026 02:00 CET (4:00)");
        assertThat(span("yesterday 22:00", "on the next day at 2am", null))
                .isEqualTo("Thu 19 Nov 2026 22:00 – Fri 20 Nov 2026 02:00 CET (4:00)");
    }

    @Test
    void the_same_time_at_both_ends_may_be_nothing_or_a_whole_day() {
        Problem problem = refusal(() -> words.span("9:00", "9:00", null, PAST));

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
    }

    @Test
    void an_end_may_be_a_duration_but_half_past_two_is_a_time() {
        assertThat(span("1:00", "2h30m", null)).isEqualTo("Fri 20 Nov 2026 01:00–03:30 CET (2:30)");
        assertThat(span("1:00", "2:30", null)).isEqualTo("Fri 20 Nov 2026 01:00–02:30 CET (1:30)");
        assertThat(span("1:00", null, "2:30")).isEqualTo("Fri 20 Nov 2026 01:00–03:30 CET (2:30)");
    }

    @Test
    void two_of_three_make_a_span_and_so_does_one_that_says_it_all() {
        assertThat(span(null, "now", "1.5h")).isEqualTo("Fri 20 Nov 2026 09:00–10:30 CET (1:30)");
        assertThat(span("today 9:00-10:00", null, null))
                .isEqualTo("Fri 20 Nov 2026 09:00–10:00 CET (1:00)");
        assertThat(span(null, null, "2h30m ending now"))
                .isEqualTo("Fri 20 Nov 2026 08:00–10:30 CET (2:30)");
    }

    @Test
    void three_have_to_agree() {
        assertThat(span("9:00", "10:00", "1h")).isEqualTo("Fri 20 Nov 2026 09:00–10:00 CET (1:00)");

        Problem problem = refusal(() -> words.span("9:00", "10:00", "2h", PAST));

        assertThat(problem.message()).contains("(1:00)", "‹2h›");
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThat(refusal(() -> words.span(null, null, null, PAST)).code())
                .isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(refusal(() -> words.span("9:00", null, null, PAST)).hint()).contains("two of");
    }

    @Test
    void durations_across_a_change_of_clocks_are_the_time_that_passes() {
        assertThat(span("2026-03-29 01:30", "03:30", null))
                .isEqualTo("Sun 29 Mar 2026 01:30 CET – 03:30 CEST (1:00)");
        assertThat(span("2026-10-25 01:30", null, "2h"))
                .isEqualTo("Sun 25 Oct 2026 01:30 CEST – 02:30 CET (2:00)");
        assertThat(vienna("2026-03-29T01:30:00Z").moment("2 hours ago", PAST))
                .isEqualTo("2026-03-28T23:30:00Z");
    }

    @Test
    void a_dash_before_digits_is_an_offset_only_in_the_machines_form() {
        assertThat(words.moment("2026-11-17T09:00-05:00", PAST)).isEqualTo("2026-11-17T14:00:00Z");

        Problem problem = refusal(() -> words.moment("9:00-11:00", PAST));

        assertThat(problem.hint()).contains("UTC-05:00");
    }

    @Test
    void seconds_are_kept_and_fractions_dropped() {
        assertThat(words.moment("now", PAST)).isEqualTo("2026-11-20T09:30:00Z");
        assertThat(words.moment("9:00:59", PAST)).isEqualTo("2026-11-20T08:00:59Z");
        assertThat(words.duration("1h 20s")).isEqualTo(Duration.ofSeconds(3_620));
    }

    @Test
    void a_contradicting_weekday_is_refused_with_both_candidates() {
        Problem problem = refusal(() -> words.moment("Monday 17 Nov 2026 9:00", PAST));

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.hint()).contains("Tue 17 Nov 2026", "Mon 16 Nov 2026");
    }

    @Test
    void a_thousand_weekdays_are_checked() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 1_000; i++) {
            LocalDate day = first.plusDays(i);
            String wrong = TimeText.name(day.plusDays(1 + i % 6).getDayOfWeek());
            String text = words.text().day(day);

            assertThat(words.day(text, PAST)).isEqualTo(day);
            assertThat(refusal(() -> words.day(wrong + text.substring(3), PAST)).hint())
                    .contains(text, wrong);
        }
    }

    @Test
    void weeks_begin_on_the_account_s_first_day() {
        TimeWords american =
                new TimeWords(
                        ZoneId.of("America/New_York"),
                        Instant.parse("2026-11-20T15:00:00Z"),
                        DayOfWeek.SUNDAY);

        assertThat(american.text().range(american.range("this week", PAST)))
                .isEqualTo("Sun 15 Nov 2026 – Sat 21 Nov 2026");
        assertThat(american.day("this sunday", PAST)).isEqualTo("2026-11-15");
    }

    @Test
    void today_is_the_account_s_day_and_not_the_host_s() {
        Instant lateInLondon = Instant.parse("2026-11-20T23:30:00Z");
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        TimeWords there = new TimeWords(kathmandu, lateInLondon, DayOfWeek.MONDAY);

        assertThat(there.today()).isEqualTo("2026-11-21");
        assertThat(there.moment("today 9:00", PAST)).isEqualTo("2026-11-21T03:15:00Z");
    }

    @Test
    void a_range_of_two_texts_holds_both() {
        DateRange range = words.range("last week", "yesterday", PAST);

        assertThat(range).isEqualTo(DateRange.through(day("2026-11-09"), day("2026-11-19")));
        assertThat(range.days()).isEqualTo(11);
        assertThat(range.startsAt(words.zone())).isEqualTo("2026-11-08T23:00:00Z");
        assertThat(range.endsAt(words.zone())).isEqualTo("2026-11-19T23:00:00Z");
        assertThat(refusal(() -> words.range("today", "yesterday", PAST)).message())
                .contains("before it starts");
    }

    @Test
    void notes_tell_what_is_odd_and_nothing_else() {
        assertThat(words.notes(words.span("9:00-10:00", PAST))).isEmpty();
        assertThat(words.notes(words.span("9:00-11:00", PAST)))
                .containsExactly("It ends in the future: now it is Fri 20 Nov 2026 10:30 CET.");
        assertThat(words.notes(words.span("11:00-12:00", PAST)))
                .containsExactly("It starts in the future: now it is Fri 20 Nov 2026 10:30 CET.");
        assertThat(words.notes(words.span("17 nov 9:00 to 18 nov 9:01", PAST)))
                .containsExactly("It is longer than 24 hours.");
        assertThat(words.notes(words.span("24 nov 9:00-10:00", PAST)))
                .containsExactly("It starts 361 days ago.");
    }

    @Test
    void long_empty_and_strange_texts_are_refused_without_being_repeated_raw() {
        assertThat(refusal(() -> words.moment("9".repeat(101), PAST)).message())
                .isEqualTo("A time is 101 characters long.");
        assertThat(refusal(() -> words.moment(" \t", PAST)).message())
                .isEqualTo("A time is empty.");
        assertThat(refusal(() -> words.moment("today\u0007\u202E9", PAST)).message())
                .contains("‹today??9›");
    }

    @Test
    void a_turkish_host_reads_capitals_alike() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(words.day("LAST FRIDAY", PAST)).isEqualTo("2026-11-13");
            assertThat(words.duration("90 MIN")).isEqualTo(Duration.ofMinutes(90));
            assertThat(words.moment("2026-11-17 9:00 [EUROPE/VIENNA]", PAST))
                    .isEqualTo("2026-11-17T08:00:00Z");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void one_of_start_end_and_duration_alone_is_answered_with_what_is_missing() {
        assertThat(refusal(() -> words.span(null, null, "2h", PAST)).message())
                .isEqualTo("‹2h› says how long, and not from when to when.");
        assertThat(refusal(() -> words.span("today 9:00", null, null, PAST)).message())
                .isEqualTo("‹today 9:00› says one moment, and not from when to when.");
        assertThat(refusal(() -> words.span(null, "now", null, PAST)).message())
                .isEqualTo("‹now› says one moment, and not from when to when.");
        assertThat(refusal(() -> words.span("soon", null, null, PAST)).message())
                .startsWith("‹soon› is not a span of time I understand");
    }

    @Test
    void ahead_a_weekday_is_the_coming_one_and_today_counts() {
        assertThat(words.day("friday", FUTURE)).isEqualTo("2026-11-20");
        assertThat(words.day("thursday", FUTURE)).isEqualTo("2026-11-26");
        assertThat(words.day("29 feb", FUTURE)).isEqualTo("2028-02-29");
        assertThat(words.range("march", FUTURE).start()).isEqualTo("2027-03-01");
    }

    private String span(@Nullable String start, @Nullable String end, @Nullable String duration) {
        return words.text().span(words.span(start, end, duration, PAST));
    }

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static TimeWords vienna(String now) {
        return new TimeWords(ZoneId.of("Europe/Vienna"), Instant.parse(now), DayOfWeek.MONDAY);
    }

    private static Problem refusal(ThrowingCallable call) {
        return catchThrowableOfType(ToolException.class, call).problem();
    }
}
