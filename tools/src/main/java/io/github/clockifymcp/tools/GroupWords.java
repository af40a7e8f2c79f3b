package io.github.clockifymcp.tools;

/// What people say for what a group of tools is about, where its tools' names and descriptions say
/// it otherwise. It is for finding them, and nobody is shown it.
public final class GroupWords {
    private GroupWords() {}

    /// The words for a group; empty where its own suffice.
    public static String of(String group) {
        return switch (group) {
            case "account" -> "profile person people colleague member team";
            case "approvals" -> "timesheet sheet submitted signed sign-off hand in";
            case "business" ->
                    "team lead leader manager overview budget burn forecast overrun leak unbilled"
                            + " everybody";
            case "change_tracking" -> "history log who changed edited deleted created trail";
            case "clients" -> "customer company";
            case "custom_fields" -> "extra field attribute column";
            case "entries" -> "hours work worked booked record track tracked";
            case "expenses" -> "cost spend spent spending reimburse money travel";
            case "groups_holidays" -> "bank public holiday day off feast team department";
            case "invoices" -> "bill billing charge payment paid pay";
            case "probe_lab_api" -> "raw request endpoint rest http";
            case "project_admin" -> "member staff price";
            case "projects" -> "job mandate assignment";
            case "reports" ->
                    "statistics sum total overview analysis hours everybody team earned file pdf"
                            + " excel spreadsheet download";
            case "review" -> "check missing gap overlap week look back";
            case "scheduling" ->
                    "plan planning planned capacity free available availability busy shift roster"
                            + " workload resource booked overbooked";
            case "shared_reports" -> "publish link dashboard";
            case "tags" -> "label";
            case "tasks" -> "todo subtask step";
            case "time_off" ->
                    "vacation holiday leave absence absent sick ill away pto day off balance";
            case "timer" -> "stopwatch clock running begin end";
            case "user_admin" ->
                    "member colleague employee staff role permission right invite seat team";
            case "webhooks" -> "hook callback notify notification integration event secret";
            case "workflows" -> "several batch bulk together repeat gap forgotten yesterday";
            default -> "";
        };
    }
}
