package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Groups.Group;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is done to groups of people. Clockify renames a group in one request and moves each person
/// in another.
final class GroupKeeping {
    private static final String MAY =
            "People get what the group may see and do, and lose it when they leave it.";

    private GroupKeeping() {}

    private static String said(Group group) {
        return UserGroups.said(group.name());
    }

    /// The people meant, each once.
    private static List<User> people(List<String> namesOrIds, Workplace ws) {
        Map<String, User> people = new LinkedHashMap<>();
        for (String nameOrId : namesOrIds) {
            User person = ws.names().person(nameOrId);
            people.put(person.id(), person);
        }
        return List.copyOf(people.values());
    }

    record CreateGroup(
            @Doc("The group's name.") @Size(min = 1, max = 100) String name,
            @Doc("Who is in it; names or ids.") @Size(max = 50) @Nullable List<String> users) {

        CreateGroup {
            users = users == null ? null : List.copyOf(users);
        }
    }

    record CreatedGroup(String id, String name, List<String> people) implements Told {
        CreatedGroup {
            people = List.copyOf(people);
        }

        @Override
        public String told() {
            String made = "Created %s, id %s".formatted(UserGroups.said(name), id);
            return people.isEmpty() ? made : made + ", with " + String.join(", ", people);
        }
    }

