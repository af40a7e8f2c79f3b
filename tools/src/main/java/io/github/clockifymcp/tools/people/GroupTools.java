package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Groups;
import io.github.clockifymcp.clockify.Groups.Group;
import io.github.clockifymcp.clockify.Groups.TeamManager;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The groups that the workspace's people are in.
public final class GroupTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "user_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        declareKeeping(tools, "");

        tools.read("clockify_get_user_group", GetGroup.class, GroupDetail.class)
                .title("Get user group")
                .describe("Shows who is in a group, and who manages it.")
                .by(GroupTools::get);

        tools.resource(WorkspaceUris.WORKSPACE + "/group/{groupId}", "group")
                .title("User group")
                .describe("A group of people, by its id.")
                .withRightsOf("clockify_get_user_group")
                .by(
                        "application/json",
                        WorkspaceUris.within((values, ws) ->
                                get(new GetGroup(WorkspaceUris.value(values, "groupId")), ws)));

        tools.write(
                        "clockify_add_user_to_group",
                        GroupKeeping.AddToGroup.class,
                        GroupKeeping.Membership.class)
                .title("Add user to group")
                .describe("Puts a person into a group, with all that the group may.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(GroupKeeping::add);

        tools.write(
                        "clockify_remove_user_from_group",
                        GroupKeeping.RemoveFromGroup.class,
                        GroupKeeping.Membership.class)
                .title("Remove user from group")
                .describe("Takes a person out of a group; they stay in the workspace.")
                .risk(Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(GroupKeeping::remove);
    }

    /// Declares what lists and keeps groups.
    ///
    /// @param ending what follows the tools' names
    static void declareKeeping(Toolbox<Workplace> tools, String ending) {
        tools.read("clockify_list_user_groups" + ending, ListGroups.class, GroupPage.class)
                .title("List user groups")
                .describe("Lists the groups of people, with how many are in each.")
                .by(GroupTools::list);

        tools.write(
                        "clockify_create_user_group" + ending,
                        GroupKeeping.CreateGroup.class,
                        GroupKeeping.CreatedGroup.class)
                .title("Create user group")
                .describe("Creates a group, with people in it or empty.")
                .risk(Risk.ADMIN, Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(GroupKeeping::create);

        tools.write(
                        "clockify_update_user_group" + ending,
                        GroupKeeping.UpdateGroup.class,
                        GroupKeeping.UpdatedGroup.class)
                .title("Update user group")
                .describe(
                        "Renames a group, or says who is in it. For one person use"
                                + " clockify_add_user_to_group.")
                .risk(Risk.ADMIN, Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(GroupKeeping::update);

        tools.write(
                        "clockify_delete_user_group" + ending,
                        GroupKeeping.DeleteGroup.class,
                        GroupKeeping.DeletedGroup.class)
                .title("Delete user group")
                .describe("Deletes a group for good. Its people stay in the workspace.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(GroupKeeping::delete);
    }

    record ListGroups(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Groups on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record GroupPage(@Columns List<GroupRow> groups, Slice part) implements Told {
        GroupPage {
            groups = List.copyOf(groups);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(groups.stream().map(GroupRow::name).toList());
            return Lines.told(
                    groups.stream().map(group -> group.line(shared)).toList(), part, "group");
        }
    }

    /// @param members how many are in it
    /// @param managers the names of its team managers
    record GroupRow(String id, String name, int members, List<String> managers) {
        GroupRow {
            managers = List.copyOf(managers);
        }

        static GroupRow of(Group group) {
            return new GroupRow(
                    group.id(), group.name(), group.userIds().size(), managersOf(group));
        }

        String line(Lines.Shared shared) {
            return Lines.line(
                    name,
                    !shared.has(name),
                    id,
                    members == 1 ? "1 person" : members + " people",
                    managers.isEmpty() ? "" : "managed by " + String.join(", ", managers));
        }
    }

    private static List<String> managersOf(Group group) {
        return group.teamManagers().stream()
                .map(TeamManager::name)
                .filter(Objects::nonNull)
                .toList();
    }

    static GroupPage list(ListGroups in, Workplace ws) {
        Groups.Filter filter =
                Groups.Filter.all().withTeamManagers().sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Group> found =
                ws.api().groups().list(in.name() == null ? filter : filter.name(in.name()), paging);
        return new GroupPage(
                found.items().stream().map(GroupRow::of).toList(), Slice.of(found, paging));
    }

    record GetGroup(@Doc("Its name or id.") String group) {}

    /// @param people who is in it
    record GroupDetail(
            String id, String name, @Columns List<GroupMember> people, List<String> managers)
            implements Told {
        GroupDetail {
            people = List.copyOf(people);
            managers = List.copyOf(managers);
        }

        @Override
        public String told() {
            String first =
                    Lines.line(
                            name,
                            false,
                            id,
                            managers.isEmpty() ? "" : "managed by " + String.join(", ", managers));
            if (people.isEmpty()) {
                return first + "\nNobody is in it.";
            }
            List<String> names = people.stream().map(GroupMember::name).toList();
            Lines.Shared shared = Lines.shared(names);
            return people.stream()
                    .map(person ->
                            Lines.line(person.name(), !shared.has(person.name()), person.id()))
                    .reduce(first, (all, line) -> all + "\n" + line);
        }
    }

    record GroupMember(String id, String name) {}

    static GroupDetail get(GetGroup in, Workplace ws) {
        Group group = UserGroups.find(in.group(), ws);
        return new GroupDetail(
                group.id(),
                group.name(),
                UserGroups.members(group, ws).stream()
                        .map(person -> new GroupMember(person.id(), People.name(person)))
                        .toList(),
                managersOf(group));
    }
}
