package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules of calendar dates: `2026-11-17`, `Tue 17 Nov`, `17.11.2026`.
///
/// @param direction where a year is sought when none is said
record Dates(HereAndNow here, Direction direction) {
    static final Map<String, Month> MONTHS = months();

    /// Clockify opened in 2017; a year far off is a slip of the finger.
    static final int FIRST_YEAR = 2000;

    static final int LAST_YEAR = 2099;

    /// A date, perhaps with a weekday that has to be right: `Tuesday, 17 Nov 2026`
    Optional<LocalDate> read(Tokens tokens) {
        Optional<DayOfWeek> weekday = tokens.word(Days.WEEKDAYS);
        if (weekday.isPresent()) {
            tokens.skipAny(",", ".");
            tokens.skip("the");
        }
        Optional<LocalDate> date =
                tokens.first(
                        this::yearFirst,
                        this::dayThenMonth,
                        this::monthThenDay,
                        this::dotted,
                        this::slashed);
        weekday.ifPresent(said -> date.ifPresent(found -> checkWeekday(said, found)));
        return date;
    }

    /// `2026-11-17`, `2026/11/17`
    Optional<LocalDate> yearFirst(Tokens tokens) {
        Optional<Integer> year = tokens.number(4, 4);
        String separator = tokens.isAt("/") ? "/" : "-";
        if (year.isEmpty() || !tokens.skipGlued(separator)) {
            return Optional.empty();
        }
        Optional<Integer> month = tokens.gluedNumber(1, 2);
        if (month.isEmpty() || !tokens.skipGlued(separator)) {
            return Optional.empty();
        }
        return tokens.gluedNumber(1, 2).map(day -> date(year.get(), month.get(), day));
    }

    /// `17 Nov`, `17th of November, 2026`, `17-Nov-2026`, `17. November`
    private Optional<LocalDate> dayThenMonth(Tokens tokens) {
        Optional<Integer> day = tokens.number(1, 2);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        skipOrdinal(tokens);
        tokens.skipAny(".", "-", "/", "of");
        return tokens.word(MONTHS).map(month -> withYear(tokens, month.getValue(), day.get()));
    }

    /// `Nov 17`, `November 17th, 2026`
    private Optional<LocalDate> monthThenDay(Tokens tokens) {
        Optional<Month> month = tokens.word(MONTHS);
        if (month.isEmpty()) {
            return Optional.empty();
        }
        tokens.skip(".");
        tokens.skip("the");
        Optional<Integer> day = tokens.number(1, 2).filter(found -> !tokens.isAt(":"));
        skipOrdinal(tokens);
        return day.map(found -> withYear(tokens, month.get().getValue(), found));
    }

    /// `17.11.`, `17.11.2026`: with dots the day always comes first.
    private Optional<LocalDate> dotted(Tokens tokens) {
        Optional<Integer> day = tokens.number(1, 2);
        if (day.isEmpty() || !tokens.skipGlued(".")) {
            return Optional.empty();
        }
        Optional<Integer> month = tokens.number(1, 2);
        if (month.isEmpty() || !tokens.skipGlued(".")) {
            return Optional.empty();
        }
        return Optional.of(withYear(tokens, month.get(), day.get()));
    }

    /// `17/11/2026` and `11/17/2026`, where only one reading is a date; also `17-11-2026`
    private Optional<LocalDate> slashed(Tokens tokens) {
        Optional<Integer> first = tokens.number(1, 2);
        boolean slash = tokens.skipGlued("/");
        if (first.isEmpty() || !(slash || tokens.skipGlued("-"))) {
            return Optional.empty();
        }
        Optional<Integer> second = tokens.gluedNumber(1, 2);
        boolean hasYear = second.isPresent() && tokens.skipGlued(slash ? "/" : "-");
        if (second.isEmpty() || !(slash || hasYear)) {
            return Optional.empty();
        }
        int one = first.get();
        int two = second.get();
        if (one <= 12 && two <= 12 && one != two) {
            throw eitherOrder(tokens, one, two);
        }
        return Optional.of(one > 12 ? withYear(tokens, two, one) : withYear(tokens, one, two));
    }

