package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// An hourly rate as it is sent. A rate can be changed but not taken away again.
///
/// @param minorUnits the amount for an hour, in cents, pence and the like
/// @param since from when it holds; null for from now on
public record Rate(@JsonProperty("amount") long minorUnits, @Nullable Instant since) {

    /// A rate that holds from a day on. People mean a day and Clockify takes an instant; midnight
    /// UTC, which its own examples have, is that day whether it reads the date or the clock.
    ///
    /// @param day null for from now on
    public static Rate from(@Nullable LocalDate day, long minorUnits) {
        return new Rate(
                minorUnits, day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
