package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.WeekGroup;
import java.util.List;

/// A report to be had as a file or to be shared: of what kind, about what.
public final class Report {

    private final Kind kind;
    private final ObjectNode body;

    private Report(Kind kind, ObjectNode body) {
        this.kind = kind;
        this.body = body;
    }

    /// What it is made of.
    public enum Kind {
        SUMMARY("summary", "SUMMARY"),
        DETAILED("detailed", "DETAILED"),
        WEEKLY("weekly", "WEEKLY"),
        ATTENDANCE("attendance", "ATTENDANCE"),
        EXPENSES("expenses/detailed", "EXPENSE_DETAILED");

        private final String address;
        private final String type;

        Kind(String address, String type) {
            this.address = address;
            this.type = type;
        }

        /// What its address ends with.
        String[] address() {
            return address.split("/", -1);
        }

        /// What Clockify calls it where it is shared.
        public String type() {
            return type;
        }
    }

    /// Time summed up by one to three things, each inside the one before.
    public static Report summary(ReportFilter filter, List<Group> groups) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        groups.forEach(group -> own.withArray("groups").add(group.name()));
        own.put("sortColumn", "GROUP");
        return new Report(Kind.SUMMARY, filter.with("summaryFilter", own));
    }

    /// All entries, by date.
    public static Report detailed(ReportFilter filter) {
        ObjectNode own = page().put("sortColumn", "DATE");
        own.putObject("options").put("totals", "CALCULATE");
        return new Report(Kind.DETAILED, filter.with("detailedFilter", own));
    }

    /// A week, day by day. Clockify refuses any range but of seven days.
    public static Report weekly(ReportFilter filter, WeekGroup group) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("group", group.name()).put("subgroup", "TIME");
        return new Report(Kind.WEEKLY, filter.with("weeklyFilter", own));
    }

    /// When each person came and went, by date.
    public static Report attendance(ReportFilter filter) {
        return new Report(
                Kind.ATTENDANCE, filter.with("attendanceFilter", page().put("sortColumn", "DATE")));
    }

    /// What people spent. Clockify takes no filter of its own for it.
    public static Report expenses(ReportFilter filter) {
        ObjectNode body = page();
        body.setAll(filter.body());
        // Money and rounding are of time.
        body.remove(List.of("rounding", "amountShown", "amounts"));
        body.put("sortColumn", "DATE");
        return new Report(Kind.EXPENSES, body);
    }

    /// A file has all pages, but Clockify wants to be told one.
    private static ObjectNode page() {
        return JsonNodeFactory.instance.objectNode().put("page", 1).put("pageSize", 200);
    }

    public Kind kind() {
        return kind;
    }

    /// The body that asks for it as a file.
    JsonNode as(ExportType type) {
        return body.deepCopy().put("exportType", type.name());
    }

    /// What it is about, as a shared report keeps it.
    JsonNode filter() {
        return body;
    }
}
