package io.github.clockifymcp.tools.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// Where and when something is said: without it, `today` means nothing.
///
/// @param zone the account's time zone
/// @param now the instant of the call; cut to whole seconds, as Clockify does with what it stores
/// @param firstDay the day on which the account's weeks begin
record HereAndNow(ZoneId zone, Instant now, DayOfWeek firstDay) {
    HereAndNow {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    /// The first day of the week that a day lies in.
    LocalDate weekOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(firstDay));
    }
}
