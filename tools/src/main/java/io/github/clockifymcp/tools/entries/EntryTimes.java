package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.TimeWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/// A person's words about the times of an entry that is there: `17:30` is a time of the entry's own
/// day, whatever today is; words that say their day themselves mean what they always mean.
///
/// @param words as of the call
/// @param start of the entry as it is
public record EntryTimes(TimeWords words, Instant start) {

    /// A point in time; a time of day alone is on the day the entry starts on.
    Instant moment(String text) {
        return onDay(text, day()).orElseGet(() -> words.moment(text, Direction.PAST));
    }

    /// Where the entry ends if it starts at an instant: a time of day on the day of that start, a
    /// duration from it, or a point in time. Refused when it lies before the start.
    public Instant end(Instant from, String text) {
        return words.span(from.toString(), text, null, Direction.PAST).end();
    }

    /// A time of day as one of a given day; empty when the text says more, or something else.
    ///
    /// @throws ToolException when the time does not exist on that day, or happens twice
    Optional<Instant> onDay(String text, LocalDate day) {
        return isTimeOfDay(text, day)
                ? Optional.of(words.moment(day + " " + text, Direction.PAST))
                : Optional.empty();
    }

    /// A point in time whose day is said with it; empty when the text is anything else.
    Optional<Instant> dated(String text) {
        return isMoment(text) && !isTimeOfDay(text, day())
                ? Optional.of(words.moment(text, Direction.PAST))
                : Optional.empty();
    }

    /// The day the entry starts on.
    LocalDate day() {
        return start.atZone(words.zone()).toLocalDate();
    }

    /// Whether a text makes a point in time when put behind a date. In the winter and the summer of
    /// that year it is tried too: on the day itself the clocks may skip the time, and that must be
    /// refused for this day, not taken for today's.
    private boolean isTimeOfDay(String text, LocalDate day) {
        return Stream.of(day, day.withDayOfYear(15), day.withDayOfYear(196))
                .anyMatch(date -> isMoment(date + " " + text));
    }

    private boolean isMoment(String text) {
        try {
            words.moment(text, Direction.PAST);
            return true;
        } catch (ToolException notOne) {
            return false;
        }
    }
}
