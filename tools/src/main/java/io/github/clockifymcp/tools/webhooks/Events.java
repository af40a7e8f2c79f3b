package io.github.clockifymcp.tools.webhooks;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What webhooks can be called for. Clockify has no route that lists it, so the list is kept here.
enum Events {
    TIME(
            "time",
            "NEW_TIMER_STARTED TIMER_STOPPED NEW_TIME_ENTRY TIME_ENTRY_UPDATED TIME_ENTRY_DELETED"
                    + " TIME_ENTRY_SPLIT TIME_ENTRY_RESTORED"),
    CATALOGUE(
            "projects, tasks, clients and tags",
            "NEW_PROJECT PROJECT_UPDATED PROJECT_DELETED NEW_TASK TASK_UPDATED TASK_DELETED"
                    + " NEW_CLIENT CLIENT_UPDATED CLIENT_DELETED NEW_TAG TAG_UPDATED TAG_DELETED"),
    MONEY(
            "invoices, expenses and rates",
            "NEW_INVOICE INVOICE_UPDATED EXPENSE_CREATED EXPENSE_UPDATED EXPENSE_DELETED"
                    + " EXPENSE_RESTORED BILLABLE_RATE_UPDATED COST_RATE_UPDATED"),
    APPROVAL("approvals", "NEW_APPROVAL_REQUEST APPROVAL_REQUEST_STATUS_UPDATED"),
    TIME_OFF(
            "time off",
            "TIME_OFF_REQUESTED TIME_OFF_REQUEST_UPDATED TIME_OFF_REQUEST_APPROVED"
                    + " TIME_OFF_REQUEST_REJECTED TIME_OFF_REQUEST_STARTED"
                    + " TIME_OFF_REQUEST_WITHDRAWN BALANCE_UPDATED"),
    SCHEDULE(
            "schedule",
            "ASSIGNMENT_CREATED ASSIGNMENT_UPDATED ASSIGNMENT_DELETED ASSIGNMENT_PUBLISHED"),
    PEOPLE(
            "people",
            "USERS_INVITED_TO_WORKSPACE LIMITED_USERS_ADDED_TO_WORKSPACE USER_JOINED_WORKSPACE"
                    + " USER_DELETED_FROM_WORKSPACE USER_DEACTIVATED_ON_WORKSPACE"
                    + " USER_ACTIVATED_ON_WORKSPACE USER_EMAIL_CHANGED USER_UPDATED"
                    + " USER_GROUP_CREATED USER_GROUP_UPDATED USER_GROUP_DELETED");

    private final String about;
    private final String names;

    Events(String about, String names) {
        this.about = about;
        this.names = names;
    }

    String about() {
        return about;
    }

    List<String> names() {
        return List.of(names.split(" "));
    }

    /// Whether it is told of single people only, who have to be named.
    static boolean needsPeople(String event) {
        return event.equals("USER_EMAIL_CHANGED") || event.equals("USER_UPDATED");
    }

    /// An event as it is sent, whatever its capitals; a blank may stand for `_`.
    static String checked(String event) {
        String wanted = event.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        if (all().contains(wanted)) {
            return wanted;
        }
        List<String> words =
                Arrays.stream(wanted.split("_"))
                        .filter(word -> word.length() > 3)
                        .map(word -> word.substring(0, 4))
                        .toList();
        String close =
                all().stream()
                        .filter(name -> words.stream().anyMatch(name::contains))
                        .limit(8)
                        .collect(Collectors.joining(", "));
        throw new ToolException(
                Code.INVALID_ARGUMENTS,
                "There is no event ‹%s›.".formatted(event),
                close.isEmpty()
                        ? "clockify_list_webhook_events shows all."
                        : "These are close: %s. clockify_list_webhook_events shows all."
                                .formatted(close));
    }

    private static List<String> all() {
        return Arrays.stream(values()).flatMap(group -> group.names().stream()).toList();
    }
}
