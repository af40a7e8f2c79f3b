package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Approvals;
import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.ApprovalRequest;
import io.github.clockifymcp.clockify.Approvals.State;
import io.github.clockifymcp.clockify.Approvals.Submission;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.review.TimesheetCheck;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Handing time in for approval; [Decisions] are what others do with it.
public final class ApprovalTools implements ToolGroup<Workplace> {
    private static final int ISSUES_SHOWN = 8;

    @Override
    public String id() {
        return "approvals";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        ApprovalReads.declare(tools);

        tools.write("clockify_submit_for_approval", Submit.class, Submitted.class)
                .title("Submit for approval")
                .describe(
                        "Hands in a week, half month or month of your time, or of somebody else's"
                                + " as their manager. The preview shows its hours and gaps.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(ApprovalTools::submit);

        tools.write("clockify_resubmit_for_approval", Resubmit.class, Submitted.class)
                .title("Resubmit for approval")
                .describe(
                        "Hands in a period again after it was rejected or withdrawn, or adds what"
                                + " was logged since it was submitted.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(ApprovalTools::resubmit);

        Decisions.declare(tools);
    }

    record Submit(
            @Doc("last week, 2026-W47, a day of the week, last month.") @Size(min = 1, max = 100)
                    String period,
            @Doc("Whose, if not yours: a name, e-mail or id.") @Nullable String user,
            @Doc("Only the time, or only the expenses; both if left out.") @Nullable Part only) {}

    record Resubmit(
            @Doc("last week, 2026-W47, a day of the week, last month.") @Size(min = 1, max = 100)
                    String period,
            @Doc("Whose, if not yours: a name, e-mail or id.") @Nullable String user) {}

    /// What can be handed in by itself.
    enum Part {
        TIME(Approvals.Type.TIMESHEET),
        EXPENSES(Approvals.Type.EXPENSE);

        private final Approvals.Type wire;

        Part(Approvals.Type wire) {
            this.wire = wire;
        }
    }

    /// @param period as Clockify understood it
    record Submitted(String id, String person, String period, String state) implements Told {
        @Override
        public String told() {
            return "Submitted: %s, %s, %s, id %s".formatted(person, period, Sheet.word(state), id);
        }
    }

    /// Whose period is handed in.
    ///
    /// @param user null for one's own
    private record Subject(@Nullable User user, String name, String id, Period period) {
        static Subject of(String period, @Nullable String whose, Workplace ws) {
            User me = ws.account().user();
            User user = whose == null ? me : ws.names().person(whose);
            boolean own = ws.account().owns(user.id());
            Period said = Period.of(period, ws);
            return new Subject(
                    own ? null : user,
                    own ? "your time" : "the time of " + Lines.one(user.name()),
                    user.id(),
                    own ? said : said.of(user));
        }

        Reach reach() {
            return user == null ? Reach.OWN_WORK : Reach.WORKSPACE;
        }

        String said(Workplace ws) {
            return "%s, %s".formatted(name, ws.text().range(period.days()));
        }
    }

    static Planned<Submitted> submit(Submit in, Workplace ws) {
        Requests requests = new Requests(ws);
        Subject subject = Subject.of(in.period(), in.user(), ws);
        Optional<Approval> there =
                requests.of(subject.period(), subject.id())
                        .filter(approval -> meets(approval, in.only()));
        if (there.isPresent()) {
            Sheet sheet = Sheet.of(there.get(), ws);
            boolean open = Sheet.isOpen(there.get().approvalRequest());
            throw new ToolException(
                    Code.CONFLICT,
                    "%s is already %s, id %s."
                            .formatted(sheet.said(), Sheet.word(sheet.state()), sheet.id()),
                    open
                            ? "What was logged since is added with clockify_resubmit_for_approval."
                            : "Hand it in again with clockify_resubmit_for_approval.");
        }
        Approvals api = ws.api().approvals();
        String what =
                in.only() == null
                        ? subject.said(ws)
                        : "only the %s of %s"
                                .formatted(
                                        in.only().name().toLowerCase(Locale.ROOT),
                                        subject.said(ws));
        Plan plan =
                ws.plan(
                                "Submit %s for approval".formatted(what),
                                "submitted",
                                request(subject, in.only(), api))
                        .undoneBy(
                                api.changeState("{submitted}", State.WITHDRAWN_SUBMISSION, null),
                                "submitted");
        return answering(checked(plan, subject, ws), subject, ws);
    }

    /// Whether a request is about what is to be handed in. Of one kind and of the other there may
    /// be one each.
    private static boolean meets(Approval approval, @Nullable Part only) {
        String type = approval.approvalRequest().type();
        return only == null
                || type == null
                || type.equals(only.wire.name())
                || type.equals(Approvals.Type.TIMESHEET_AND_EXPENSE.name());
    }

    private static ApiRequest<ApprovalRequest> request(
            Subject subject, @Nullable Part only, Approvals api) {
        Submission period = subject.period().submission();
        if (only == null) {
            return subject.user() == null
                    ? api.submit(period)
                    : api.submitFor(subject.id(), period);
        }
        return subject.user() == null
                ? api.submit(only.wire, period)
                : api.submitFor(subject.id(), only.wire, period);
    }

    static Planned<Submitted> resubmit(Resubmit in, Workplace ws) {
        Requests requests = new Requests(ws);
        Subject subject = Subject.of(in.period(), in.user(), ws);
        Approval there =
                requests.of(subject.period(), subject.id())
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.NOT_FOUND,
                                        Lines.sentence(
                                                "%s was never submitted."
                                                        .formatted(subject.said(ws))),
                                        "Use clockify_submit_for_approval."));
        Sheet sheet = Sheet.of(there, ws);
        Approvals api = ws.api().approvals();
        ApiRequest<ApprovalRequest> request =
                subject.user() == null
                        ? api.resubmit(subject.period().submission())
                        : api.resubmitFor(subject.id(), subject.period().submission());
        Plan plan =
                ws.plan(
                                "Submit %s for approval again".formatted(subject.said(ws)),
                                "submitted",
                                request)
                        .note(
                                "It was %s%s."
                                        .formatted(
                                                Sheet.stood(sheet.state()),
                                                sheet.note() == null
                                                        ? ""
                                                        : ": ‹%s›".formatted(sheet.note())));
        return answering(checked(plan, subject, ws), subject, ws);
    }

