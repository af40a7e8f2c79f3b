package io.github.clockifymcp.clockify;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/// A stretch of time as Clockify's lists of time entries understand it.
///
/// Clockify parses `start` and `end` as instants, then takes their UTC clock reading for a reading
/// of the clock in the account's zone; the offset does not count (live-probed, 2026). For an
/// account in Europe/Belgrade the evening of 18 November, 20:00 to 24:00 there, is 19:00Z to
/// 23:00Z, and still has to be sent as `2026-11-18T20:00:00Z` and `2026-11-19T00:00:00Z`.
///
/// In the hour that a clock shows twice a reading names two instants. There the window widens to
/// the edge of that hour, since an entry too many can be dropped and one too few is missed.
///
/// @param from the first instant
/// @param to the first instant after it
/// @param accountZone the zone of the account whose entries are listed, from its settings
public record Window(Instant from, Instant to, ZoneId accountZone) {

    private static final DateTimeFormatter READING =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// @throws IllegalArgumentException if it ends before it begins
    public Window {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A window ends after it begins.");
        }
    }

    /// What is sent as `start`.
    String start() {
        LocalDateTime reading = reading(from);
        ZoneOffsetTransition twice = twice(reading);
        return READING.format(
                twice == null ? reading : twice.getDateTimeAfter().minus(1, ChronoUnit.SECONDS));
    }

    /// What is sent as `end`.
    String end() {
        LocalDateTime reading = reading(to);
        ZoneOffsetTransition twice = twice(reading);
        return READING.format(twice == null ? reading : twice.getDateTimeBefore());
    }

    private LocalDateTime reading(Instant instant) {
        return LocalDateTime.ofInstant(instant, accountZone).truncatedTo(ChronoUnit.SECONDS);
    }

    /// The clock change that makes the clock show this reading twice.
    private @Nullable ZoneOffsetTransition twice(LocalDateTime reading) {
        ZoneOffsetTransition change = accountZone.getRules().getTransition(reading);
        return change != null && change.isOverlap() ? change : null;
    }
}
