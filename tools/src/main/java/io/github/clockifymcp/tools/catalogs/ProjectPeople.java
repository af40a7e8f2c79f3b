package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Users.Membership;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is on a project.
public final class ProjectPeople implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "project_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_add_project_members", Members.class, MembersNow.class)
                .title("Add project members")
                .describe("Puts people on a project beside those who are on it.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectPeople::add);

        tools.write("clockify_remove_project_members", Members.class, MembersNow.class)
                .title("Remove project members")
                .describe("Takes people off a project; their time on it stays.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectPeople::remove);

        tools.write("clockify_set_project_memberships", Members.class, MembersNow.class)
                .title("Set project members")
                .describe(
                        "Replaces the people on a project: whoever is not named leaves it. Who stays"
                                + " keeps their rates; groups stay.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectPeople::set);
    }

    record Members(
            @Doc("Project's name or id.") String project,
            @Doc("Names, e-mails or ids.") @Size(min = 1, max = 200) List<String> members) {
        Members {
            members = List.copyOf(members);
        }
    }

    /// @param members who is on it now, by name
    /// @param joined of these, who is new
    /// @param left who was on it before
    record MembersNow(
            String project,
            @Nullable String client,
            List<String> members,
            List<String> joined,
            List<String> left)
            implements Told {
        MembersNow {
            members = List.copyOf(members);
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }

        @Override
        public String told() {
            String what = "project " + ProjectTools.said(project, client);
            List<String> lines = new ArrayList<>();
            lines.add(
                    joined.isEmpty() && left.isEmpty()
                            ? "Nothing to change, it is already so: " + what
                            : "Changed the members of " + what);
            add(lines, "joined", joined);
            add(lines, "left", left);
            lines.add(
                    members.isEmpty()
                            ? "nobody is on it now"
                            : "%d on it now: %s"
                                    .formatted(members.size(), String.join(", ", members)));
            return String.join("\n", lines);
        }

        private static void add(List<String> lines, String word, List<String> names) {
            if (!names.isEmpty()) {
                lines.add("%s: %s".formatted(word, String.join(", ", names)));
            }
        }
    }

    static Planned<MembersNow> add(Members in, Workplace ws) {
        Project project = ProjectKeeping.find(in.project(), ws);
        List<String> after = new ArrayList<>(project.people());
        ids(in, ws).stream().filter(id -> !after.contains(id)).forEach(after::add);
        return new Move(project, after, ws).added();
    }

    static Planned<MembersNow> remove(Members in, Workplace ws) {
        Project project = ProjectKeeping.find(in.project(), ws);
        List<String> gone = ids(in, ws);
        List<String> after = project.people().stream().filter(id -> !gone.contains(id)).toList();
        return new Move(project, after, ws).removed();
    }

    static Planned<MembersNow> set(Members in, Workplace ws) {
        Project project = ProjectKeeping.find(in.project(), ws);
        return new Move(project, ids(in, ws), ws).replaced();
    }

    private static List<String> ids(Members in, Workplace ws) {
        return in.members().stream().map(ws.names()::person).map(User::id).distinct().toList();
    }

    /// A project's people before and after.
    private static final class Move {
        private final Project project;
        private final List<String> after;
        private final List<String> joined;
        private final List<String> left;
        private final Workplace ws;
        private final People people;

        Move(Project project, List<String> after, Workplace ws) {
            this.project = project;
            this.after = List.copyOf(after);
            this.joined = without(after, project.people());
            this.left = without(project.people(), after);
            this.ws = ws;
            List<String> all = new ArrayList<>(after);
            all.addAll(left);
            this.people = People.of(all, ws);
        }

        private static List<String> without(List<String> some, List<String> others) {
            return some.stream().filter(id -> !others.contains(id)).toList();
        }

        Planned<MembersNow> added() {
            Plan plan = plan("Add to %s: %s", joined);
            if (!joined.isEmpty()) {
                plan.send("project", ws.api().projects().addMembers(project.id(), joined))
                        .undoneBy(ws.api().projects().removeMembers(project.id(), joined));
            }
            return answering(plan);
        }

        Planned<MembersNow> removed() {
            Plan plan = plan("Remove from %s: %s", left);
            if (!left.isEmpty()) {
                plan.send("project", ws.api().projects().removeMembers(project.id(), left));
                undone(plan);
            }
            return answering(plan);
        }

        Planned<MembersNow> replaced() {
            List<String> moved = new ArrayList<>(joined);
            moved.addAll(left);
            Plan plan = plan("Set the members of %s: %s", moved.isEmpty() ? moved : after);
            if (!moved.isEmpty()) {
                plan.send("project", ws.api().projects().replaceMembers(project, after));
                undone(plan);
                plan.note(
                        "Before: %s. Joining: %s. Leaving: %s."
                                .formatted(said(project.people()), said(joined), said(left)));
            }
            return answering(plan);
        }

        /// All of them are put back with their rates: who was only added again would have none.
        private void undone(Plan plan) {
            plan.undoneBy(ws.api().projects().replaceMembers(project, project.people()));
        }

        private String said(List<String> ids) {
            return ids.isEmpty() ? "nobody" : people.said(ids);
        }

        private Plan plan(String summary, List<String> moved) {
            String what = ProjectKeeping.said(project);
            Plan plan =
                    ws.plan(
                                    moved.isEmpty()
                                            ? "Nothing to change about the members of " + what
                                            : summary.formatted(what, said(moved)))
                            .risk(Risk.PERMISSION_CHANGE)
                            .touching(Reach.WORKSPACE);
            if (!moved.isEmpty()) {
                plan.replacing("project", project.id(), project.raw());
                mentionAccess(plan);
                mentionRates(plan);
            }
            return plan;
        }

        private void mentionAccess(Plan plan) {
            if (!left.isEmpty()) {
                plan.note(
                        project.isPublic()
                                ? "It is public, so who leaves still sees it."
                                : "It is private: %s will no longer see it, unless as an admin or through a group."
                                        .formatted(said(left)));
            }
            if (!joined.isEmpty() && !project.isPublic()) {
                plan.note("It is private: %s will see it.".formatted(said(joined)));
            }
            if (left.stream().anyMatch(ws.account()::owns)) {
                plan.note("You leave it yourself.");
            }
        }

        private void mentionRates(Plan plan) {
            List<String> paid =
                    left.stream()
                            .filter(id -> project.membership(id).filter(Move::hasRate).isPresent())
                            .toList();
            if (!paid.isEmpty()) {
                plan.note("Rates of their own on it are lost: %s.".formatted(said(paid)));
            }
        }

        private static boolean hasRate(Membership member) {
            return member.hourlyRate() != null || member.costRate() != null;
        }

        private Planned<MembersNow> answering(Plan plan) {
            MembersNow now =
                    new MembersNow(
                            project.name(),
                            project.clientName(),
                            names(after),
                            names(joined),
                            names(left));
            return plan.answering(answers -> now);
        }

        private List<String> names(List<String> ids) {
            return ids.stream().map(people::name).toList();
        }
    }
}
