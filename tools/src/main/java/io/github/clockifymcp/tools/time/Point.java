package io.github.clockifymcp.tools.time;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A point in time as it was said.
sealed interface Point {

    /// `now`, `2 hours ago`: already an instant.
    record Exact(Instant instant) implements Point {}

    /// `yesterday 9:00`, or `9:00` with its day left open.
    record OnClock(Optional<LocalDate> day, TimeOfDay time, ZoneMark mark) implements Point {

        /// The same time on a day, if none was said.
        OnClock orOn(LocalDate other) {
            return new OnClock(day.or(() -> Optional.of(other)), time, mark);
        }

        /// The same time by another clock, if none was named.
        OnClock orBy(ZoneMark other) {
            return mark instanceof ZoneMark.None ? new OnClock(day, time, other) : this;
        }
    }
}
