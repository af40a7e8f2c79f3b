package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Reports over the time of a whole workspace, as far as the key's owner may see it: Clockify adds
/// up, and answers with sums. They live on a host of their own, and are POSTs that only read.
///
/// Durations are whole seconds here, not the texts of the core, and amounts are in minor units.
/// Timers that still run are in none of them.
public final class Reports {

    private final Connection connection;
    private final String workspace;

    Reports(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// Time summed up by one to three things, each inside the one before.
    ///
    /// @throws IllegalArgumentException if there are none, or more than three
    public ReportRows.Summary summary(ReportFilter filter, List<Group> groups, SummaryColumn by) {
        if (groups.isEmpty() || groups.size() > 3) {
            throw new IllegalArgumentException("A summary has one to three groups.");
        }
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        groups.forEach(group -> own.withArray("groups").add(group.name()));
        own.put("sortColumn", by.name());
        return send("summary", filter.with("summaryFilter", own), ReportRows.Summary.class);
    }

    /// A page of entries, with the sums over all of them.
    public ReportRows.Detailed detailed(ReportFilter filter, EntryColumn by, Paging paging) {
        ObjectNode own = paged(paging).put("sortColumn", by.name());
        own.putObject("options").put("totals", "CALCULATE");
        return send("detailed", filter.with("detailedFilter", own), ReportRows.Detailed.class);
    }

    /// A week, day by day. Clockify refuses any range but of seven days.
    public ReportRows.Weekly weekly(ReportFilter filter, WeekGroup group) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("group", group.name()).put("subgroup", "TIME");
        return send("weekly", filter.with("weeklyFilter", own), ReportRows.Weekly.class);
    }

    /// A page of days: when each person came and went. Clockify counts nothing here, so a full page
    /// may be the last.
    public Page<ReportRows.Attendance> attendance(
            ReportFilter filter, AttendanceColumn by, Paging paging) {
        ObjectNode own = paged(paging).put("sortColumn", by.name());
        JsonNode answer = send("attendance", filter.with("attendanceFilter", own), "entities");
        List<ReportRows.Attendance> days =
                Json.readList(answer.path("entities"), ReportRows.Attendance.class);
        return new Page<>(days, days.size() >= paging.size());
    }

    /// A report as a file, with all its rows.
    public Download file(Report report, ExportType type) {
        String path = Paths.of("workspaces", workspace, "reports");
        return file(
                connection.send(
                        ApiRequest.search(
                                Service.REPORTS,
                                path + Paths.of(report.kind().address()),
                                report.as(type),
                                Download.class)));
    }

    /// Checks that what came is no refusal with the status 200, which would pass for the file.
    static Download file(Download found) {
        if (found.mediaType().endsWith("json")) {
            throw ClockifyException.of(
                    Category.UNAVAILABLE,
                    "Clockify answered with JSON where a file was asked for.",
                    "Ask for another kind of file, or for fewer days.");
        }
        return found;
    }

    private <T> T send(String kind, JsonNode body, Class<T> answer) {
        return Json.read(send(kind, body, "totals"), answer);
    }

    // A refusal was once seen to come with the status 200, and would read as a report of nothing.
    private JsonNode send(String kind, JsonNode body, String expected) {
        String path = Paths.of("workspaces", workspace, "reports", kind);
        JsonNode answer =
                connection.send(ApiRequest.search(Service.REPORTS, path, body, JsonNode.class));
        if (answer.has(expected)) {
            return answer;
        }
        String said = ShownText.of(answer.path("message").asText(""));
        throw ClockifyException.of(
                said.isEmpty() ? Category.UNAVAILABLE : Category.INVALID,
                said.isEmpty() ? "Clockify answered without a report." : said,
                said.isEmpty() ? "Try again later." : "Change the values and try again.");
    }

    // Unlike the core, and in camel case.
    private static ObjectNode paged(Paging paging) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("page", paging.page())
                .put("pageSize", paging.size());
    }

    /// What a summary is grouped by.
    public enum Group {
        CLIENT,
        PROJECT,
        TASK,
        TAG,
        USER,
        DATE,
        WEEK,
        MONTH,
        TIMEENTRY
    }

    /// What a summary's rows are sorted by.
    public enum SummaryColumn {
        GROUP,
        DURATION,
        AMOUNT,
        EARNED,
        COST,
        PROFIT
    }

    /// What a detailed report's entries are sorted by.
    public enum EntryColumn {
        ID,
        DESCRIPTION,
        USER,
        DURATION,
        DATE,
        ZONED_DATE,
        NATURAL,
        USER_DATE
    }

    /// What a weekly report is grouped by.
    public enum WeekGroup {
        USER,
        PROJECT
    }

    /// What an attendance report's days are sorted by.
    public enum AttendanceColumn {
        USER,
        DATE,
        START,
        END,
        BREAK,
        WORK,
        CAPACITY,
        OVERTIME,
        TIME_OFF
    }

    /// Which money a report shows. Those who may not see it get none, whatever they ask for.
    public enum AmountShown {
        EARNED,
        COST,
        PROFIT,
        HIDE_AMOUNT,
        EXPORT
    }
}
