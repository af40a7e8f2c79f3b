package io.github.clockifymcp.tools.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The rules of whole days in a row.
///
/// @param direction which way days and months point that leave it open
record Ranges(HereAndNow here, Direction direction) {
    private static final int MOST_DAYS = 3_660;

    /// The period, so many further on, that a day lies in.
    private Map<String, BiFunction<LocalDate, Integer, DateRange>> periods() {
        return Map.of(
                "week", (day, further) -> week(day.plusWeeks(further)),
                "month", (day, further) -> month(YearMonth.from(day).plusMonths(further)),
                "quarter", (day, further) -> quarter(day.plusMonths(3L * further)),
                "year", (day, further) -> year(day.getYear() + further));
    }

    /// A range in one text.
    Optional<DateRange> read(Tokens tokens) {
        return tokens.whole(this::since, this::between, this::piece);
    }

    /// `since monday`: up to today.
    private Optional<DateRange> since(Tokens tokens) {
        return tokens.skip("since")
                ? piece(tokens).map(from -> join(tokens, from, DateRange.of(here.today())))
                : Optional.empty();
    }

    /// `2026-11-01..2026-11-15`, `monday to wednesday`, `from september to november`
    private Optional<DateRange> between(Tokens tokens) {
        tokens.skipAny("from", "between");
        Optional<DateRange> from = piece(tokens);
        boolean joined =
                tokens.skip(".", ".")
                        || tokens.skipAny("-", "to", "until", "till", "through", "and", "…");
        return from.isPresent() && joined
                ? piece(tokens).map(to -> join(tokens, from.get(), to))
                : Optional.empty();
    }

    /// From the first day of one to the last day of the other.
    DateRange join(Tokens tokens, DateRange from, DateRange to) {
        TimeText text = new TimeText(here.zone());
        if (to.last().isBefore(from.start())) {
            throw Refusal.invalid(
                    tokens.quoted()
                            + " ends on "
                            + text.day(to.last())
                            + ", before it starts on "
                            + text.day(from.start())
                            + ".",
                    "Exchange the two, or write both with their year, such as 2026-11-01..2026-11-15.");
        }
        DateRange both = new DateRange(from.start(), to.end());
        if (both.days() > MOST_DAYS) {
            throw Refusal.invalid(
                    tokens.quoted() + " is longer than ten years.", "Write a shorter range.");
        }
        return both;
    }

    private Optional<DateRange> piece(Tokens tokens) {
        return tokens.first(
                rest -> new Days(here, direction).read(rest).map(this::existing),
                this::weekOf,
                this::period,
                this::counted,
                this::numericMonth,
                this::isoWeek,
                this::namedMonth,
                this::numericYear);
    }

    private DateRange existing(LocalDate day) {
        return DateRange.of(new WallClock(here.zone()).existing(day));
    }

    /// `week of 2026-11-16`
    private Optional<DateRange> weekOf(Tokens tokens) {
        tokens.skip("the");
        return tokens.skip("week", "of")
                ? new Days(here, direction).read(tokens).map(this::week)
                : Optional.empty();
    }

    /// `this week`, `last month`, `next quarter`, `this year`
    private Optional<DateRange> period(Tokens tokens) {
        Optional<Integer> which = tokens.word(Days.WEEKS);
        return which.isEmpty()
                ? Optional.empty()
                : tokens.word(periods()).map(unit -> unit.apply(here.today(), which.get()));
    }

    /// `last 7 days`, `next 14 days`: today is one of them.
    private Optional<DateRange> counted(Tokens tokens) {
        tokens.skip("the");
        boolean back = tokens.skipAny("last", "past");
        if (!back && !tokens.skip("next")) {
            return Optional.empty();
        }
        Optional<Integer> count = tokens.number(1, 4);
        if (count.isEmpty() || !tokens.skipAny("days", "day")) {
            return Optional.empty();
        }
        int others = count.get() - 1;
        if (others < 0 || others >= MOST_DAYS) {
            throw Refusal.invalid(
                    tokens.quoted() + " is no number of days I can list.",
                    "Write between 1 and " + MOST_DAYS + " days.");
        }
        LocalDate today = here.today();
        return Optional.of(
                back
                        ? DateRange.through(today.minusDays(others), today)
                        : DateRange.through(today, today.plusDays(others)));
    }

    /// `2026-11`
    private Optional<DateRange> numericMonth(Tokens tokens) {
        Optional<Integer> year = tokens.number(4, 4);
        if (year.isEmpty() || !tokens.skipGlued("-")) {
            return Optional.empty();
        }
        return tokens.gluedNumber(2, 2)
                .map(month -> {
                    if (month < 1 || month > 12) {
                        throw Refusal.invalid(
                                "There is no month " + month + ".", "Write months like 2026-11.");
                    }
                    return month(year.get(), Month.of(month));
                });
    }

    /// `2026-W47`, by the ISO calendar, whatever day the account's weeks begin on
    private Optional<DateRange> isoWeek(Tokens tokens) {
        Optional<Integer> year = tokens.number(4, 4);
        if (year.isEmpty() || !tokens.skipGlued("-") || !tokens.skipGlued("w")) {
            return Optional.empty();
        }
        Optional<Integer> number = tokens.gluedNumber(1, 2);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Dates.checkYear(year.get());
        LocalDate inFirstWeek = LocalDate.of(year.get(), 1, 4);
        long weeks = inFirstWeek.range(IsoFields.WEEK_OF_WEEK_BASED_YEAR).getMaximum();
        if (number.get() < 1 || number.get() > weeks) {
            throw Refusal.invalid(
                    "There is no week " + number.get() + " in " + year.get() + ".",
                    "Its weeks go from 1 to " + weeks + ".");
        }
        LocalDate monday = inFirstWeek.plusWeeks(number.get() - 1L).with(DayOfWeek.MONDAY);
        return Optional.of(DateRange.through(monday, monday.plusDays(6)));
    }

    /// `november 2026`, `november`
    private Optional<DateRange> namedMonth(Tokens tokens) {
        return tokens.word(Dates.MONTHS)
                .map(month ->
                        tokens.number(4, 4)
                                .map(year -> month(year, month))
                                .orElseGet(() -> month(nearest(month))));
    }

    /// `2026`
    private Optional<DateRange> numericYear(Tokens tokens) {
        return tokens.number(4, 4).map(this::year);
    }

    private YearMonth nearest(Month month) {
        YearMonth now = YearMonth.from(here.today());
        YearMonth thisYear = now.withMonth(month.getValue());
        return switch (direction) {
            case PAST -> thisYear.isAfter(now) ? thisYear.minusYears(1) : thisYear;
            case FUTURE -> thisYear.isBefore(now) ? thisYear.plusYears(1) : thisYear;
        };
    }

    private DateRange week(LocalDate day) {
        LocalDate first = here.weekOf(day);
        return new DateRange(first, first.plusWeeks(1));
    }

    private DateRange month(int year, Month month) {
        Dates.checkYear(year);
        return month(YearMonth.of(year, month));
    }

    private DateRange month(YearMonth month) {
        return DateRange.through(month.atDay(1), month.atEndOfMonth());
    }

    private DateRange quarter(LocalDate day) {
        LocalDate first = day.with(IsoFields.DAY_OF_QUARTER, 1);
        return new DateRange(first, first.plusMonths(3));
    }

    private DateRange year(int year) {
        Dates.checkYear(year);
        return new DateRange(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }
}
