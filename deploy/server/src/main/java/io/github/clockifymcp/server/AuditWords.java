package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.AuditEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The audit log in words, for whoever wants to know what happened.
final class AuditWords {
    private static final String INDENT = "    ";

    private final ZoneId zone;
    private final DateTimeFormatter times =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    AuditWords(ZoneId zone) {
        this.zone = zone;
    }

    /// Rows below each other, with a line above that says what they have; nothing for none.
    List<String> table(List<AuditEntry> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("time (" + zone + ")", "call", "tool", "outcome", "summary"));
        for (AuditEntry row : rows) {
            cells.add(
                    List.of(
                            time(row.at()),
                            row.call(),
                            row.tool(),
                            (row.ending() + " " + row.code()).strip(),
                            row.summary()));
        }
        return rows.isEmpty() ? List.of() : aligned(cells);
    }

    private static List<String> aligned(List<List<String>> cells) {
        int[] widths = new int[cells.getFirst().size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /// One call, with those that belong to it: the preview that it confirms, or the calls that
    /// confirm its preview.
    List<String> call(List<AuditEntry> rows) {
        Map<String, List<AuditEntry>> calls = new LinkedHashMap<>();
        for (AuditEntry row : rows) {
            calls.computeIfAbsent(row.call(), id -> new ArrayList<>()).add(row);
        }
        List<String> lines = new ArrayList<>();
        for (List<AuditEntry> call : calls.values()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            oneCall(call, lines);
        }
        return lines;
    }

    private void oneCall(List<AuditEntry> rows, List<String> lines) {
        AuditEntry first = rows.getFirst();
        lines.add("call " + first.call());
        lines.add("tool " + first.tool());
        lines.add(
                "by %s of tenant %s, through %s%s"
                        .formatted(
                                first.principal(),
                                first.tenant(),
                                first.client(),
                                first.session().isEmpty() ? "" : ", session " + first.session()));
        lines.add("arguments (SHA-256) " + first.arguments());
        rows.stream()
                .filter(row -> !row.chosen().isEmpty())
                .findFirst()
                .ifPresent(row -> lines.add("of them " + chosen(row)));
        rows.stream()
                .filter(row -> !row.confirms().isEmpty())
                .findFirst()
                .ifPresent(row ->
                        lines.add("came with the token of call %s".formatted(row.confirms())));
        rows.stream()
                .filter(row -> !row.summary().isEmpty())
                .reduce((a, b) -> b)
                .ifPresent(row -> {
                    lines.add("change " + row.summary());
                    lines.add(
                            "risks %s, reach %s"
                                    .formatted(String.join(" ", row.risks()), row.reach()));
                });
        for (AuditEntry row : rows) {
            moment(row, lines);
        }
        lines.add(sum(rows));
    }

    private void moment(AuditEntry row, List<String> lines) {
        String head = "%s  %s".formatted(time(row.at()), row.ending());
        String code = row.code().isEmpty() ? "" : " " + row.code();
        lines.add("%s%s, after %d ms".formatted(head, code, row.millis()));
        if (!row.reason().isEmpty()) {
            lines.add(INDENT + row.reason());
        }
        for (AuditEntry.Effect effect : row.effects()) {
            lines.add(INDENT + effect(effect) + digest(effect.body()));
            if (!effect.after().isEmpty()) {
                lines.add(INDENT + "after:" + digest(effect.after()));
            }
        }
        for (AuditEntry.Image image : row.images()) {
            lines.add(
                    INDENT + "before: " + image.kind() + " " + image.id() + digest(image.digest()));
        }
    }

    /// The arguments that stand in the log as they are.
    static String chosen(AuditEntry row) {
        return row.chosen().entrySet().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .collect(Collectors.joining(" "));
    }

    /// What the rows come to.
    private static String sum(List<AuditEntry> rows) {
        boolean begun = rows.stream().anyMatch(row -> row.phase().equals("intent"));
        AuditEntry last = rows.getLast();
        return switch (last.ending()) {
            case "intent" ->
                    "It began and has no outcome: it is still running, or its server ended"
                            + " meanwhile. Look in Clockify what was done.";
            case "question" -> "A person was asked, and no answer has come. Nothing was sent.";
            case "preview" -> "The change was shown. Nothing was sent.";
            case "later" -> "The work goes on in the background.";
            case "cancelled" -> "The caller went away before anything was sent.";
            case "refused" -> "It was refused. Nothing was sent.";
            case "failed" ->
                    last.effects().isEmpty()
                            ? "It failed. Nothing was sent."
                            : "It failed after what stands above was sent.";
            case "allowed" -> begun ? "The change was made." : "It was answered; nothing changed.";
            default -> "";
        };
    }

    /// A request in words.
    static String effect(AuditEntry.Effect effect) {
        return "%s %s %s %s"
                .formatted(effect.method(), effect.service(), effect.path(), effect.fate())
                .strip();
    }

    private static String digest(String digest) {
        return digest.isEmpty() ? "" : " (SHA-256 " + digest + ")";
    }

    private String time(@Nullable Instant at) {
        return at == null ? "no time" : times.format(at.atZone(zone));
    }
}