    /// Says what is handed in, and what is wrong with it.
    private static Plan checked(Plan plan, Subject subject, Workplace ws) {
        Page<TimeEntry> entries = entries(subject, ws);
        TimesheetCheck check = TimesheetCheck.of(subject.period().days(), entries.items(), ws);
        if (entries.more()) {
            plan.note("Only %d of its entries were looked at.".formatted(entries.items().size()));
        }
        if (check.entries() == 0) {
            plan.note("Nothing is logged in it.");
        } else {
            plan.note(
                    "%s in %d %s, %s billable."
                            .formatted(
                                    ws.text().duration(Duration.ofSeconds(check.seconds())),
                                    check.entries(),
                                    check.entries() == 1 ? "entry" : "entries",
                                    ws.text()
                                            .duration(
                                                    Duration.ofSeconds(check.billableSeconds()))));
        }
        plan.notes(check.issues().stream().limit(ISSUES_SHOWN).toList());
        if (check.issues().size() > ISSUES_SHOWN) {
            plan.note(
                    "And %s: clockify_timesheet_review shows all of one's own."
                            .formatted(more(check.issues().size() - ISSUES_SHOWN)));
        }
        if (subject.period().days().end().isAfter(ws.words().today())) {
            plan.note("The period is not over: what is logged later has to be resubmitted.");
        }
        return plan.note("Its entries cannot be changed while it is pending or approved.");
    }

    private static String more(int issues) {
        return issues == 1 ? "1 more issue" : issues + " more issues";
    }

    private static Page<TimeEntry> entries(Subject subject, Workplace ws) {
        if (subject.user() == null) {
            return ws.entries().within(subject.period().days());
        }
        TimeEntries.Filter filter =
                TimeEntries.Filter.all()
                        .within(ws.entries().window(subject.period().days()))
                        .hydrated();
        return Page.walk(10, paging -> ws.api().timeEntries().list(subject.id(), filter, paging));
    }

    private static Planned<Submitted> answering(Plan plan, Subject subject, Workplace ws) {
        return plan.risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(subject.reach())
                .answering(answers -> {
                    ApprovalRequest made = Plan.read(answers, "submitted", ApprovalRequest.class);
                    return new Submitted(
                            made.id(), subject.name(), Sheet.period(made, ws), Sheet.state(made));
                });
    }
}
