package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Everything about one task.
///
/// @param status `ACTIVE`, `DONE`, or what Clockify thinks of next
/// @param assignees the names of who works on it
/// @param groups how many groups work on it
/// @param hourlyRate in the currency's major unit; likewise the cost rate and the budget
/// @param currency of all three; null where Clockify names none
record TaskDetail(
        String id,
        String name,
        String project,
        String status,
        boolean billable,
        List<String> assignees,
        int groups,
        @Nullable BigDecimal hourlyRate,
        @Nullable BigDecimal costRate,
        @Nullable BigDecimal budget,
        @Nullable String currency,
        @Nullable Long trackedSeconds,
        @Nullable Long estimatedSeconds)
        implements Told {
    TaskDetail {
        assignees = List.copyOf(assignees);
    }

    static TaskDetail of(Task task, Project project, People people, Account account) {
        Long budget = task.budgetEstimate();
        return new TaskDetail(
                task.id(),
                task.name(),
                project.name(),
                task.status(),
                task.billable(),
                task.assigneeIds().stream().map(people::name).toList(),
                task.userGroupIds().size(),
                Amounts.major(task.hourlyRate()),
                Amounts.major(task.costRate()),
                // Clockify writes 0 for none.
                budget == null || budget == 0 ? null : Amounts.major(budget),
                Currencies.usual(account),
                ProjectDetail.seconds(task.duration()),
                ProjectDetail.seconds(task.estimate()));
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>();
        lines.add("%s | of ‹%s› | id %s".formatted(Lines.one(name), Lines.one(project), id));
        lines.add(kind());
        if (trackedSeconds != null || estimatedSeconds != null) {
            lines.add(ProjectDetail.tracked(trackedSeconds, estimatedSeconds));
        }
        if (budget != null) {
            lines.add("budget " + Amounts.said(budget, currency));
        }
        if (!assignees.isEmpty()) {
            lines.add("assigned to " + String.join(", ", assignees));
        }
        if (groups > 0) {
            lines.add(
                    groups == 1
                            ? "assigned to 1 group"
                            : "assigned to %d groups".formatted(groups));
        }
        return String.join("\n", lines);
    }

    private String kind() {
        List<String> words = new ArrayList<>();
        words.add(
                status.equals(Tasks.ACTIVE) ? "open" : Lines.one(status).toLowerCase(Locale.ROOT));
        String rate =
                hourlyRate == null
                        ? ""
                        : " at %s an hour".formatted(Amounts.said(hourlyRate, currency));
        words.add((billable ? "billable" : "not billable") + rate);
        if (costRate != null) {
            words.add("costs %s an hour".formatted(Amounts.said(costRate, currency)));
        }
        return String.join(", ", words);
    }
}
