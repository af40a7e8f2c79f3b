package io.github.clockifymcp.tools.history;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Some time that has passed: whole days, or from moment to moment.
///
/// @param from the first instant
/// @param to the last one
record Stretch(Instant from, Instant to) {

    /// What two texts say, each of which may be days or a moment.
    ///
    /// @param until null for the end of the days that the first says, or now after a moment
    static Stretch of(String since, @Nullable String until, Workplace ws) {
        Stretch first = read(since, ws.call().now(), ws);
        Instant last = until == null ? first.to : read(until, null, ws).to;
        Instant now = ws.call().now();
        // Whole seconds are sent, and what was done in this one is wanted too.
        Instant to = last.isAfter(now) ? now.plusSeconds(1) : last;
        if (!first.from.isBefore(to)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It would begin at %s and end at %s."
                            .formatted(ws.text().moment(first.from), ws.text().moment(to)),
                    "Give a since that has passed, and an until after it.");
        }
        return new Stretch(first.from, to);
    }

    /// @param end where a moment's stretch ends; null for at that moment
    private static Stretch read(String text, @Nullable Instant end, Workplace ws) {
        DateRange days;
        try {
            days = ws.words().range(text, Direction.PAST);
        } catch (ToolException noDays) {
            return moment(text, end, noDays, ws);
        }
        return new Stretch(days.startsAt(ws.account().zone()), days.endsAt(ws.account().zone()));
    }

    private static Stretch moment(
            String text, @Nullable Instant end, ToolException noDays, Workplace ws) {
        try {
            Instant moment = ws.words().moment(text, Direction.PAST);
            return new Stretch(moment, end == null ? moment : end);
        } catch (ToolException noMoment) {
            noDays.addSuppressed(noMoment);
            throw noDays;
        }
    }

    /// So many days after its beginning, as the account's calendar counts them.
    Instant after(int days, Workplace ws) {
        return from.atZone(ws.account().zone()).plusDays(days).toInstant();
    }

    String said(Workplace ws) {
        return "%s to %s".formatted(ws.text().moment(from), ws.text().moment(to));
    }
}
