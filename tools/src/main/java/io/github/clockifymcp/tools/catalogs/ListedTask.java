package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task in a list.
///
/// @param id null in brief where the name leads to it
/// @param status `ACTIVE`, `DONE`, or what Clockify thinks of next
/// @param rest null in brief
record ListedTask(
        @Nullable String id, String name, String status, boolean billable, @Nullable Rest rest) {

    /// What else a list of tasks knows of one. Amounts are in the currency's major unit.
    record Rest(
            List<String> assigneeIds,
            List<String> userGroupIds,
            @Nullable Long estimatedSeconds,
            @Nullable Long trackedSeconds,
            @Nullable BigDecimal budget,
            @Nullable BigDecimal hourlyRate,
            @Nullable BigDecimal costRate) {
        Rest {
            assigneeIds = List.copyOf(assigneeIds);
            userGroupIds = List.copyOf(userGroupIds);
        }
    }

    static List<ListedTask> of(List<Task> tasks, Detail detail) {
        Lines.Shared shared = Lines.shared(tasks.stream().map(Task::name).toList());
        return tasks.stream()
                .map(task ->
                        new ListedTask(
                                detail.full() || shared.has(task.name()) ? task.id() : null,
                                task.name(),
                                task.status(),
                                task.billable(),
                                detail.full() ? rest(task) : null))
                .toList();
    }

    private static Rest rest(Task task) {
        Long budget = task.budgetEstimate();
        return new Rest(
                task.assigneeIds(),
                task.userGroupIds(),
                ProjectDetail.seconds(task.estimate()),
                ProjectDetail.seconds(task.duration()),
                budget == null ? null : Amounts.major(budget),
                Amounts.major(task.hourlyRate()),
                Amounts.major(task.costRate()));
    }

    String line() {
        return Lines.line(
                name,
                id,
                billable ? "" : "not billable",
                status.equals(Tasks.ACTIVE) ? "" : status);
    }
}
