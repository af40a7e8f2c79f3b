package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.Optional;
import java.util.Set;

/// Who may work here, as what, and at which rate.
public final class MemberTools implements ToolGroup<Workplace> {
    private static final int PAGES = 5;

    @Override
    public String id() {
        return "user_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_invite_user", InviteUser.class, Invited.class)
                .title("Invite user")
                .describe(
                        "Invites somebody into the workspace by e-mail. It takes a paid seat, and"
                                + " cannot be taken back.")
                .risks(
                        Set.of(Risk.EXTERNAL_SIDE_EFFECT, Risk.PERMISSION_CHANGE, Risk.BILLING),
                        Set.of(Risk.PERMISSION_CHANGE, Risk.BILLING))
                .touching(Reach.WORKSPACE)
                .plan(MemberTools::invite);

        tools.write("clockify_deactivate_user", DeactivateUser.class, Standing.class)
                .title("Deactivate user")
                .describe(
                        "Bars a person from the workspace. Their time stays, and"
                                + " clockify_activate_user lets them in again.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(MemberTools::deactivate);

        tools.write("clockify_activate_user", ActivateUser.class, Standing.class)
                .title("Activate user")
                .describe("Lets a deactivated person work here again. It takes a paid seat.")
                .certainRisks(Risk.PERMISSION_CHANGE, Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(MemberTools::activate);

        tools.write(
                        "clockify_update_user_role",
                        RoleChange.UpdateRole.class,
                        RoleChange.UpdatedRole.class)
                .title("Update user role")
                .describe(
                        "Grants or removes a role: admin, project manager, or team manager of a"
                                + " person or group.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(RoleChange::plan);

        tools.write("clockify_set_user_rate", RateChange.SetRate.class, RateChange.RateSet.class)
                .title("Set user rate")
                .describe(
                        "Sets what a person's hour is billed at or costs, where no project or task"
                                + " says otherwise. A rate cannot be removed again.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(RateChange::plan);
    }

    record InviteUser(
            @Doc("Whom to invite.") @Pattern("^\\S+@\\S+$") String email,
            @Doc("Whether Clockify writes to them.") @Default("true") boolean sendEmail) {}

    record Invited(String email, boolean mailed) implements Told {
        @Override
        public String told() {
            return "Invited %s, %s".formatted(email, mailed ? "by e-mail" : "without an e-mail");
        }
    }

    static Planned<Invited> invite(InviteUser in, Workplace ws) {
        String email = in.email().strip();
        there(email, ws)
                .ifPresent(user -> {
                    throw new ToolException(
                            Code.CONFLICT,
                            "%s is in the workspace already, as ‹%s›."
                                    .formatted(email, People.name(user)),
                            "clockify_list_users with status all shows how they stand;"
                                    + " clockify_activate_user lets a deactivated person in.");
                });
        Plan plan =
                ws.plan(
                                "Invite %s into ‹%s›"
                                        .formatted(
                                                email, Lines.one(ws.account().workspace().name())),
                                "workspace",
                                ws.api().members().invite(email, in.sendEmail()))
                        .risk(Risk.PERMISSION_CHANGE)
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        .note(
                                "It takes a seat of the plan, and Clockify has no way to withdraw it.");
        if (in.sendEmail()) {
            plan.risk(Risk.EXTERNAL_SIDE_EFFECT).note("Clockify sends an e-mail to " + email + ".");
        } else {
            plan.note("They are not told; they have to sign in by themselves.");
        }
        return plan.answering(answers -> new Invited(email, in.sendEmail()));
    }

    private static Optional<User> there(String email, Workplace ws) {
        Members.Filter filter = Members.Filter.all().status("ALL").email(email);
        return Whole.of(
                        Page.walk(PAGES, paging -> ws.api().members().list(filter, paging)),
                        "people with ‹%s› in their address".formatted(Lines.one(email)),
                        "Give the whole address.")
                .stream()
                .filter(user -> email.equalsIgnoreCase(user.email()))
                .findFirst();
    }

    record DeactivateUser(@Doc("Name, e-mail or id.") String user) {}

    record ActivateUser(@Doc("Name, e-mail or id.") String user) {}

    /// @param already whether it was so before, and nothing was done
    record Standing(String id, String user, boolean active, boolean already) implements Told {
        @Override
        public String told() {
            String word = active ? "active" : "deactivated";
            return already
                    ? "Nothing to change: %s is %s".formatted(user, word)
                    : "%s is %s now".formatted(user, word);
        }
    }

    static Planned<Standing> deactivate(DeactivateUser in, Workplace ws) {
        Coworker person = Coworker.find(in.user(), ws);
        person.checkChangeable("deactivated", ws);
        if (person.is("INACTIVE")) {
            return alreadySo(person, false, ws);
        }
        checkArrived(person);
        Plan plan =
                ws.plan(
                                "Deactivate " + person.name(),
                                "workspace",
                                ws.api().members().setActive(person.id(), false))
                        .undoneBy(ws.api().members().setActive(person.id(), true))
                        .risk(Risk.PERMISSION_CHANGE)
                        .touching(Reach.WORKSPACE)
                        .note("They can no longer work here; their time, groups and rates stay.");
        Optional<TimeEntry> timer = ws.api().timeEntries().inProgress(person.id());
        timer.ifPresent(entry ->
                plan.note(
                        "Their timer is running: %s. Nobody stops it for them."
                                .formatted(ws.text().running(entry.start(), ws.call().now()))));
        if (person.has("TEAM_MANAGER") || person.has("PROJECT_MANAGER")) {
            plan.note("They manage people or projects, which may be left without a manager.");
        }
        return plan.answering(a -> new Standing(person.id(), person.name(), false, false));
    }

    static Planned<Standing> activate(ActivateUser in, Workplace ws) {
        Coworker person = Coworker.find(in.user(), ws);
        if (person.is("ACTIVE")) {
            return alreadySo(person, true, ws);
        }
        checkArrived(person);
        return ws.plan(
                        "Activate " + person.name(),
                        "workspace",
                        ws.api().members().setActive(person.id(), true))
                .undoneBy(ws.api().members().setActive(person.id(), false))
                .risk(Risk.PERMISSION_CHANGE)
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .note("It takes a seat of the plan. They get back their groups, roles and rates.")
                .answering(answers -> new Standing(person.id(), person.name(), true, false));
    }

    private static void checkArrived(Coworker person) {
        if (person.is("PENDING") || person.is("DECLINED")) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s has not accepted the invitation.".formatted(person.name()),
                    "Only people who have can be activated or deactivated.");
        }
    }

    private static Planned<Standing> alreadySo(Coworker person, boolean active, Workplace ws) {
        return ws.plan("Nothing to change about " + person.name())
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .answering(answers -> new Standing(person.id(), person.name(), active, true));
    }
}
