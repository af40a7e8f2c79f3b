package io.github.clockifymcp.tools.time;

import static io.github.clockifymcp.tools.time.Direction.PAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockChangesTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Vienna, 2026-03-29 02:30, 02:00, 03:00",
        "America/New_York, 2026-03-08 02:15, 02:00, 03:00",
        "Australia/Sydney, 2026-10-04 02:59, 02:00, 03:00",
        "Australia/Lord_Howe, 2026-10-04 02:10, 02:00, 02:30",
        "Africa/Casablanca, 2026-03-22 02:30, 02:00, 03:00",
        "Africa/Cairo, 2026-04-24 00:00, 00:00, 01:00",
    })
    void a_time_that_spring_skips_is_refused_with_the_jump(
            String zone, String text, String before, String after) {
        Problem problem = refusal(words(zone), text);

        assertThat(problem.code()).isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(problem.message())
                .contains("does not exist in " + zone, before + " straight to", after + ".");
        assertThat(problem.hint()).contains(":59", after);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Vienna, 2026-10-25 02:30, CEST, CET, 60",
        "America/New_York, 2026-11-01 01:15, EDT, EST, 60",
        "Australia/Sydney, 2026-04-05 02:59, AEDT, AEST, 60",
        "Australia/Lord_Howe, 2026-04-05 01:40, UTC+11:00, UTC+10:30, 30",
        "Africa/Casablanca, 2026-02-15 02:30, UTC+01:00, GMT, 60",
        "Europe/London, 2026-10-25 01:30, BST, GMT, 60",
    })
    void a_time_that_autumn_repeats_is_ambiguous_until_told_apart(
            String zone, String text, String first, String second, int minutes) {
        TimeWords words = words(zone);

        Problem problem = refusal(words, text);
        Instant earlier = words.moment(text + " " + first, PAST);
        Instant later = words.moment(text + " " + second, PAST);

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.message())
                .contains("first as " + first + ",", "then as " + second + ".");
        assertThat(Duration.between(earlier, later)).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(words.moment(text + " first", PAST)).isEqualTo(earlier);
        assertThat(words.moment(text + " second", PAST)).isEqualTo(later);
    }

    @Test
    void kathmandu_keeps_its_quarter_of_an_hour() {
        TimeWords words = words("Asia/Kathmandu");

        assertThat(words.moment("2026-11-17 09:00", PAST)).isEqualTo("2026-11-17T03:15:00Z");
        assertThat(words.moment("2026-11-17 09:00 UTC+05:45", PAST))
                .isEqualTo("2026-11-17T03:15:00Z");
        assertThat(words.moment("2026-11-17 09:00+0545", PAST)).isEqualTo("2026-11-17T03:15:00Z");
    }

    @Test
    void the_day_that_samoa_left_out_is_no_day_there() {
        TimeWords apia = words("Pacific/Apia");

        Problem problem =
                catchThrowableOfType(ToolException.class, () -> apia.day("2011-12-30", PAST))
                        .problem();

        assertThat(problem.message()).contains("does not exist in Pacific/Apia");
        assertThat(refusal(apia, "30 Dec 2011 12:00").message()).contains("does not exist");
        assertThat(apia.range("2011-12-29..2011-12-31", PAST).days()).isEqualTo(3);
        assertThat(apia.moment("2011-12-29 24:00", PAST)).isEqualTo("2011-12-30T10:00:00Z");
        assertThat(apia.moment("2011-12-31 00:00", PAST)).isEqualTo("2011-12-30T10:00:00Z");
        assertThat(apia.moment("2011-12-30T12:00Z", PAST)).isEqualTo("2011-12-30T12:00:00Z");
    }

    @Test
    void the_end_of_a_day_is_found_where_clocks_change_at_midnight() {
        TimeWords cairo = words("Africa/Cairo");

        assertThat(cairo.moment("2026-04-23 24:00", PAST)).isEqualTo("2026-04-23T22:00:00Z");
        assertThat(cairo.moment("2026-04-24 01:00", PAST)).isEqualTo("2026-04-23T22:00:00Z");
        assertThat(cairo.range("2026-04-24", PAST).startsAt(cairo.zone()))
                .isEqualTo("2026-04-23T22:00:00Z");
    }

    @Test
    void letters_of_the_other_season_are_refused() {
        Problem problem = refusal(words("Europe/Vienna"), "17 Nov 2026 9:00 CEST");

        assertThat(problem.message())
                .isEqualTo("Tue 17 Nov 2026 09:00 is CET in Europe/Vienna, not ‹cest›.");
    }

    @Test
    void an_offset_that_the_place_never_has_is_refused() {
        Problem problem = refusal(words("Europe/Vienna"), "2026-11-17T09:00+02:00[Europe/Vienna]");

        assertThat(problem.message()).contains("is not UTC+02:00 in Europe/Vienna");
    }

    private static TimeWords words(String zone) {
        return new TimeWords(
                ZoneId.of(zone), Instant.parse("2026-11-20T09:30:00Z"), DayOfWeek.MONDAY);
    }

    private static Problem refusal(TimeWords words, String text) {
        return catchThrowableOfType(ToolException.class, () -> words.moment(text, PAST)).problem();
    }
}
