package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Projects.Named;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A project in a list.
///
/// @param id null in brief where the name leads to it
/// @param client the name; null without one
/// @param rest null in brief
record ListedProject(
        @Nullable String id,
        String name,
        @Nullable String client,
        boolean billable,
        boolean archived,
        @Nullable Rest rest) {

    /// What else a list of projects knows of one. Amounts are in the currency's major unit.
    record Rest(
            @Nullable String clientId,
            boolean isPublic,
            @Nullable String color,
            @Nullable BigDecimal hourlyRate,
            @Nullable BigDecimal costRate,
            @Nullable BigDecimal budget,
            @Nullable String currency,
            @Nullable Long trackedSeconds,
            @Nullable Long estimatedSeconds,
            @Nullable String note) {}

    static List<ListedProject> briefly(List<Named> projects) {
        Lines.Shared shared = Lines.shared(projects.stream().map(Named::name).toList());
        return projects.stream()
                .map(project ->
                        new ListedProject(
                                project.archived() || shared.has(project.name())
                                        ? project.id()
                                        : null,
                                project.name(),
                                project.clientName(),
                                project.billable(),
                                project.archived(),
                                null))
                .toList();
    }

    static List<ListedProject> fully(List<Project> projects, Account account) {
        return projects.stream()
                .map(project ->
                        new ListedProject(
                                project.id(),
                                project.name(),
                                project.clientName(),
                                project.billable(),
                                project.archived(),
                                rest(project, account)))
                .toList();
    }

    private static Rest rest(Project project, Account account) {
        Long budget = project.budgetEstimate();
        String note = project.note();
        return new Rest(
                project.clientId(),
                project.isPublic(),
                project.color(),
                Amounts.major(project.hourlyRate()),
                Amounts.major(project.costRate()),
                budget == null ? null : Amounts.major(budget),
                ProjectDetail.currency(project, account),
                ProjectDetail.seconds(project.duration()),
                ProjectDetail.seconds(project.timeEstimate()),
                note == null || note.isBlank() ? null : note);
    }

    String line() {
        return Lines.line(
                name,
                id,
                client == null ? "no client" : client,
                billable ? "" : "not billable",
                archived ? "archived" : "");
    }
}
