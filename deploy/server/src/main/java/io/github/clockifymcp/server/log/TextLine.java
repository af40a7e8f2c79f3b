package io.github.clockifymcp.server.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An entry as a line for people: time, level, who says it, what happened, to which call.
final class TextLine {
    private TextLine() {}

    static String of(LogEntry entry) {
        StringBuilder line = new StringBuilder();
        time(entry.at(), line);
        line.append(' ').append(entry.level()).append(' ');
        line.append(entry.logger().substring(entry.logger().lastIndexOf('.') + 1)).append(' ');
        for (LogEntry.Part part : entry.parts()) {
            line.append(part.name().isEmpty() ? part.text() : quoted(part.text()));
        }
        LogContext context = entry.context();
        if (context != null) {
            line.append(" call=").append(quoted(Shown.clean(context.call())));
            if (!context.trace().isEmpty()) {
                line.append(" trace=").append(quoted(Shown.clean(context.trace())));
            }
            line.append(" tenant=").append(quoted(Shown.clean(context.tenant())));
        }
        if (entry.thrown() != null) {
            line.append(" error=").append(Shown.of(entry.thrown()));
        }
        return line.toString();
    }

    /// So that what is in a value does not look like the next one.
    private static String quoted(String value) {
        boolean plain = value.indexOf(' ') < 0 && value.indexOf('=') < 0 && value.indexOf('"') < 0;
        return plain ? value : '"' + value.replace('"', '\'') + '"';
    }

    /// As RFC 3339 has it, in UTC. By hand: a formatter takes longer to set up than many a start.
    static void time(Instant at, StringBuilder to) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        digits(time.getYear(), 4, to).append('-');
        digits(time.getMonthValue(), 2, to).append('-');
        digits(time.getDayOfMonth(), 2, to).append('T');
        digits(time.getHour(), 2, to).append(':');
        digits(time.getMinute(), 2, to).append(':');
        digits(time.getSecond(), 2, to).append('.');
        digits(time.getNano() / 1_000_000, 3, to).append('Z');
    }

    private static StringBuilder digits(int number, int length, StringBuilder to) {
        String text = Integer.toString(number);
        for (int i = text.length(); i < length; i++) {
            to.append('0');
        }
        return to.append(text);
    }
}
