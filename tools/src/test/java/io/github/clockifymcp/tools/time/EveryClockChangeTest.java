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
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What people say, around every clock change of [ClockChange#ZONES] from 2020 to 2030, held
/// against plain `java.time`. The soak has every minute around each of them; otherwise it is the
/// edges of one change of each kind in each zone.
class EveryClockChangeTest {
    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final List<ClockChange> CHANGES =
            SOAK ? ClockChange.all() : ClockChange.telling();
    private static final Pattern QUOTED = Pattern.compile("‹([^›]+)›");
    private static final List<Integer> DAYS = List.of(-1, 0, 1);
    private static final Map<Integer, String> SAID =
            Map.of(-1, "yesterday", 0, "today", 1, "tomorrow");

    private static TimeWords words(ZoneId zone, Instant now) {
        return new TimeWords(zone, now, DayOfWeek.MONDAY);
    }

    private static Problem refusal(ThrowingCallable said) {
        ToolException refused = catchThrowableOfType(ToolException.class, said);
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static String clock(LocalTime time) {
        return two(time.getHour()) + ":" + two(time.getMinute());
    }

    /// Readings of the clock around a change: at its edges and inside; in the soak every minute.
    private static List<LocalDateTime> readings(ClockChange change) {
        TreeSet<LocalDateTime> found = new TreeSet<>();
        LocalDateTime first = change.earlier();
        LocalDateTime last = change.later();
        for (int minute : List.of(-61, -1, 0, 1, 29, 30, 31)) {
            found.add(first.plusMinutes(minute));
            found.add(last.plusMinutes(minute));
            found.add(last.minusMinutes(minute));
        }
        if (SOAK) {
            LocalDateTime from = first.minusHours(4);
            IntStream.range(0, 60 * 11).forEach(minute -> found.add(from.plusMinutes(minute)));
        }
        return List.copyOf(found);
    }

    @Test
    void there_are_changes_of_every_kind() {
        List<ClockChange> all = ClockChange.all();

        assertThat(ClockChange.ZONES).hasSizeGreaterThanOrEqualTo(20);
        assertThat(all).hasSizeGreaterThan(350);
        assertThat(all).anyMatch(one -> one.minutes() == 30).anyMatch(one -> one.minutes() > 60);
        assertThat(all)
                .anyMatch(one -> one.change().isGap() && one.earlier().getHour() == 0)
                .anyMatch(one -> one.change().isOverlap() && one.earlier().getHour() == 0);
        assertThat(ClockChange.in(ZoneId.of("UTC"))).isEmpty();
        assertThat(ClockChange.telling()).hasSizeGreaterThan(40);
    }

    @Test
    void a_time_of_a_day_is_the_one_that_the_clock_shows() {
        for (ClockChange change : CHANGES) {
            for (LocalDateTime reading : readings(change)) {
                for (int away : DAYS) {
                    LocalDate today = reading.toLocalDate().minusDays(away);
                    Instant now = today.atTime(12, 0).atZone(change.zone()).toInstant();
                    TimeWords words = words(change.zone(), now);
                    String time = clock(reading.toLocalTime());
                    is(change, words, reading, SAID.get(away) + " " + time, "");
                    is(change, words, reading, time + " " + SAID.get(away), "");
                    if (away == 0) {
                        is(change, words, reading, reading.toLocalDate() + " " + time, "");
                        is(change, words, reading, reading.toString(), "");
                        is(change, words, reading, "at " + time, "");
                    }
                }
            }
        }
    }

    @Test
    void somebody_elsewhere_who_names_the_place_means_its_clock() {
        for (ClockChange change : CHANGES) {
            TimeWords words = words(ZoneId.of("Asia/Kathmandu"), change.noon(1));
            for (LocalDateTime reading : readings(change)) {
                is(change, words, reading, reading.toString(), " [" + change.zone() + "]");
            }
        }
    }

    /// Holds what words make of a reading against what the clock shows.
    private static void is(
            ClockChange change, TimeWords words, LocalDateTime reading, String text, String place) {
        List<Instant> meant = change.showing(reading);
        switch (meant.size()) {
            case 0 -> {
                Problem problem = refusal(() -> words.moment(text + place, PAST));
                assertThat(problem.code())
                        .as("%s: %s", change, text)
                        .isEqualTo(Code.INVALID_ARGUMENTS);
                assertThat(problem.message())
                        .contains("does not exist in " + change.zone())
                        .contains(clock(change.earlier().toLocalTime()) + " straight to ")
                        .contains(clock(change.later().toLocalTime()) + ".");
            }
            case 1 ->
                    assertThat(words.moment(text + place, PAST))
                            .as("%s: %s", change, text)
                            .isEqualTo(meant.getFirst());
            default -> {
                Problem problem = refusal(() -> words.moment(text + place, PAST));
                assertThat(problem.code()).as("%s: %s", change, text).isEqualTo(Code.AMBIGUOUS);
                if (place.isEmpty()) {
                    bothCanBeSaid(change, words, reading, problem, meant);
                }
            }
        }
    }

    /// What the hint offers is understood, in its order.
    private static void bothCanBeSaid(
            ClockChange change,
            TimeWords words,
            LocalDateTime reading,
            Problem problem,
            List<Instant> meant) {
        List<Instant> offered =
                QUOTED.matcher(problem.hint())
                        .results()
                        .map(match -> reading.toLocalDate() + " " + match.group(1))
                        .map(text -> words.moment(text, PAST))
                        .toList();
        assertThat(offered)
                .as("%s: %s", change, problem.hint())
                .containsExactly(meant.get(0), meant.get(1), meant.get(0), meant.get(1));
    }

    @Test
    void the_end_of_a_day_is_where_the_next_begins_whoever_says_it() {
        for (ClockChange change : CHANGES) {
            for (int away : DAYS) {
                LocalDate day = change.day().plusDays(away);
                Instant end = ClockChange.beginning(day.plusDays(1), change.zone());
                TimeWords there = words(change.zone(), change.noon(2));
                TimeWords elsewhere = words(ZoneId.of("UTC"), change.noon(2));
                String text = day + " 24:00";
                assertThat(there.moment(text, PAST)).as("%s: %s", change, text).isEqualTo(end);
                assertThat(elsewhere.moment(text + " [" + change.zone() + "]", PAST))
                        .as("%s: %s from elsewhere", change, text)
                        .isEqualTo(end);
            }
        }
    }

    @Test
    void ago_and_ahead_are_what_passes_and_not_what_the_clock_shows() {
        for (ClockChange change : CHANGES) {
            for (int minute = -181; minute <= 181; minute += SOAK ? 1 : 30) {
                Instant now = change.change().getInstant().plusSeconds(60L * minute);
                TimeWords words = words(change.zone(), now);
                assertThat(words.moment("2 hours ago", PAST)).isEqualTo(now.minusSeconds(7200));
                assertThat(words.moment("in 90 minutes", PAST)).isEqualTo(now.plusSeconds(5400));
                assertThat(words.span("last 3 hours", PAST))
                        .isEqualTo(new Span(now.minusSeconds(10_800), now));
                assertThat(words.span("2h30m ending now", PAST).length())
                        .isEqualTo(Duration.ofMinutes(150));
            }
        }
    }

    @Test
    void what_is_said_about_an_instant_is_read_back_as_that_instant() {
        for (ClockChange change : CHANGES) {
            TimeWords words = words(change.zone(), change.noon(1));
            for (int minute = -240; minute <= 240; minute += SOAK ? 1 : 15) {
                Instant at = change.change().getInstant().plusSeconds(60L * minute);
                assertThat(words.moment(words.text().moment(at), PAST))
                        .as("%s", change)
                        .isEqualTo(at);
                Span span = new Span(at, at.plus(Duration.ofMinutes(210)));
                String said = words.text().span(span);
                assertThat(said).as("%s", change).endsWith(" (3:30)");
                String times = said.substring(0, said.lastIndexOf(" ("));
                assertThat(words.span(times, PAST)).as("%s: %s", change, times).isEqualTo(span);
            }
        }
    }

    @Test
    void a_span_over_a_change_is_as_long_as_what_passes_and_says_what_the_clock_did() {
        for (ClockChange change : CHANGES) {
            LocalDateTime from = change.earlier().minusMinutes(90);
            LocalDateTime to = change.later().plusMinutes(90);
            Instant start = only(change.showing(from));
            Instant end = only(change.showing(to));
            TimeWords words = words(change.zone(), change.noon(2));

            Span span = words.span(from.toString(), to.toString(), null, PAST);

            Duration passes = Duration.between(start, end);
            Duration onTheClock = Duration.between(from, to);
            assertThat(span).as("%s", change).isEqualTo(new Span(start, end));
            assertThat(passes).isNotEqualTo(onTheClock);
            assertThat(words.notes(span))
                    .as("%s", change)
                    .anySatisfy(note ->
                            assertThat(note)
                                    .contains(change.change().isGap() ? "forward" : "back")
                                    .contains(words.text().duration(onTheClock))
                                    .contains(words.text().duration(passes)));
            Instant after = end.plus(Duration.ofHours(3));
            assertThat(words.notes(new Span(end, after)))
                    .as("%s, where nothing changes", change)
                    .noneMatch(note -> note.contains("clock"));
        }
    }

    @Test
    void a_night_over_a_change_is_said_like_any_other() {
        for (ClockChange change : CHANGES) {
            LocalDate eve = change.day().minusDays(1);
            Instant start = only(change.showing(eve.atTime(20, 0)));
            Instant end = only(change.showing(change.day().atTime(11, 0)));
            TimeWords words = words(change.zone(), change.noon(0));

            assertThat(words.span("yesterday 20:00 - 11:00 next day", PAST))
                    .as("%s", change)
                    .isEqualTo(new Span(start, end));
            assertThat(words.span("yesterday 20:00", "today 11:00", null, PAST))
                    .isEqualTo(new Span(start, end));
            assertThat(words.span("yesterday 20:00", null, "15h", PAST).end())
                    .isEqualTo(start.plus(Duration.ofHours(15)));
            Problem backwards = refusal(() -> words.span("yesterday 20:00", "11:00", null, PAST));
            assertThat(backwards.code()).isEqualTo(Code.AMBIGUOUS);
        }
    }

    @Test
    void an_end_by_the_clock_of_another_place_is_on_the_day_of_the_start_there() {
        TimeWords words = words(ZoneId.of("Europe/Vienna"), Instant.parse("2026-11-20T09:30:00Z"));

        for (ZoneId zone : ClockChange.ZONES) {
            LocalDate day = LocalDate.of(2026, 11, 17);
            for (int hour = 0; hour < 23; hour++) {
                Instant start = only(ClockChange.showing(day.atTime(hour, 0), zone));
                Span halfAnHour = new Span(start, start.plus(Duration.ofMinutes(30)));
                String offset = start.atZone(zone).getOffset().getId().replace("Z", "");
                for (String mark : List.of("[" + zone + "]", "UTC" + offset)) {
                    String begins = "%s %d:00".formatted(day, hour);
                    String ends = "%d:30 %s".formatted(hour, mark);
                    assertThat(words.span(begins + "-" + ends, PAST))
                            .as("%s to %s", begins, ends)
                            .isEqualTo(halfAnHour);
                    assertThat(words.span(begins + " " + mark, ends, null, PAST))
                            .as("%s %s, %s", begins, mark, ends)
                            .isEqualTo(halfAnHour);
                }
            }
        }
    }

    @Test
    void days_follow_each_other_without_a_gap_and_weeks_and_months_are_made_of_them() {
        for (ClockChange change : CHANGES) {
            ZoneId zone = change.zone();
            for (int away = -2; away <= 2; away++) {
                TimeWords words = words(zone, change.noon(away));
                LocalDate day = change.day().plusDays(away);
                DateRange today = words.range("today", PAST);
                assertThat(today.startsAt(zone))
                        .as("%s", change)
                        .isEqualTo(ClockChange.beginning(day, zone));
                assertThat(today.endsAt(zone))
                        .as("%s", change)
                        .isEqualTo(ClockChange.beginning(day.plusDays(1), zone));
                assertThat(words.range("yesterday", PAST).endsAt(zone))
                        .isEqualTo(today.startsAt(zone));
                assertThat(words.range("last 7 days", PAST))
                        .isEqualTo(DateRange.through(day.minusDays(6), day));
                YearMonth month = YearMonth.from(day);
                assertThat(words.range("this month", PAST))
                        .isEqualTo(DateRange.through(month.atDay(1), month.atEndOfMonth()));
                assertThat(words.range("last month", PAST).end()).isEqualTo(month.atDay(1));
                assertThat(words.range(month.toString(), PAST).days())
                        .isEqualTo(month.lengthOfMonth());
                assertThat(words.range(day.minusDays(3) + ".." + day, PAST).days()).isEqualTo(4);
            }
        }
    }

    @Test
    void today_is_the_day_of_the_accounts_clock_in_every_minute_around_a_change() {
        for (ClockChange change : CHANGES) {
            for (int minute = -1500; minute <= 1500; minute += SOAK ? 1 : 60) {
                Instant now = change.change().getInstant().plusSeconds(60L * minute - 1);
                LocalDate day = now.atZone(change.zone()).toLocalDate();
                TimeWords words = words(change.zone(), now);
                assertThat(words.today()).isEqualTo(day);
                assertThat(words.day("yesterday", PAST)).isEqualTo(day.minusDays(1));
                assertThat(words.day("tomorrow", FUTURE)).isEqualTo(day.plusDays(1));
                assertThat(words.day("3 days ago", PAST)).isEqualTo(day.minusDays(3));
            }
        }
    }

    @Test
    void weeks_begin_on_the_accounts_day_and_weekdays_are_where_a_calendar_has_them() {
        for (ClockChange change : CHANGES) {
            for (int away = -1; away <= (SOAK ? 7 : 1); away++) {
                LocalDate today = change.day().plusDays(away);
                for (DayOfWeek first : DayOfWeek.values()) {
                    TimeWords words = new TimeWords(change.zone(), change.noon(away), first);
                    LocalDate week = back(today, first, 0);
                    assertThat(words.range("this week", PAST))
                            .isEqualTo(new DateRange(week, week.plusDays(7)));
                    assertThat(words.range("last week", PAST))
                            .isEqualTo(new DateRange(week.minusDays(7), week));
                    assertThat(words.range("next week", FUTURE).start())
                            .isEqualTo(week.plusDays(7));
                    for (DayOfWeek day : DayOfWeek.values()) {
                        weekday(words, today, week, day);
                    }
                }
            }
        }
    }

    private static void weekday(TimeWords words, LocalDate today, LocalDate week, DayOfWeek day) {
        String name = day.name().toLowerCase(Locale.ROOT);
        LocalDate last = back(today, day, 1);
        LocalDate inThisWeek = back(week.plusDays(6), day, 0);
        LocalDate coming = back(today.plusDays(7), day, 0);
        assertThat(words.day("last " + name, PAST)).isEqualTo(last);
        assertThat(words.day(name, PAST)).isEqualTo(back(today, day, 0));
        assertThat(words.day(name, FUTURE)).isEqualTo(back(today.plusDays(6), day, 0));
        assertThat(words.day("this " + name, PAST)).isEqualTo(inThisWeek);
        assertThat(words.day(name + " last week", PAST)).isEqualTo(inThisWeek.minusDays(7));
        if (coming.equals(inThisWeek.plusDays(7))) {
            assertThat(words.day("next " + name, FUTURE)).isEqualTo(coming);
        } else {
            Problem problem = refusal(() -> words.day("next " + name, FUTURE));
            assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
            assertThat(problem.message())
                    .contains(words.text().day(coming))
                    .contains(words.text().day(inThisWeek.plusDays(7)));
        }
        List<Instant> noon = ClockChange.showing(last.atTime(12, 0), words.zone());
        assertThat(words.moment("last " + name + " 12:00", PAST)).isEqualTo(only(noon));
    }

    /// The latest day with a weekday that is at least so many days back, found one by one.
    private static LocalDate back(LocalDate from, DayOfWeek day, int atLeast) {
        LocalDate found = from.minusDays(atLeast);
        while (found.getDayOfWeek() != day) {
            found = found.minusDays(1);
        }
        return found;
    }

    @Test
    void a_weekday_that_contradicts_its_date_is_refused_with_both_candidates() {
        for (ClockChange change : CHANGES) {
            LocalDate date = change.day();
            TimeWords words = words(change.zone(), change.noon(3));
            for (DayOfWeek day : DayOfWeek.values()) {
                String weekday = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
                String said = weekday + " " + date;
                if (day == date.getDayOfWeek()) {
                    assertThat(words.day(said, PAST)).isEqualTo(date);
                    continue;
                }
                Problem problem = refusal(() -> words.day(said, PAST));
                assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
                List<LocalDate> candidates = new ArrayList<>();
                QUOTED.matcher(problem.hint())
                        .results()
                        .forEach(match -> candidates.add(words.day(match.group(1), PAST)));
                assertThat(candidates).as(said).hasSize(2).startsWith(date);
                LocalDate other = candidates.getLast();
                assertThat(other.getDayOfWeek()).as(said).isEqualTo(day);
                assertThat(other).isBetween(date.minusDays(3), date.plusDays(3));
                Problem moment = refusal(() -> words.moment(said + " 9:00", PAST));
                assertThat(moment.hint()).isEqualTo(problem.hint());
            }
        }
    }

    private static Instant only(List<Instant> instants) {
        assertThat(instants).hasSize(1);
        return instants.getFirst();
    }
}
