package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The same time of day on another day. Where the clocks change it may not exist, or happen twice,
/// or be longer or shorter than it was: that is said.
///
/// @param notes what is different there
record OtherDay(Span span, List<String> notes) {
    OtherDay {
        notes = List.copyOf(notes);
    }

    /// Moves a span by whole days of the calendar; empty if it would be no time at all.
    static Optional<OtherDay> of(Span was, long days, ZoneId zone) {
        List<String> notes = new ArrayList<>();
        ZonedDateTime start = moved(was.start().atZone(zone), days, notes);
        ZonedDateTime end = moved(was.end().atZone(zone), days, notes);
        if (!end.isAfter(start)) {
            return Optional.empty();
        }
        Span span = new Span(start.toInstant(), end.toInstant());
        if (!span.length().equals(was.length())) {
            TimeText text = new TimeText(zone);
            notes.add(
                    "The clocks change, so it is %s there instead of %s."
                            .formatted(text.duration(span.length()), text.duration(was.length())));
        }
        return Optional.of(new OtherDay(span, notes));
    }

    private static ZonedDateTime moved(ZonedDateTime was, long days, List<String> notes) {
        LocalDateTime wanted = was.toLocalDateTime().plusDays(days);
        ZonedDateTime moved = was.plusDays(days);
        TimeText text = new TimeText(was.getZone());
        if (!moved.toLocalDateTime().equals(wanted)) {
            // Not so much later as java.time puts it: what follows would be there twice.
            moved =
                    was.getZone()
                            .getRules()
                            .getTransition(wanted)
                            .getInstant()
                            .atZone(was.getZone());
            notes.add(
                    "%02d:%02d does not exist there: the clocks skip it, so it is %s."
                            .formatted(
                                    wanted.getHour(),
                                    wanted.getMinute(),
                                    text.moment(moved.toInstant())));
        } else if (was.getZone().getRules().getValidOffsets(wanted).size() > 1) {
            notes.add(
                    "The clock shows it twice; taken is %s."
                            .formatted(text.moment(moved.toInstant())));
        }
        return moved;
    }
}
