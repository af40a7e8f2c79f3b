package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Rate;
import io.github.clockifymcp.clockify.RateKind;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.Membership;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Default;
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
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an hour of somebody's work brings in or costs on a project, or an hour of a task.
public final class RateTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "project_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_set_project_user_rate", SetUserRate.class, RateSet.class)
                .title("Set somebody's rate on a project")
                .describe("Sets what an hour of a project's member is billed at or costs there.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(RateTools::setUser);

        tools.write("clockify_set_task_rate", SetTaskRate.class, RateSet.class)
                .title("Set a task's rate")
                .describe("Sets what an hour on a task is billed at or costs, whoever works on it.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(RateTools::setTask);

        tools.write("clockify_set_workspace_rate", SetWorkspaceRate.class, RateSet.class)
                .title("Set the workspace's rate")
                .describe(
                        "Sets what an hour is billed at or costs where no person, project or task"
                                + " says otherwise. For admins.")
                .certainRisks(Risk.BILLING, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(RateTools::setWorkspace);
    }

    record SetWorkspaceRate(
            @Doc("For an hour, such as 95.50.") BigDecimal amount,
            @Doc("Billed, or cost.") @Default("\"hourly\"") RateKind rateType,
            @Doc("Day from which it holds, past or future.") @Nullable String since) {}

    record SetUserRate(
            @Doc("Project's name or id.") String project,
            @Doc("Name, e-mail or id.") String user,
            @Doc("For an hour, such as 95.50, in the project's currency.") BigDecimal amount,
            @Doc("Billed, or cost.") @Default("\"hourly\"") RateKind rateType,
            @Doc("Day from which it holds, past or future.") @Nullable String since) {}

    record SetTaskRate(
            @Doc("Project's name or id.") String project,
            @Doc("Its name or id.") String task,
            @Doc("For an hour, such as 95.50, in the project's currency.") BigDecimal amount,
            @Doc("Billed, or cost.") @Default("\"hourly\"") RateKind rateType,
            @Doc("Day from which it holds, past or future.") @Nullable String since) {}

    /// @param whose whom or what it is for
    /// @param amount for an hour, in the currency's major unit
    /// @param currency null where Clockify names none
    /// @param since the day from which it holds; null for none said
    /// @param already whether it was so before, and nothing was done
    record RateSet(
            String whose,
            RateKind rateType,
            BigDecimal amount,
            @Nullable String currency,
            @Nullable String since,
            boolean already)
            implements Told {
        @Override
        public String told() {
            return "%s%s is %s an hour%s"
                    .formatted(
                            already ? "Nothing to change, " : "",
                            sentence(),
                            Amounts.said(amount, currency),
                            since == null ? "" : " from " + since);
        }

        private String sentence() {
            String rate = word(rateType) + " of " + whose;
            return already ? "the " + rate : "The " + rate;
        }
    }

    private static String word(RateKind kind) {
        return kind == RateKind.HOURLY ? "hourly rate" : "cost rate";
    }

    /// Whether it is said to be private, and nobody comes to it through a group.
    private static boolean isClosed(Project project) {
        JsonNode visible = project.raw().path("public");
        return visible.isBoolean() && !visible.booleanValue() && project.groups().isEmpty();
    }

    static Planned<RateSet> setUser(SetUserRate in, Workplace ws) {
        if (in.rateType() == RateKind.COST) {
            PlanFeatures.need("LABOR_COST", "cost rates", ws);
        }
        Project project = ProjectKeeping.find(in.project(), ws);
        User user = ws.names().person(in.user());
        Optional<Membership> member = project.membership(user.id());
        if (member.isEmpty() && isClosed(project)) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "%s is not a member of %s."
                            .formatted(Lines.one(user.name()), ProjectKeeping.said(project)),
                    "clockify_add_project_members adds them; then set the rate.");
        }
        Wanted wanted =
                new Wanted(
                        "%s on %s".formatted(Lines.one(user.name()), ProjectKeeping.said(project)),
                        in.rateType(),
                        in.amount(),
                        in.since(),
                        member.map(m ->
                                        in.rateType() == RateKind.HOURLY
                                                ? m.hourlyRate()
                                                : m.costRate())
                                .orElse(null),
                        ProjectDetail.currency(project, ws.account()));
        Function<Rate, ApiRequest<?>> send =
                rate -> ws.api().projects().userRate(project.id(), user.id(), in.rateType(), rate);
        Plan plan = plan(wanted, send, "project", project.id(), project.raw(), ws);
        if (member.isEmpty()) {
            plan.note(
                    "%s is not among its members; where Clockify refuses, use clockify_add_project_members first."
                            .formatted(Lines.one(user.name())));
        }
        return answering(plan, wanted, ws);
    }

    static Planned<RateSet> setTask(SetTaskRate in, Workplace ws) {
        PlanFeatures.need("TASK_RATES", "rates for tasks", ws);
        if (in.rateType() == RateKind.COST) {
            PlanFeatures.need("LABOR_COST", "cost rates", ws);
        }
        Project project = ws.names().project(in.project());
        Task task = TaskKeeping.find(project, in.task(), ws);
        Wanted wanted =
                new Wanted(
                        TaskKeeping.said(task.name(), project.name()),
                        in.rateType(),
                        in.amount(),
                        in.since(),
                        in.rateType() == RateKind.HOURLY ? task.hourlyRate() : task.costRate(),
                        ProjectDetail.currency(project, ws.account()));
        Function<Rate, ApiRequest<?>> send =
                rate -> ws.api().tasks().rate(project.id(), task.id(), in.rateType(), rate);
        return answering(plan(wanted, send, "task", task.id(), task.raw(), ws), wanted, ws);
    }

    static Planned<RateSet> setWorkspace(SetWorkspaceRate in, Workplace ws) {
        boolean hourly = in.rateType() == RateKind.HOURLY;
        if (!hourly) {
            PlanFeatures.need("LABOR_COST", "cost rates", ws);
        }
        Workspace workspace = ws.clockify().workspaces().get(ws.api().id());
        Money was = hourly ? workspace.hourlyRate() : workspace.costRate();
        String usual = Currencies.usual(ws.account());
        String currency = was == null || was.currency() == null ? usual : was.currency();
        Wanted wanted =
                new Wanted(
                        "everybody in ‹%s›".formatted(Lines.one(workspace.name())),
                        in.rateType(),
                        in.amount(),
                        in.since(),
                        was,
                        currency);
        Function<Rate, ApiRequest<?>> send =
                rate ->
                        hourly
                                ? ws.clockify()
                                        .workspaces()
                                        .setHourlyRate(
                                                workspace.id(),
                                                rate,
                                                currency == null ? "" : currency)
                                : ws.clockify().workspaces().setCostRate(workspace.id(), rate);
        JsonNode before = was == null ? JsonNodeFactory.instance.objectNode() : Json.tree(was);
        Plan plan =
                plan(wanted, send, "workspace_rate", workspace.id(), before, ws)
                        .risk(Risk.ADMIN)
                        .note("Rates of people, projects and tasks go before it.");
        return answering(plan, wanted, ws);
    }

    /// A rate to be set.
    ///
    /// @param was the one that holds now; null for none
    private record Wanted(
            String whose,
            RateKind kind,
            BigDecimal amount,
            @Nullable String since,
            @Nullable Money was,
            @Nullable String currency) {

        long minorUnits() {
            return Amounts.rate("rate", amount);
        }

        boolean already() {
            return since == null && was != null && was.minorUnits() == minorUnits();
        }

        String said(long minorUnits) {
            return Amounts.said(minorUnits, currency);
        }

        @Nullable LocalDate day(Workplace ws) {
            return since == null ? null : ws.words().day(since, Direction.PAST);
        }
    }

    private static Plan plan(
            Wanted wanted,
            Function<Rate, ApiRequest<?>> send,
            String kind,
            String id,
            JsonNode raw,
            Workplace ws) {
        LocalDate day = wanted.day(ws);
        if (day != null) {
            PlanFeatures.need("HISTORIC_RATES", "rates from a day on", ws);
        }
        long minorUnits = wanted.minorUnits();
        String what = "%s of %s".formatted(word(wanted.kind()), wanted.whose());
        if (wanted.already()) {
            return ws.plan("Nothing to change about the " + what)
                    .risk(Risk.BILLING)
                    .touching(Reach.WORKSPACE);
        }
        Money was = wanted.was();
        Rate rate = Rate.from(day, minorUnits);
        Plan plan =
                ws.plan(
                                "Set the %s: %s → %s an hour%s"
                                        .formatted(
                                                what,
                                                was == null
                                                        ? "none"
                                                        : wanted.said(was.minorUnits()),
                                                wanted.said(minorUnits),
                                                day == null ? "" : " from " + ws.text().day(day)),
                                "rate",
                                send.apply(rate))
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        .replacing(kind, id, raw);
        if (day != null) {
            plan.note("Time from that day on is priced with it, also what is tracked already.");
        } else if (was == null) {
            plan.note("Clockify cannot take a rate away again, only change it.");
        } else {
            plan.undoneBy(send.apply(new Rate(was.minorUnits(), null)));
        }
        return plan;
    }

    private static Planned<RateSet> answering(Plan plan, Wanted wanted, Workplace ws) {
        LocalDate day = wanted.day(ws);
        RateSet set =
                new RateSet(
                        wanted.whose(),
                        wanted.kind(),
                        Amounts.major(wanted.minorUnits()),
                        wanted.currency(),
                        day == null ? null : ws.text().day(day),
                        wanted.already());
        return plan.answering(answers -> set);
    }
}
