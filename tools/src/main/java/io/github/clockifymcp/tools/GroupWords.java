package io.github.clockifymcp.tools;

import java.util.Map;

/// What people say for what a group of tools is about, where its tools' names and descriptions say
/// it otherwise. It is for finding them, and nobody is shown it.
public final class GroupWords {
    static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("account", "profile person people colleague member team"),
                    Map.entry("approvals", "timesheet sheet submitted signed sign-off hand in"),
                    Map.entry(
                            "business",
                            "team lead leader manager overview budget burn forecast overrun"
                                    + " leak unbilled everybody"),
                    Map.entry(
                            "change_tracking",
                            "history log who changed edited deleted created trail"),
                    Map.entry("clients", "customer company"),
                    Map.entry("custom_fields", "extra field attribute column"),
                    Map.entry("entries", "hours work worked booked record track tracked"),
                    Map.entry("expenses", "cost spend spent spending reimburse money travel"),
                    Map.entry(
                            "groups_holidays", "bank public holiday day off feast team department"),
                    Map.entry("invoices", "bill billing charge payment paid pay"),
                    Map.entry("probe_lab_api", "raw request endpoint rest http"),
                    Map.entry("project_admin", "member staff price"),
                    Map.entry("projects", "job mandate assignment"),
                    Map.entry(
                            "reports",
                            "statistics sum total overview analysis hours everybody team"
                                    + " earned file pdf excel spreadsheet download"),
                    Map.entry("review", "check missing gap overlap week look back"),
                    Map.entry(
                            "scheduling",
                            "plan planning planned capacity free available availability"
                                    + " busy shift roster workload resource booked overbooked"),
                    Map.entry("shared_reports", "publish link dashboard"),
                    Map.entry("tags", "label"),
                    Map.entry("tasks", "todo subtask step"),
                    Map.entry(
                            "time_off",
                            "vacation holiday leave absence absent sick ill away pto day"
                                    + " off balance"),
                    Map.entry("timer", "stopwatch clock running begin end"),
                    Map.entry(
                            "user_admin",
                            "member colleague employee staff role permission right invite"
                                    + " seat team"),
                    Map.entry(
                            "webhooks",
                            "hook callback notify notification integration event secret"),
                    Map.entry(
                            "workflows",
                            "several batch bulk together repeat gap forgotten yesterday"));

    private GroupWords() {}

    /// The words for a group; empty where its own suffice.
    public static String of(String group) {
        return WORDS.getOrDefault(group, "");
    }
}
