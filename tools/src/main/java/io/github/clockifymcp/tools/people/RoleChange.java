package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Groups.Group;
import io.github.clockifymcp.clockify.Members.Role;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives somebody a role or takes it away. A role is always over something, and Clockify keeps each
/// one apart: who manages two projects has two.
final class RoleChange {

    private RoleChange() {}

    /// The roles that can be given. The owner's cannot.
    enum Kind {
        WORKSPACE_ADMIN("workspace admin"),
        PROJECT_MANAGER("project manager"),
        TEAM_MANAGER("team manager");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    enum Action {
        GRANT,
        REMOVE
    }

    record UpdateRole(
            @Doc("Name, e-mail or id.") String user,
            @Doc("Which role.") Kind role,
            @Doc("Give it or take it.") @Default("\"grant\"") Action action,
            @Doc("For project_manager.") @Nullable String project,
            @Doc("For team_manager: of whom.") @Nullable String managedUser,
            @Doc("Or of which group.") @Nullable String group) {}

    /// @param over what the role is over
    /// @param already whether it was so before, and nothing was done
    record UpdatedRole(String user, String role, String over, boolean granted, boolean already)
            implements Told {
        @Override
        public String told() {
            String what = "%s of %s".formatted(role, over);
            if (already) {
                return "Nothing to change: %s is %s%s".formatted(user, granted ? "" : "not ", what);
            }
            return "%s is %s %s".formatted(user, granted ? "now" : "no longer", what);
        }
    }

    /// A role over something, and what that is called.
    private record Wanted(Role role, String over) {}

    static Planned<UpdatedRole> plan(UpdateRole in, Workplace ws) {
        Wanted wanted = wanted(in, ws);
        Coworker person = Coworker.find(in.user(), ws);
        boolean grants = in.action() == Action.GRANT;
        person.checkChangeable("given or deprived of roles", ws);
        if (wanted.role().entityId().equals(person.id())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Nobody is their own team manager.",
                    "Name somebody else in managed_user.");
        }
        Role role = wanted.role();
        if (person.knows(role.role()) && person.has(role) == grants) {
            return ws.plan("Nothing to change about " + person.name())
                    .risk(Risk.PERMISSION_CHANGE)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> updated(in, person, wanted, true));
        }
        String what = "%s of %s".formatted(in.role().words, wanted.over());
        Plan plan =
                grants
                        ? ws.plan(
                                        "Make %s %s".formatted(person.name(), what),
                                        "roles",
                                        ws.api().members().giveRole(person.id(), role))
                                .undoneBy(ws.api().members().takeRole(person.id(), role))
                        : ws.plan(
                                        "Let %s no longer be %s".formatted(person.name(), what),
                                        "roles",
                                        ws.api().members().takeRole(person.id(), role))
                                .undoneBy(ws.api().members().giveRole(person.id(), role));
        plan.risk(Risk.PERMISSION_CHANGE).touching(Reach.WORKSPACE);
        if (grants) {
            plan.note(effect(in.role()));
        }
        if (!person.is("ACTIVE")) {
            plan.note(
                    "They are not active in the workspace: %s."
                            .formatted(Lines.one(person.status())));
        }
        return plan.answering(answers -> updated(in, person, wanted, false));
    }

    private static UpdatedRole updated(
            UpdateRole in, Coworker person, Wanted wanted, boolean already) {
        return new UpdatedRole(
                person.name(),
                in.role().words,
                wanted.over(),
                in.action() == Action.GRANT,
                already);
    }

    private static String effect(Kind kind) {
        return switch (kind) {
            case WORKSPACE_ADMIN ->
                    "An admin sees everything and changes everything, other people's time, rates"
                            + " and roles among it.";
            case PROJECT_MANAGER ->
                    "A project's manager changes it and its people, and sees all time on it.";
            case TEAM_MANAGER -> "A team manager sees and approves these people's time.";
        };
    }

    private static Wanted wanted(UpdateRole in, Workplace ws) {
        long named =
                Stream.of(in.project(), in.managedUser(), in.group())
                        .filter(Objects::nonNull)
                        .count();
        return switch (in.role()) {
            case WORKSPACE_ADMIN -> {
                if (named > 0) {
                    throw wrong("A workspace admin is one of the whole workspace.", "Leave");
                }
                String name = Lines.one(ws.account().workspace().name());
                yield new Wanted(Role.admin(ws.api().id()), "‹%s›".formatted(name));
            }
            case PROJECT_MANAGER -> {
                if (in.project() == null || named > 1) {
                    throw wrong(
                            "A project manager is one of a project.", "Name the project, leave");
                }
                Project project = ws.names().project(in.project());
                yield new Wanted(
                        Role.ofProject(project.id()),
                        "project ‹%s›".formatted(Lines.one(project.name())));
            }
            case TEAM_MANAGER -> teamManager(in, named, ws);
        };
    }

    private static Wanted teamManager(UpdateRole in, long named, Workplace ws) {
        if (named == 1 && in.group() != null) {
            Group group = UserGroups.find(in.group(), ws);
            return new Wanted(Role.ofGroup(group.id()), UserGroups.said(group.name()));
        }
        if (named == 1 && in.managedUser() != null) {
            User managed = ws.names().person(in.managedUser());
            return new Wanted(Role.ofPerson(managed.id()), People.name(managed));
        }
        throw wrong("A team manager is one of a person or of a group.", "Name one, leave");
    }

    private static ToolException wrong(String message, String verb) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                message,
                "%s the others of project, managed_user and group out.".formatted(verb));
    }
}
