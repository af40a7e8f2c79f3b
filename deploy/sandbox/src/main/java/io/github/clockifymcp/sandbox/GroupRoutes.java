package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Groups of people. There is no route for one group and none for its members: both answer 405, and
/// the list has to be read. Only admins change them.
final class GroupRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/user-groups";
    private static final String ONE = ALL + "/{group}";

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, GroupRoutes::list);
        router.add("POST", ALL, GroupRoutes::create);
        router.add("PUT", ONE, GroupRoutes::update);
        router.add("DELETE", ONE, GroupRoutes::delete);
        router.add("POST", ONE + "/users", GroupRoutes::add);
        router.add("DELETE", ONE + "/users/{user}", GroupRoutes::remove);
    }

    private static Answer list(Call call) {
        State workspace = call.workspace();
        Query query = call.query();
        String column = query.word("sort-column", Set.of("ID", "NAME")).orElse("NAME");
        Comparator<UserGroup> order =
                Comparator.comparing(
                        column.equals("ID")
                                ? UserGroup::id
                                : group -> group.name().toLowerCase(Locale.ROOT));
        Optional<String> project =
                query.text("project-id").map(id -> workspace.get(Project.class, id).id());
        List<UserGroup> groups =
                workspace.userGroups().all().stream()
                        .filter(Names.filter(query, UserGroup::name))
                        .filter(group -> project.isEmpty() || worksOn(call, group, project.get()))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        boolean managers = query.flag("includeTeamManagers").orElse(false);
        return Pages.of(
                query, groups, group -> managers ? managed(call, group) : json(call, group));
    }

    private static boolean worksOn(Call call, UserGroup group, String projectId) {
        return call.workspace()
                .tasks()
                .any(task ->
                        task.projectId().equals(projectId)
                                && task.userGroupIds().contains(group.id()));
    }

    private static Answer create(Call call) {
        call.needsAdmin();
        UserGroup group = new UserGroup(call.company().newId(), name(call, ""), List.of());
        return Answer.created(json(call, call.workspace().userGroups().put(group)));
    }

    private static Answer update(Call call) {
        call.needsAdmin();
        UserGroup old = group(call);
        return kept(call, new UserGroup(old.id(), name(call, old.id()), old.userIds()));
    }

    private static Answer delete(Call call) {
        call.needsAdmin();
        UserGroup group = group(call);
        call.workspace().userGroups().remove(group.id());
        Roles.forget(call.workspace(), group.id());
        return Answer.ok(json(call, group));
    }

    private static Answer add(Call call) {
        call.needsAdmin();
        UserGroup group = group(call);
        String user = call.workspace().member(call.body().required("userId")).id();
        return kept(call, group.with(user));
    }

    private static Answer remove(Call call) {
        call.needsAdmin();
        UserGroup group = group(call);
        String user = call.workspace().member(call.path("user")).id();
        if (!group.has(user)) {
            throw ApiError.rule("User doesn't belong to UserGroup");
        }
        return kept(call, group.without(user));
    }

    private static Answer kept(Call call, UserGroup group) {
        return Answer.ok(json(call, call.workspace().userGroups().put(group)));
    }

    private static UserGroup group(Call call) {
        return call.workspace().get(UserGroup.class, call.path("group"));
    }

    private static String name(Call call, String self) {
        String name = call.body().required("name");
        call.body().text("name", 1, 100);
        Names.free("UserGroup", name, self, call.workspace().userGroups().all(), UserGroup::name);
        return name;
    }

    private static ObjectNode managed(Call call, UserGroup group) {
        ObjectNode json = json(call, group);
        ArrayNode managers = json.putArray("teamManagers");
        for (RoleGrant grant : call.workspace().table(RoleGrant.class).all()) {
            if (grant.role().equals("TEAM_MANAGER") && grant.entityId().equals(group.id())) {
                Account account = call.company().account(grant.userId());
                managers.addObject().put("id", account.id()).put("name", account.name());
            }
        }
        return json;
    }

    private static ObjectNode json(Call call, UserGroup group) {
        ObjectNode json = Json.object();
        json.put("id", group.id());
        json.put("name", group.name());
        json.put("workspaceId", call.workspace().id());
        json.set("userIds", Json.texts(group.userIds()));
        json.putArray("teamManagers");
        return json;
    }
}
