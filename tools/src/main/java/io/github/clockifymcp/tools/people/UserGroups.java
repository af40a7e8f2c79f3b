package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Groups;
import io.github.clockifymcp.clockify.Groups.Group;
import io.github.clockifymcp.clockify.MemberSearch;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds groups of people. Clockify has no route for one group, so the list is read; and it is read
/// each time, since what it says of a group is about to be changed.
final class UserGroups {
    private static final int PAGES = 10;
    private static final int LISTED = 8;
    private static final NewNames.Kind<Group> KIND =
            new NewNames.Kind<>("user group", Group::name, Group::id, group -> "", "");

    private UserGroups() {}

    /// `group ‹Design›`
    static String said(String name) {
        return "group ‹%s›".formatted(Lines.one(name));
    }

    /// The group with this id, or the only one with this name.
    static Group find(String nameOrId, Workplace ws) {
        String asked = nameOrId.strip();
        boolean id = Names.isId(asked);
        Groups.Filter filter = Groups.Filter.all().withTeamManagers();
        List<Group> like = read(id ? filter : filter.name(asked), ws);
        List<Group> meant =
                like.stream()
                        .filter(group ->
                                id ? group.id().equals(asked) : Lines.same(group.name(), asked))
                        .toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.isEmpty()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    id
                            ? "No user group has the id %s.".formatted(asked)
                            : "No user group is called ‹%s›.".formatted(Lines.one(asked)),
                    id || like.isEmpty()
                            ? "clockify_list_user_groups shows the groups there are."
                            : "These are close: %s.".formatted(listed(like)));
        }
        throw new ToolException(
                Code.AMBIGUOUS,
                "%d user groups are called ‹%s›.".formatted(meant.size(), Lines.one(asked)),
                "Use the id of the one that is meant: %s.".formatted(listed(meant)));
    }

    private static String listed(List<Group> groups) {
        String some =
                groups.stream()
                        .limit(LISTED)
                        .map(group -> "‹%s› (%s)".formatted(Lines.one(group.name()), group.id()))
                        .collect(Collectors.joining(", "));
        return groups.size() > LISTED ? some + " and more" : some;
    }

    private static List<Group> read(Groups.Filter filter, Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().groups().list(filter, paging)).items();
    }

    /// Refuses a name that another group has.
    ///
    /// @param self the id of the group that is to have it; null for a new one
    static void checkFree(String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND,
                name,
                self,
                paging -> ws.api().groups().list(Groups.Filter.all().name(name), paging));
    }

    /// Who is in a group, whether they work here now or not.
    static List<User> members(Group group, Workplace ws) {
        if (group.userIds().isEmpty()) {
            return List.of();
        }
        MemberSearch search = MemberSearch.all().status("ALL").groups(List.of(group.id()));
        return Page.walk(PAGES, paging -> ws.api().members().search(search, paging)).items();
    }

    /// `Mina, Elif and 3 more`
    static String names(List<User> people) {
        String some =
                people.stream().limit(LISTED).map(People::name).collect(Collectors.joining(", "));
        return people.size() > LISTED
                ? "%s and %d more".formatted(some, people.size() - LISTED)
                : some;
    }
}
