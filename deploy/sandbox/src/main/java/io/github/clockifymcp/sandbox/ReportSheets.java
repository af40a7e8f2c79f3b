package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reports as files: the same numbers as in their JSON, all rows and not a page of them.
final class ReportSheets {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("hh:mm:ss a", Locale.ROOT);

    private static final String TIME = "Clockify_Time_Report_";

    private ReportSheets() {}

    /// The report as it was asked for: its JSON, or the same as a file.
    ///
    /// @param kind such as `Summary`
    static Answer answer(ReportQuery query, String kind, Answer json) {
        SheetFile file = query.file().orElse(null);
        if (file == null || json.body() == null) {
            return json;
        }
        Sheet sheet =
                switch (kind) {
                    case "Summary" -> summary(query, json.body());
                    case "Detailed" -> detailed(query, json.body());
                    case "Weekly" -> weekly(query, json.body());
                    case "Expense" -> expenses(query, json.body());
                    default -> attendance(json.body());
                };
        String days =
                DAY.format(query.firstDay())
                        + "-"
                        + DAY.format(query.firstDay().plusDays(query.days() - 1));
        String name = kind.equals("Expense") ? "Clockify_Expense_Report_" : TIME + kind + "_";
        return file.answer(query.call(), sheet, name + days);
    }

    private static Sheet summary(ReportQuery query, JsonNode report) {
        List<String> columns = new ArrayList<>();
        query.own().texts("groups").forEach(kind -> columns.add(capital(kind)));
        columns.addAll(List.of("Time (h)", "Time (decimal)", amount(query, "Amount")));
        List<List<Object>> rows = new ArrayList<>();
        leaves(report.path("groupOne"), List.of(), rows);
        return new Sheet("Summary report", columns, rows);
    }

    private static void leaves(JsonNode groups, List<Object> above, List<List<Object>> rows) {
        for (JsonNode group : groups) {
            List<Object> row = new ArrayList<>(above);
            row.add(group.path("name").asText());
            if (!group.path("children").isEmpty()) {
                leaves(group.path("children"), row, rows);
                continue;
            }
            long seconds = group.path("duration").asLong();
            row.addAll(List.of(clock(seconds), hours(seconds), money(group.path("amount"))));
            rows.add(row);
        }
    }

    private static Sheet detailed(ReportQuery query, JsonNode report) {
        List<String> columns =
                List.of(
                        "Project",
                        "Client",
                        "Description",
                        "Task",
                        "User",
                        "Email",
                        "Tags",
                        "Billable",
                        "Start Date",
                        "Start Time",
                        "End Date",
                        "End Time",
                        "Duration (h)",
                        "Duration (decimal)",
                        amount(query, "Billable Amount"));
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode entry : report.path("timeentries")) {
            OffsetDateTime start = time(entry, "start");
            OffsetDateTime end = time(entry, "end");
            long seconds = entry.at("/timeInterval/duration").asLong();
            rows.add(
                    List.of(
                            entry.path("projectName").asText(""),
                            entry.path("clientName").asText(""),
                            entry.path("description").asText(),
                            entry.path("taskName").asText(""),
                            entry.path("userName").asText(),
                            entry.path("userEmail").asText(),
                            names(entry.path("tags")),
                            entry.path("billable").asBoolean() ? "Yes" : "No",
                            DAY.format(start),
                            CLOCK.format(start),
                            DAY.format(end),
                            CLOCK.format(end),
                            clock(seconds),
                            hours(seconds),
                            money(entry.path("amount"))));
        }
        return new Sheet("Detailed report", columns, rows);
    }

    private static Sheet weekly(ReportQuery query, JsonNode report) {
        List<String> columns = new ArrayList<>();
        columns.add(capital(query.own().required("group")));
        for (JsonNode day : report.path("totalsByDay")) {
            columns.add(DAY.format(LocalDate.parse(day.path("date").asText())));
        }
        columns.add("Total");
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode group : report.path("groupOne")) {
            List<Object> row = new ArrayList<>();
            row.add(group.path("name").asText());
            group.path("days").forEach(day -> row.add(clock(day.path("duration").asLong())));
            row.add(clock(group.path("duration").asLong()));
            rows.add(row);
        }
        return new Sheet("Weekly report", columns, rows);
    }

    private static Sheet attendance(JsonNode report) {
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode day : report.path("entities")) {
            rows.add(
                    List.of(
                            day.path("userName").asText(),
                            DAY.format(LocalDate.parse(day.path("date").asText())),
                            day.path("startTime").asText(),
                            day.path("endTime").asText(""),
                            clock(day.path("break").asLong()),
                            clock(day.path("totalDuration").asLong()),
                            clock(day.path("capacity").asLong()),
                            clock(day.path("overtime").asLong()),
                            clock(day.path("timeOff").asLong())));
        }
        List<String> columns =
                List.of(
                        "User",
                        "Date",
                        "Start",
                        "End",
                        "Break",
                        "Work",
                        "Capacity",
                        "Overtime",
                        "Time off");
        return new Sheet("Attendance report", columns, rows);
    }

    private static Sheet expenses(ReportQuery query, JsonNode report) {
        List<String> columns =
                List.of(
                        "Date",
                        "User",
                        "Project",
                        "Category",
                        "Notes",
                        "Billable",
                        "Receipt",
                        amount(query, "Amount"));
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode expense : report.path("expenses")) {
            rows.add(
                    List.of(
                            DAY.format(OffsetDateTime.parse(expense.path("date").asText())),
                            expense.path("userName").asText(),
                            expense.path("projectName").asText(""),
                            expense.path("categoryName").asText(),
                            expense.path("notes").asText(),
                            expense.path("billable").asBoolean() ? "Yes" : "No",
                            expense.path("fileName").asText(),
                            money(expense.path("amount"))));
        }
        return new Sheet("Expense report", columns, rows);
    }

    private static String amount(ReportQuery query, String what) {
        return "%s (%s)".formatted(what, query.call().workspace().currency().code());
    }

    private static OffsetDateTime time(JsonNode entry, String bound) {
        return OffsetDateTime.parse(entry.at("/timeInterval/" + bound).asText());
    }

    private static String names(JsonNode tags) {
        return StreamSupport.stream(tags.spliterator(), false)
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.joining(", "));
    }

    private static String clock(long seconds) {
        return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    private static BigDecimal hours(long seconds) {
        return BigDecimal.valueOf(seconds)
                .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(JsonNode cents) {
        return cents.decimalValue().movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
    }

    private static String capital(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
