package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.ProjectEstimate;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What projects are expected to take.
public final class ProjectEstimates implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "project_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_update_project_estimate", UpdateEstimate.class, UpdatedEstimate.class)
                .title("Update project estimate")
                .describe(
                        "Sets what a project is expected to take, in time or in money, or neither."
                                + " The one replaces the other.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectEstimates::update);
    }

    /// What an estimate counts.
    enum EstimateType {
        TIME,
        BUDGET,
        NONE
    }

    record UpdateEstimate(
            @Doc("Project's name or id.") String project,
            @Doc("What it counts.") EstimateType estimateType,
            @Doc("Time such as 80h, or money such as 2500.50; not for none.")
                    @Nullable String estimateValue) {}

    /// @param changes the old and the new estimate; empty when it was already so
    record UpdatedEstimate(String project, @Nullable String client, List<String> changes)
            implements Told {
        UpdatedEstimate {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told("project " + ProjectTools.said(project, client), changes);
        }
    }

    static Planned<UpdatedEstimate> update(UpdateEstimate in, Workplace ws) {
        Project project = ProjectKeeping.find(in.project(), ws);
        ProjectEstimate wanted = wanted(in, ws);
        String was = said(project, ws);
        String now = said(wanted, project, ws);
        if (now.equals(was)) {
            return ws.plan("Nothing to change about " + ProjectKeeping.said(project))
                    .touching(Reach.WORKSPACE)
                    .answering(answers ->
                            new UpdatedEstimate(project.name(), project.clientName(), List.of()));
        }
        Changes changes = new Changes();
        changes.add("estimate", was, now);
        Plan plan =
                ws.plan(
                                "Change %s: %s"
                                        .formatted(ProjectKeeping.said(project), changes.said()),
                                "project",
                                ws.api().projects().estimate(project, wanted))
                        .undoneBy(ws.api().projects().unestimate(project, wanted))
                        .touching(Reach.WORKSPACE)
                        .replacing("project", project.id(), project.raw());
        if (!was.isEmpty() && kind(wanted) != kindOf(project)) {
            plan.note("The old estimate is switched off; Clockify keeps its number.");
        }
        return plan.answering(answers ->
                new UpdatedEstimate(project.name(), project.clientName(), changes.lines()));
    }

    private static ProjectEstimate wanted(UpdateEstimate in, Workplace ws) {
        String value = in.estimateValue();
        boolean none = in.estimateType() == EstimateType.NONE;
        if (none != (value == null)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    none ? "No estimate has no value." : "It is not said how much it is.",
                    none ? "Leave estimate_value out." : "Give estimate_value.");
        }
        if (value == null) {
            return new ProjectEstimate.None();
        }
        if (in.estimateType() == EstimateType.TIME) {
            PlanFeatures.need("PROJECT_ESTIMATE", "estimates for projects", ws);
            return new ProjectEstimate.Time(ws.words().duration(value));
        }
        PlanFeatures.need("PROJECT_BUDGET", "budgets for projects", ws);
        return new ProjectEstimate.Budget(Amounts.rate("budget", value));
    }

    private static EstimateType kind(ProjectEstimate estimate) {
        return switch (estimate) {
            case ProjectEstimate.Time time -> EstimateType.TIME;
            case ProjectEstimate.Budget budget -> EstimateType.BUDGET;
            case ProjectEstimate.None none -> EstimateType.NONE;
        };
    }

    private static EstimateType kindOf(Project project) {
        if (project.timeEstimate() != null) {
            return EstimateType.TIME;
        }
        return project.budgetEstimate() == null ? EstimateType.NONE : EstimateType.BUDGET;
    }

    /// The estimates in force; empty for none.
    private static String said(Project project, Workplace ws) {
        String time =
                project.timeEstimate() == null
                        ? ""
                        : said(new ProjectEstimate.Time(project.timeEstimate()), project, ws);
        String budget =
                project.budgetEstimate() == null
                        ? ""
                        : said(new ProjectEstimate.Budget(project.budgetEstimate()), project, ws);
        return time.isEmpty() || budget.isEmpty() ? time + budget : time + " and " + budget;
    }

    private static String said(ProjectEstimate estimate, Project project, Workplace ws) {
        return switch (estimate) {
            case ProjectEstimate.Time time -> ProjectDetail.hours(time.time().toSeconds());
            case ProjectEstimate.Budget budget ->
                    Amounts.said(
                            budget.minorUnits(), ProjectDetail.currency(project, ws.account()));
            case ProjectEstimate.None none -> "";
        };
    }
}