    private ToolException eitherOrder(Tokens tokens, int one, int two) {
        String year = tokens.number(4, 4).map(number -> " " + number).orElse("");
        String dayFirst = one + " " + TimeText.name(Month.of(two)) + year;
        String monthFirst = two + " " + TimeText.name(Month.of(one)) + year;
        return Refusal.ambiguous(
                tokens.quoted() + " can be " + dayFirst + " or " + monthFirst + ".",
                "Write ‹" + dayFirst + "› or ‹" + monthFirst + "›.");
    }

    /// `17th`
    private static void skipOrdinal(Tokens tokens) {
        if (tokens.isGlued()) {
            tokens.skipAny("st", "nd", "rd", "th");
        }
    }

    /// Goes on to the year, if one is said, and makes the date.
    private LocalDate withYear(Tokens tokens, int month, int day) {
        Optional<Integer> year = tokens.first(Dates::joinedYear, rest -> rest.number(4, 4));
        if (year.isEmpty() && tokens.first(Dates::shortYear).isPresent()) {
            throw Refusal.invalid(
                    tokens.quoted() + " has a year of two digits.",
                    "Write the year with four digits.");
        }
        return year.map(found -> date(found, month, day)).orElseGet(() -> nearest(month, day));
    }

    /// `, 2026` or `-2026`
    private static Optional<Integer> joinedYear(Tokens tokens) {
        if (tokens.skip(",")) {
            return tokens.number(4, 4);
        }
        boolean joined = tokens.skipGlued(".") || tokens.skipGlued("-") || tokens.skipGlued("/");
        return joined ? tokens.gluedNumber(4, 4) : Optional.empty();
    }

    /// The `26` of `17.11.26`, which is not the `09` of `17.11.09:00`.
    private static Optional<Integer> shortYear(Tokens tokens) {
        return tokens.gluedNumber(2, 2).filter(found -> !tokens.isAt(":"));
    }

    /// The one closest to today in the direction; a 29th of February may be eight years away.
    private LocalDate nearest(int month, int day) {
        int thisYear = here.today().getYear();
        for (int distance = 0; distance <= 8; distance++) {
            int year = direction == Direction.PAST ? thisYear - distance : thisYear + distance;
            if (exists(year, month, day) && isThatWay(LocalDate.of(year, month, day))) {
                return LocalDate.of(year, month, day);
            }
        }
        return date(thisYear, month, day);
    }

    private boolean isThatWay(LocalDate date) {
        return switch (direction) {
            case PAST -> !date.isAfter(here.today());
            case FUTURE -> !date.isBefore(here.today());
        };
    }

    private static LocalDate date(int year, int month, int day) {
        if (month < 1 || month > 12) {
            throw Refusal.invalid(
                    "There is no month " + month + ".",
                    "Write dates like 2026-11-17: the year, the month, the day.");
        }
        checkYear(year);
        if (!exists(year, month, day)) {
            Month name = Month.of(month);
            int last = name.length(LocalDate.of(year, 1, 1).isLeapYear());
            throw Refusal.invalid(
                    "There is no " + day + " " + TimeText.name(name) + " " + year + ".",
                    TimeText.name(name) + " " + year + " goes from 1 to " + last + ".");
        }
        return LocalDate.of(year, month, day);
    }

    static void checkYear(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Refusal.invalid(
                    "The year " + year + " is too far away.",
                    "Write a year from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
        }
    }

    private static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    private void checkWeekday(DayOfWeek said, LocalDate date) {
        if (date.getDayOfWeek() == said) {
            return;
        }
        int ahead = Math.floorMod(said.getValue() - date.getDayOfWeek().getValue(), 7);
        LocalDate closest = date.plusDays(ahead <= 3 ? ahead : ahead - 7);
        TimeText text = new TimeText(here.zone());
        throw Refusal.ambiguous(
                text.day(date).substring(4)
                        + " is a "
                        + TimeText.name(date.getDayOfWeek())
                        + ", not a "
                        + TimeText.name(said)
                        + ".",
                "Write ‹" + text.day(date) + "› or ‹" + text.day(closest) + "›.");
    }

    private static Map<String, Month> months() {
        Map<String, Month> names = new HashMap<>();
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            names.put(name, month);
            names.put(name.substring(0, 3), month);
        }
        names.put("sept", Month.SEPTEMBER);
        return Map.copyOf(names);
    }
}
