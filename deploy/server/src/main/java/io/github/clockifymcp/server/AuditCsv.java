package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.AuditEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of the audit log as lines of CSV (RFC 4180). Names in them come from whoever could write
/// them into Clockify, and a spreadsheet runs a cell that begins like a formula; so such a cell
/// gets an apostrophe in front, with which spreadsheets show it as text.
final class AuditCsv {
    private static final String FORMULAS = "=+-@\t\r\n＝＋－＠";
    private static final List<String> COLUMNS =
            List.of(
                    "seq",
                    "at",
                    "call",
                    "phase",
                    "outcome",
                    "code",
                    "reason",
                    "tool",
                    "tenant",
                    "principal",
                    "client",
                    "session",
                    "ms",
                    "risks",
                    "reach",
                    "summary",
                    "effects",
                    "before",
                    "args",
                    "chosen",
                    "confirms",
                    "refused_before",
                    "prev");

    private final ZoneId zone;

    AuditCsv(ZoneId zone) {
        this.zone = zone;
    }

    String head() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    String line(AuditEntry row) {
        return List.of(
                                String.valueOf(row.number()),
                                at(row.at()),
                                row.call(),
                                row.phase(),
                                row.outcome(),
                                row.code(),
                                row.reason(),
                                row.tool(),
                                row.tenant(),
                                row.principal(),
                                row.client(),
                                row.session(),
                                String.valueOf(row.millis()),
                                String.join(" ", row.risks()),
                                row.reach(),
                                row.summary(),
                                row.effects().stream()
                                        .map(AuditWords::effect)
                                        .collect(Collectors.joining("; ")),
                                row.images().stream()
                                        .map(image -> image.kind() + " " + image.id())
                                        .collect(Collectors.joining("; ")),
                                row.arguments(),
                                AuditWords.chosen(row),
                                row.confirms(),
                                String.valueOf(row.refusedBefore()),
                                row.before())
                        .stream()
                        .map(AuditCsv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private String at(@Nullable Instant instant) {
        return instant == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    /// A cell in which no formula begins, in quotes where it needs them.
    static String cell(String text) {
        String harmless =
                !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
