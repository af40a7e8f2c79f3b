package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.Members.LimitedUser;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;

/// Who manages somebody, and people who have no account.
public final class SeatTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "user_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_user_managers", ListManagers.class, ManagerPage.class)
                .title("List a user's managers")
                .describe("Lists who manages a person as a team manager.")
                .by(SeatTools::managers);

        tools.write("clockify_add_limited_users", AddLimited.class, LimitedAdded.class)
                .title("Add limited users")
                .describe(
                        "Adds people who have no account and track time at a kiosk. Each takes a"
                                + " paid seat, and it cannot be taken back.")
                .certainRisks(Risk.ADMIN, Risk.PERMISSION_CHANGE, Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(SeatTools::add);
    }

    record ListManagers(
            @Doc("Whose: a name, e-mail or id.") String user,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Managers on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record ManagerPage(String user, List<String> managers, Slice part) implements Told {
        ManagerPage {
            managers = List.copyOf(managers);
        }

        @Override
        public String told() {
            return "Of %s:\n%s".formatted(user, Lines.told(managers, part, "manager"));
        }
    }

    static ManagerPage managers(ListManagers in, Workplace ws) {
        User user = ws.names().person(in.user());
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<User> found = ws.api().members().managers(user.id(), paging);
        return new ManagerPage(
                People.name(user),
                found.items().stream().map(People::name).toList(),
                Slice.of(found, paging));
    }

    record AddLimited(@Doc("Their names.") @Size(min = 1, max = 20) List<String> names) {}

    record LimitedAdded(List<String> names) implements Told {
        LimitedAdded {
            names = List.copyOf(names);
        }

        @Override
        public String told() {
            return "Added %s".formatted(listed(names));
        }
    }

    private static String listed(List<String> names) {
        return names.stream().map("‹%s›"::formatted).collect(Collectors.joining(", "));
    }

    static Planned<LimitedAdded> add(AddLimited in, Workplace ws) {
        PlanFeatures.need("LIMITED_USERS", "limited users", ws);
        List<String> names =
                in.names().stream().map(name -> NewNames.checked("person", name)).toList();
        return ws.plan(
                        "Add limited users %s".formatted(listed(names)),
                        "added",
                        ws.api()
                                .members()
                                .addLimited(names.stream().map(LimitedUser::new).toList()))
                .risk(Risk.ADMIN)
                .risk(Risk.PERMISSION_CHANGE)
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .note("Each takes a seat of the plan, and no request removes them again.")
                .answering(answers -> new LimitedAdded(names));
    }
}
