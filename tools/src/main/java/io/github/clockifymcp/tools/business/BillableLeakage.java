package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Earned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where billable work may be lost in a period. Each part is over all of its time; of each, the
/// longest come first and the rest is counted.
///
/// @param seconds of everybody
/// @param notBillable time on billable projects that is marked as not billable
/// @param withoutProject time without a project
/// @param notInvoiced billable time that is on no invoice
/// @param withoutRate billable time that earned nothing; null where what time earns is not shown
record BillableLeakage(
        String range,
        long seconds,
        Part notBillable,
        Part withoutProject,
        Part notInvoiced,
        @Nullable Part withoutRate,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_ROWS = 10;

    /// @param worth as far as it is known
    /// @param rows the longest first
    /// @param left how many rows are left out
    record Part(long seconds, List<Earned> worth, @Columns List<LeakRow> rows, int left) {
        Part {
            worth = List.copyOf(worth);
            rows = List.copyOf(rows);
        }

        static Part of(List<LeakRow> all, List<Earned> worth) {
            List<LeakRow> shown = all.subList(0, Math.min(all.size(), MOST_ROWS));
            return new Part(
                    all.stream().mapToLong(LeakRow::seconds).sum(),
                    worth,
                    shown,
                    all.size() - shown.size());
        }

        private List<String> lines(String title, Workplace ws) {
            List<String> lines = new ArrayList<>();
            lines.add(
                    "%s: %s%s"
                            .formatted(
                                    title,
                                    seconds == 0 ? "none" : duration(seconds, ws),
                                    worth.isEmpty() ? "" : ", worth " + Earned.told(worth)));
            rows.forEach(row -> lines.add("  " + row.line(ws)));
            if (left > 0) {
                lines.add("  and %d more".formatted(left));
            }
            return lines;
        }
    }

    /// @param worth as far as it is known
    record LeakRow(String name, long seconds, List<Earned> worth) {
        LeakRow {
            worth = List.copyOf(worth);
        }

        private String line(Workplace ws) {
            return "%s: %s%s"
                    .formatted(
                            Lines.one(name),
                            duration(seconds, ws),
                            worth.isEmpty() ? "" : ", " + Earned.told(worth));
        }
    }

    static BillableLeakage of(
            String range,
            String whole,
            long seconds,
            Part notBillable,
            Part withoutProject,
            Part notInvoiced,
            @Nullable Part withoutRate,
            List<String> notes,
            Workplace ws) {
        List<String> lines = new ArrayList<>();
        lines.add(whole);
        if (seconds > 0) {
            lines.addAll(notBillable.lines("Not billable on billable projects", ws));
            lines.addAll(withoutProject.lines("Without a project", ws));
            lines.addAll(notInvoiced.lines("Billable and on no invoice", ws));
            if (withoutRate == null) {
                lines.add("Without a rate: not known, since what time earns is not shown to you.");
            } else {
                lines.addAll(withoutRate.lines("Billable without a rate", ws));
            }
        }
        lines.addAll(notes);
        return new BillableLeakage(
                range,
                seconds,
                notBillable,
                withoutProject,
                notInvoiced,
                withoutRate,
                String.join("\n", lines));
    }

    private static String duration(long seconds, Workplace ws) {
        return ws.text().duration(Duration.ofSeconds(seconds));
    }
}
