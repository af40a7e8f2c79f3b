package io.github.clockifymcp.tools.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules of days that are said by their place beside today: `yesterday`, `last friday`. Days
/// with a date are [Dates]' concern.
///
/// @param direction which way a bare weekday points
record Days(HereAndNow here, Direction direction) {
    static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    static final Map<String, Integer> WEEKS = Map.of("last", -1, "this", 0, "next", 1);

    private static final Map<String, Integer> DAYS_PER =
            Map.of("day", 1, "days", 1, "week", 7, "weeks", 7);

    /// Any day.
    Optional<LocalDate> read(Tokens tokens) {
        tokens.skip("on");
        return tokens.first(
                new Dates(here, direction)::read,
                this::named,
                this::counted,
                this::inWeek,
                this::qualified,
                this::weekday);
    }

    /// `today`, `yesterday`, `tomorrow`, `day before yesterday`, `day after tomorrow`
    private Optional<LocalDate> named(Tokens tokens) {
        tokens.skip("the");
        if (tokens.skip("day", "before", "yesterday")) {
            return Optional.of(here.today().minusDays(2));
        }
        if (tokens.skip("day", "after", "tomorrow")) {
            return Optional.of(here.today().plusDays(2));
        }
        return tokens.word(Map.of("yesterday", -1, "today", 0, "tomorrow", 1))
                .map(here.today()::plusDays);
    }

    /// `3 days ago`, `in 2 weeks`: by the calendar, so that it is the same time of day.
    private Optional<LocalDate> counted(Tokens tokens) {
        boolean ahead = tokens.skip("in");
        Optional<Integer> count = tokens.number(1, 4);
        Optional<Integer> days = tokens.word(DAYS_PER);
        if (count.isEmpty() || days.isEmpty() || !(ahead || tokens.skip("ago"))) {
            return Optional.empty();
        }
        long distance = (long) count.get() * days.get();
        return Optional.of(here.today().plusDays(ahead ? distance : -distance));
    }

    /// `friday last week`, `last week friday`
    private Optional<LocalDate> inWeek(Tokens tokens) {
        Optional<DayOfWeek> before = tokens.word(WEEKDAYS);
        tokens.skip("of");
        Optional<Integer> week = tokens.word(WEEKS);
        if (week.isEmpty() || !tokens.skip("week")) {
            return Optional.empty();
        }
        tokens.skip("on");
        return before.or(() -> tokens.word(WEEKDAYS)).map(day -> inWeek(week.get(), day));
    }

    /// `last friday`: the latest before today. `this friday`: the one of this week. `next friday`:
    /// the coming one, unless people would be of two minds about it.
    private Optional<LocalDate> qualified(Tokens tokens) {
        Optional<Integer> which = tokens.word(WEEKS);
        Optional<DayOfWeek> weekday = tokens.word(WEEKDAYS);
        if (which.isEmpty() || weekday.isEmpty()) {
            return Optional.empty();
        }
        DayOfWeek day = weekday.get();
        return Optional.of(
                switch (which.get()) {
                    case -1 -> here.today().with(TemporalAdjusters.previous(day));
                    case 0 -> inWeek(0, day);
                    default -> next(day);
                });
    }

    private LocalDate next(DayOfWeek weekday) {
        LocalDate coming = here.today().with(TemporalAdjusters.next(weekday));
        LocalDate inNextWeek = inWeek(1, weekday);
        if (!coming.equals(inNextWeek)) {
            throw Refusal.ambiguous(
                    "‹next "
                            + TimeText.name(weekday)
                            + "› can be "
                            + say(coming)
                            + " or "
                            + say(inNextWeek)
                            + ".",
                    "Write the date, such as " + coming + ".");
        }
        return coming;
    }

    /// `monday`, today included
    private Optional<LocalDate> weekday(Tokens tokens) {
        return tokens.word(WEEKDAYS)
                .map(day ->
                        switch (direction) {
                            case PAST -> TemporalAdjusters.previousOrSame(day);
                            case FUTURE -> TemporalAdjusters.nextOrSame(day);
                        })
                .map(here.today()::with);
    }

    private LocalDate inWeek(int weeksAhead, DayOfWeek weekday) {
        return here.weekOf(here.today())
                .plusWeeks(weeksAhead)
                .with(TemporalAdjusters.nextOrSame(weekday));
    }

    private String say(LocalDate day) {
        return new TimeText(here.zone()).day(day);
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> names = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            names.put(name, day);
            names.put(name.substring(0, 3), day);
        }
        names.put("tues", DayOfWeek.TUESDAY);
        names.put("weds", DayOfWeek.WEDNESDAY);
        names.put("thur", DayOfWeek.THURSDAY);
        names.put("thurs", DayOfWeek.THURSDAY);
        return Map.copyOf(names);
    }
}
