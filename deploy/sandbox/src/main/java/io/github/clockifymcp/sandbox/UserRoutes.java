package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// The caller, and the people of a workspace.
final class UserRoutes implements Routes {

    static final Set<String> MEMBERSHIP_STATUS =
            Set.of("PENDING", "ACTIVE", "DECLINED", "INACTIVE", "ALL");
    static final Set<String> MEMBERSHIPS =
            Set.of("ALL", "NONE", "WORKSPACE", "PROJECT", "USERGROUP");
    private static final Set<String> COLUMNS =
            Set.of("ID", "EMAIL", "NAME", "NAME_LOWERCASE", "ACCESS", "HOURLYRATE", "COSTRATE");

    @Override
    public void addTo(Router router) {
        router.add("GET", "/user", UserRoutes::current);
        router.add("GET", "/workspaces/{ws}/users", UserRoutes::list);
    }

    private static Answer current(Call call) {
        boolean wanted = call.query().flag("include-memberships").orElse(false);
        ArrayNode memberships = Json.array();
        if (wanted) {
            for (State workspace : call.company().workspaces().values()) {
                workspace
                        .members()
                        .find(call.account().id())
                        .ifPresent(m -> memberships.add(Accounts.membership(workspace, m)));
            }
        }
        return Answer.ok(Accounts.json(call.account(), memberships));
    }

    private static Answer list(Call call) {
        State workspace = call.workspace();
        Query query = call.query();
        String name = query.text("name").orElse("").toLowerCase(Locale.ROOT);
        String email = query.text("email").orElse("").toLowerCase(Locale.ROOT);
        String status = query.word("status", MEMBERSHIP_STATUS).orElse("ALL");
        Predicate<Member> accounts = MemberRoutes.accounts(call, query.list("account-statuses"));
        String memberships = query.word("memberships", MEMBERSHIPS).orElse("NONE");
        boolean roles = query.flag("include-roles").orElse(false);
        List<Project> project =
                query.text("project-id").map(id -> workspace.get(Project.class, id)).stream()
                        .toList();
        Comparator<Member> order = order(call);
        List<Member> members =
                workspace
                        .members()
                        .where(member -> {
                            Account account = call.company().account(member.id());
                            return account.name().toLowerCase(Locale.ROOT).contains(name)
                                    && account.email().toLowerCase(Locale.ROOT).contains(email)
                                    && (status.equals("ALL") || member.status().equals(status))
                                    && accounts.test(member)
                                    && project.stream().allMatch(p -> p.hasMember(member.id()));
                        })
                        .stream()
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        return Pages.of(query, members, member -> row(call, member, memberships, roles));
    }

    private static Comparator<Member> order(Call call) {
        String column = call.query().word("sort-column", COLUMNS).orElse("EMAIL");
        Company company = call.company();
        return switch (column) {
            case "ID" -> Comparator.comparing(Member::id);
            case "NAME" -> Comparator.comparing(m -> company.account(m.id()).name());
            case "NAME_LOWERCASE" ->
                    Comparator.comparing(
                            m -> company.account(m.id()).name().toLowerCase(Locale.ROOT));
            default -> Comparator.comparing(m -> company.account(m.id()).email());
        };
    }

    static ObjectNode row(Call call, Member member, String memberships, boolean roles) {
        State workspace = call.workspace();
        ArrayNode list = Json.array();
        if (memberships.equals("ALL") || memberships.equals("WORKSPACE")) {
            list.add(Accounts.membership(workspace, member));
        }
        if (memberships.equals("ALL") || memberships.equals("PROJECT")) {
            for (Project project : workspace.projects().where(p -> p.hasMember(member.id()))) {
                project.memberships().stream()
                        .filter(m -> m.userId().equals(member.id()))
                        .forEach(m -> list.add(ProjectRoutes.membership(project, m)));
            }
        }
        if (memberships.equals("ALL") || memberships.equals("USERGROUP")) {
            workspace
                    .userGroups()
                    .where(group -> group.has(member.id()))
                    .forEach(group -> list.add(ofGroup(group, member)));
        }
        ObjectNode json = Accounts.json(call.company().account(member.id()), list);
        ArrayNode fields = (ArrayNode) json.path("customFields");
        workspace
                .table(UserFieldValue.class)
                .where(value -> value.userId().equals(member.id()))
                .forEach(value -> fields.add(field(workspace, value)));
        if (roles) {
            json.set("roles", Roles.json(call.company(), workspace, member));
        }
        return json;
    }

    private static ObjectNode ofGroup(UserGroup group, Member member) {
        ObjectNode json = Json.object();
        json.put("userId", member.id());
        json.putNull("hourlyRate");
        json.putNull("costRate");
        json.put("targetId", group.id());
        json.put("membershipType", "USERGROUP");
        json.put("membershipStatus", "ACTIVE");
        return json;
    }

    private static ObjectNode field(State workspace, UserFieldValue value) {
        CustomField field = workspace.get(CustomField.class, value.fieldId());
        ObjectNode json = Json.object();
        json.put("customFieldId", field.id());
        json.put("customFieldName", field.name());
        json.put("customFieldType", field.type());
        json.put("userId", value.userId());
        json.set("value", value.value());
        return json;
    }
}
