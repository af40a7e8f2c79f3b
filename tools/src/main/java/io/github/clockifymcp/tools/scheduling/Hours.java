package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Capacity;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How planned hours and days are said, and held against what somebody can work.
final class Hours {
    private static final int NAMED = 5;

    private Hours() {}

    /// `4.5 h`
    static String said(BigDecimal hours) {
        return plain(hours) + " h";
    }

    /// `4.5`
    static String plain(BigDecimal hours) {
        BigDecimal rounded = hours.setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static BigDecimal of(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds())
                .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP);
    }

    /// The days that one or two texts say, looking ahead.
    static Days days(String start, @Nullable String end, Workplace ws) {
        DateRange days =
                end == null
                        ? ws.words().range(start, Direction.FUTURE)
                        : ws.words().range(start, end, Direction.FUTURE);
        return new Days(days.start(), days.last());
    }

    /// The same for questions, which are about a year at most.
    static Days asked(String start, @Nullable String end, Workplace ws) {
        Days days = days(start, end, ws);
        if (days.last().isAfter(days.first().plusYears(1))) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is longer than a year.".formatted(said(days, ws)),
                    "Ask about fewer days.");
        }
        return days;
    }

    /// `Mon 23 Nov 2026 – Fri 27 Nov 2026`
    static String said(Days days, Workplace ws) {
        return ws.text().range(new DateRange(days.first(), days.last().plusDays(1)));
    }

    /// What somebody can work on a day; null where Clockify does not say.
    static @Nullable BigDecimal capacity(Capacity of, LocalDate day) {
        if (of.perDay() == null) {
            return null;
        }
        boolean works = of.workingDays().isEmpty() || of.workingDays().contains(day.getDayOfWeek());
        return works ? of(of.perDay()) : BigDecimal.ZERO;
    }

    /// What somebody is planned for on a day.
    static BigDecimal planned(Capacity of, LocalDate day) {
        return of.on(day);
    }

    /// The days on which somebody has more than they can work.
    static List<LocalDate> over(Capacity of, Days days) {
        return days.first()
                .datesUntil(days.last().plusDays(1))
                .filter(day -> {
                    BigDecimal most = capacity(of, day);
                    return most != null && planned(of, day).compareTo(most) > 0;
                })
                .toList();
    }

    /// `Mon 23 Nov 2026 9 of 7 h, Tue 24 Nov 2026 9 of 7 h and 3 more`
    static String overSaid(Capacity of, List<LocalDate> over, Workplace ws) {
        String some =
                over.stream()
                        .limit(NAMED)
                        .map(day ->
                                "%s %s of %s"
                                        .formatted(
                                                ws.text().day(day),
                                                plain(planned(of, day)),
                                                most(of, day)))
                        .collect(Collectors.joining(", "));
        return over.size() > NAMED ? "%s and %d more".formatted(some, over.size() - NAMED) : some;
    }

    /// What somebody can work on a day, for people.
    static String most(Capacity of, LocalDate day) {
        BigDecimal most = capacity(of, day);
        return most == null ? "an unknown number" : said(most);
    }

    static String name(Capacity of) {
        return of.userName() == null ? of.userId() : Lines.one(of.userName());
    }

    /// `1 day`, `3 days`
    static String count(int number, String thing) {
        return number == 1 ? "1 " + thing : "%d %ss".formatted(number, thing);
    }
}