    static Planned<CreatedGroup> create(CreateGroup in, Workplace ws) {
        String name = NewNames.checked("group", in.name());
        UserGroups.checkFree(name, null, ws);
        List<User> people = in.users() == null ? List.of() : people(in.users(), ws);
        String with = people.isEmpty() ? "" : ", with " + UserGroups.names(people);
        Plan plan =
                ws.plan(
                                "Create %s%s".formatted(UserGroups.said(name), with),
                                "group",
                                ws.api().groups().create(name))
                        .undoneBy(ws.api().groups().delete("{group}"), "group")
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE);
        for (int i = 0; i < people.size(); i++) {
            String person = people.get(i).id();
            plan.send("person" + (i + 1), ws.api().groups().add("{group}", person), "group")
                    .undoneBy(ws.api().groups().remove("{group}", person), "group");
        }
        if (!people.isEmpty()) {
            plan.risk(Risk.PERMISSION_CHANGE);
        }
        return plan.answering(answers -> {
            Group made = Plan.read(answers, "group", Group.class);
            return new CreatedGroup(
                    made.id(), made.name(), people.stream().map(People::name).toList());
        });
    }

    record UpdateGroup(
            @Doc("Its name or id.") String group,
            @Doc("Its new name.") @Size(min = 1, max = 100) @Nullable String name,
            @Doc("All who are to be in it; names or ids. Others leave it.") @Size(max = 50)
                    @Nullable List<String> users) {

        UpdateGroup {
            users = users == null ? null : List.copyOf(users);
        }
    }

    record UpdatedGroup(String id, String name, List<String> changes) implements Told {
        UpdatedGroup {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(UserGroups.said(name), changes);
        }
    }

    static Planned<UpdatedGroup> update(UpdateGroup in, Workplace ws) {
        Group group = UserGroups.find(in.group(), ws);
        if (in.name() == null && in.users() == null) {
            throw Changes.nothingWished(said(group));
        }
        String name = in.name() == null ? group.name() : NewNames.checked("group", in.name());
        boolean renamed = !name.equals(group.name());
        if (renamed) {
            UserGroups.checkFree(name, group.id(), ws);
        }
        List<User> wanted = in.users() == null ? List.of() : people(in.users(), ws);
        List<User> joining = wanted.stream().filter(p -> !group.has(p.id())).toList();
        List<User> leaving =
                in.users() == null
                        ? List.of()
                        : UserGroups.members(group, ws).stream()
                                .filter(member ->
                                        wanted.stream().noneMatch(p -> p.id().equals(member.id())))
                                .toList();
        Changes changes = new Changes();
        if (renamed) {
            changes.add("name", group.name(), name);
        }
        List<String> lines = new ArrayList<>(changes.lines());
        if (!joining.isEmpty()) {
            lines.add("in: " + UserGroups.names(joining));
        }
        if (!leaving.isEmpty()) {
            lines.add("out: " + UserGroups.names(leaving));
        }
        if (lines.isEmpty()) {
            return ws.plan("Nothing to change about " + said(group))
                    .risk(Risk.ADMIN)
                    .touching(Reach.WORKSPACE)
                    .answering(a -> new UpdatedGroup(group.id(), group.name(), List.of()));
        }
        Plan plan =
                ws.plan("Change %s: %s".formatted(said(group), String.join("; ", lines)))
                        .touching(Reach.WORKSPACE)
                        .replacing("user_group", group.id(), Json.tree(group));
        if (renamed) {
            plan.risk(Risk.ADMIN)
                    .send("renamed", ws.api().groups().rename(group.id(), name))
                    .undoneBy(ws.api().groups().rename(group.id(), group.name()));
        }
        move(plan, group, joining, leaving, ws);
        return plan.answering(answers -> new UpdatedGroup(group.id(), name, lines));
    }

    private static void move(
            Plan plan, Group group, List<User> joining, List<User> leaving, Workplace ws) {
        if (joining.isEmpty() && leaving.isEmpty()) {
            return;
        }
        plan.risk(Risk.PERMISSION_CHANGE).note(MAY);
        for (int i = 0; i < joining.size(); i++) {
            String person = joining.get(i).id();
            plan.send("in" + (i + 1), ws.api().groups().add(group.id(), person))
                    .undoneBy(ws.api().groups().remove(group.id(), person));
        }
        for (int i = 0; i < leaving.size(); i++) {
            String person = leaving.get(i).id();
            plan.send("out" + (i + 1), ws.api().groups().remove(group.id(), person))
                    .undoneBy(ws.api().groups().add(group.id(), person));
        }
    }

    record DeleteGroup(@Doc("Its name or id.") String group) {}

    record DeletedGroup(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted " + UserGroups.said(name);
        }
    }

    static Planned<DeletedGroup> delete(DeleteGroup in, Workplace ws) {
        Group group = UserGroups.find(in.group(), ws);
        List<User> members = UserGroups.members(group, ws);
        // Without an inverse: a new group of that name would be on no project and have no manager.
        Plan plan =
                ws.plan("Delete " + said(group), "deleted", ws.api().groups().delete(group.id()))
                        .risk(Risk.DESTRUCTIVE)
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .replacing("user_group", group.id(), Json.tree(group));
        plan.note(
                members.isEmpty()
                        ? "Nobody is in it."
                        : "In it: %s. They stay in the workspace and lose what they may only as"
                                        .formatted(UserGroups.names(members))
                                + " part of it.");
        if (!group.teamManagers().isEmpty()) {
            plan.note("Its managers no longer manage these people.");
        }
        return plan.answering(answers -> new DeletedGroup(group.id(), group.name()));
    }

    record AddToGroup(
            @Doc("Its name or id.") String group, @Doc("Name, e-mail or id.") String user) {}

    record RemoveFromGroup(
            @Doc("Its name or id.") String group, @Doc("Name, e-mail or id.") String user) {}

    /// @param in whether they are in it now
    /// @param already whether it was so before, and nothing was done
    record Membership(String group, String user, boolean in, boolean already) implements Told {
        @Override
        public String told() {
            if (already) {
                return "Nothing to change: %s is %s %s"
                        .formatted(user, in ? "in" : "not in", UserGroups.said(group));
            }
            return in
                    ? "Added %s to %s".formatted(user, UserGroups.said(group))
                    : "Removed %s from %s".formatted(user, UserGroups.said(group));
        }
    }

    static Planned<Membership> add(AddToGroup in, Workplace ws) {
        Group group = UserGroups.find(in.group(), ws);
        User person = ws.names().person(in.user());
        String name = People.name(person);
        if (group.has(person.id())) {
            return alreadySo(group, name, true, ws);
        }
        Plan plan =
                ws.plan(
                                "Add %s to %s".formatted(name, said(group)),
                                "group",
                                ws.api().groups().add(group.id(), person.id()))
                        .undoneBy(ws.api().groups().remove(group.id(), person.id()));
        return moved(plan, group, name, true);
    }

    static Planned<Membership> remove(RemoveFromGroup in, Workplace ws) {
        Group group = UserGroups.find(in.group(), ws);
        User person = ws.names().person(in.user());
        String name = People.name(person);
        if (!group.has(person.id())) {
            return alreadySo(group, name, false, ws);
        }
        Plan plan =
                ws.plan(
                                "Remove %s from %s".formatted(name, said(group)),
                                "group",
                                ws.api().groups().remove(group.id(), person.id()))
                        .undoneBy(ws.api().groups().add(group.id(), person.id()));
        return moved(plan, group, name, false);
    }

    private static Planned<Membership> moved(Plan plan, Group group, String name, boolean in) {
        return plan.risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .replacing("user_group", group.id(), Json.tree(group))
                .note(MAY)
                .answering(answers -> new Membership(group.name(), name, in, false));
    }

    private static Planned<Membership> alreadySo(
            Group group, String name, boolean in, Workplace ws) {
        return ws.plan("Nothing to change about " + said(group))
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .answering(answers -> new Membership(group.name(), name, in, true));
    }
}
