package io.github.clockifymcp.tools.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// Whole days in the account's calendar, half-open: the first day is in it, the end is not.
///
/// @param start the first day
/// @param end the day after the last one
public record DateRange(LocalDate start, LocalDate end) {
    public DateRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A range has no day in it.");
        }
    }

    static DateRange of(LocalDate day) {
        return new DateRange(day, day.plusDays(1));
    }

    /// From a day to a day, both in it.
    static DateRange through(LocalDate first, LocalDate last) {
        return new DateRange(first, last.plusDays(1));
    }

    /// The last day that is in it.
    public LocalDate last() {
        return end.minusDays(1);
    }

    /// How many days are in it.
    public long days() {
        return ChronoUnit.DAYS.between(start, end);
    }

    /// The instant at which it begins in a zone.
    public Instant startsAt(ZoneId zone) {
        return start.atStartOfDay(zone).toInstant();
    }

    /// The first instant that is no longer in it.
    public Instant endsAt(ZoneId zone) {
        return end.atStartOfDay(zone).toInstant();
    }
}
