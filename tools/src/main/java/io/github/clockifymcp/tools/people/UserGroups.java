package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Groups;
import io.github.clockifymcp.clockify.Groups.Group;
import io.github.clockifymcp.clockify.MemberSearch;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds groups of people. Clockify has no route for one group, so the list is read; and it is read
/// each time, since what it says of a group is about to be changed.
public final class UserGroups {
    private static final int PAGES = 10;
    private static final int LISTED = 8;
    private static final NewNames.Kind<Group> KIND =
            new NewNames.Kind<>("user group", Group::name, Group::id, group -> "", "");

    private static final Finder<Group> FINDER =
            Finder.of(
                    "user group",
                    "user groups",
                    "clockify_list_user_groups",
                    Group::id,
                    Group::name);

    private UserGroups() {}

    /// `group ‹Design›`
    static String said(String name) {
        return "group ‹%s›".formatted(Lines.one(name));
    }

    /// The group with this id, or the only one with this name.
    public static Group find(String nameOrId, Workplace ws) {
        Groups.Filter filter = Groups.Filter.all().withTeamManagers();
        String asked = nameOrId.strip();
        return FINDER.find(asked, read(Names.isId(asked) ? filter : filter.name(asked), ws));
    }

    private static Page<Group> read(Groups.Filter filter, Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().groups().list(filter, paging));
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
        return Whole.of(
                Page.walk(PAGES, paging -> ws.api().members().search(search, paging)),
                "people in " + said(group.name()),
                "clockify_list_users shows them page by page.");
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
