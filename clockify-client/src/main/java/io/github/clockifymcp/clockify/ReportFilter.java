package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// Which time a report is about: whole days, of everybody and everything unless it says otherwise.
public final class ReportFilter {

    private final ObjectNode body;

    private ReportFilter(ObjectNode body) {
        this.body = body;
    }

    /// From a day to a day, both in it.
    ///
    /// Clockify reads the bounds as readings of a clock, their offset does not count, and days are
    /// what that clock says: so whole days are sent, with the zone of the clock.
    ///
    /// @throws IllegalArgumentException if the last is before the first
    public static ReportFilter days(LocalDate first, LocalDate last, ZoneId zone) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A report ends after it begins.");
        }
        ObjectNode body = bounds(first, last);
        body.put("timeZone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        body.put("exportType", "JSON");
        body.put("rounding", false);
        body.put("amountShown", Reports.AmountShown.HIDE_AMOUNT.name());
        return new ReportFilter(body);
    }

    static ObjectNode bounds(LocalDate first, LocalDate last) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("dateRangeStart", first + "T00:00:00.000Z")
                .put("dateRangeEnd", last + "T23:59:59.999Z")
                .put("dateRangeType", "ABSOLUTE");
    }

    /// With this money.
    public ReportFilter showing(Reports.AmountShown shown) {
        ObjectNode changed = body.deepCopy().put("amountShown", shown.name());
        changed.putArray("amounts").add(shown.name());
        return new ReportFilter(changed);
    }

    /// In this order of whatever column the report is sorted by.
    public ReportFilter sorted(SortOrder order) {
        return with("sortOrder", order.name());
    }

    /// The day on which weeks begin.
    public ReportFilter weekStart(DayOfWeek day) {
        return with("weekStart", day.name());
    }

    /// Time of any of these people, whether they are still there or not.
    public ReportFilter users(List<String> ids) {
        return having("users", ids);
    }

    /// Time of any of these groups' people.
    public ReportFilter userGroups(List<String> ids) {
        return having("userGroups", ids);
    }

    public ReportFilter clients(List<String> ids) {
        return having("clients", ids);
    }

    public ReportFilter projects(List<String> ids) {
        return having("projects", ids);
    }

    public ReportFilter tasks(List<String> ids) {
        return having("tasks", ids);
    }

    /// Expenses of any of these categories.
    public ReportFilter categories(List<String> ids) {
        return having("categories", ids);
    }

    /// Time with any of these tags.
    public ReportFilter tags(List<String> ids) {
        ReportFilter having = having("tags", ids);
        ((ObjectNode) having.body.get("tags")).put("containedInTimeentry", "CONTAINS");
        return having;
    }

    public ReportFilter billable(boolean billable) {
        return new ReportFilter(body.deepCopy().put("billable", billable));
    }

    /// Whose description contains this.
    public ReportFilter description(String part) {
        return with("description", part);
    }

    /// Without a description.
    public ReportFilter withoutDescription() {
        return new ReportFilter(body.deepCopy().put("withoutDescription", true));
    }

    /// `APPROVED`, `UNAPPROVED` or `ALL`.
    public ReportFilter approvalState(String state) {
        return with("approvalState", state);
    }

    /// `INVOICED`, `UNINVOICED` or `ALL`.
    public ReportFilter invoicingState(String state) {
        return with("invoicingState", state);
    }

    /// Rounded as the workspace is set to round; the times of entries stay as they are.
    public ReportFilter rounded() {
        return new ReportFilter(body.deepCopy().put("rounding", true));
    }

    /// The body of a report on expenses, which has no part of its own and knows neither rounding
    /// nor rates.
    ObjectNode ofExpenses() {
        ObjectNode own = body.deepCopy();
        own.remove(List.of("rounding", "amountShown", "amounts"));
        return own;
    }

    /// What every kind of report is asked with.
    ObjectNode body() {
        return body.deepCopy();
    }

    /// The body of a report with the part that its kind needs.
    ObjectNode with(String kind, ObjectNode own) {
        ObjectNode whole = body.deepCopy();
        whole.set(kind, own);
        return whole;
    }

    private ReportFilter with(String field, String value) {
        return new ReportFilter(body.deepCopy().put(field, value));
    }

    private ReportFilter having(String field, List<String> ids) {
        ObjectNode changed = body.deepCopy();
        ObjectNode chosen = changed.putObject(field);
        chosen.put("contains", "CONTAINS").put("status", "ALL");
        ids.forEach(id -> chosen.withArray("ids").add(id));
        return new ReportFilter(changed);
    }
}
