package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who has which role over what. A member's roles are those of their grants, and the owner's.
final class Roles {

    private Roles() {}

    static void give(State workspace, RoleGrant grant) {
        workspace.table(RoleGrant.class).put(grant);
        settle(workspace, grant.userId());
    }

    static void take(State workspace, RoleGrant grant) {
        workspace.table(RoleGrant.class).remove(grant.id());
        settle(workspace, grant.userId());
    }

    /// Forgets every role over something that is gone.
    static void forget(State workspace, String entityId) {
        workspace
                .table(RoleGrant.class)
                .where(grant -> grant.entityId().equals(entityId))
                .forEach(grant -> take(workspace, grant));
    }

    private static void settle(State workspace, String userId) {
        Member member = workspace.member(userId);
        Set<String> roles = new HashSet<>();
        if (member.isOwner()) {
            roles.add("OWNER");
        }
        grants(workspace, userId).forEach(grant -> roles.add(grant.role()));
        workspace.members().put(member.withRoles(roles));
    }

    static boolean has(State workspace, RoleGrant grant) {
        return workspace.table(RoleGrant.class).find(grant.id()).isPresent();
    }

    /// Whether somebody was made the manager of a project.
    static boolean manages(State workspace, Member member, Project project) {
        return has(workspace, RoleGrant.of(member.id(), "PROJECT_MANAGER", project.id(), false));
    }

    /// Whether somebody is the team manager of a person, by name or as one of a group.
    static boolean leads(State workspace, String managerId, String userId) {
        return grants(workspace, managerId).stream()
                .filter(grant -> grant.role().equals("TEAM_MANAGER"))
                .anyMatch(grant ->
                        grant.entityId().equals(userId)
                                || workspace
                                        .userGroups()
                                        .find(grant.entityId())
                                        .filter(group -> group.has(userId))
                                        .isPresent());
    }

    private static List<RoleGrant> grants(State workspace, String userId) {
        return workspace.table(RoleGrant.class).where(grant -> grant.userId().equals(userId));
    }

    /// A member's roles, each with what it is over. The documents say only that these are objects;
    /// this is how they are commonly seen.
    static ArrayNode json(Company company, State workspace, Member member) {
        ArrayNode array = Json.array();
        for (String role : member.roles().stream().sorted().toList()) {
            ArrayNode entities = array.addObject().put("role", role).putArray("entities");
            if (role.equals("OWNER")) {
                entities.addObject().put("id", workspace.id()).put("name", workspace.name());
            }
            grants(workspace, member.id()).stream()
                    .filter(grant -> grant.role().equals(role))
                    .forEach(grant -> entities.add(entity(company, workspace, grant)));
        }
        return array;
    }

    private static ObjectNode entity(Company company, State workspace, RoleGrant grant) {
        ObjectNode json = Json.object().put("id", grant.entityId());
        json.put("name", name(company, workspace, grant));
        if (grant.ofGroup()) {
            json.putObject("source").put("id", grant.entityId()).put("type", "USER_GROUP");
        }
        return json;
    }

    private static String name(Company company, State workspace, RoleGrant grant) {
        return switch (grant.role()) {
            case "PROJECT_MANAGER" ->
                    workspace.projects().find(grant.entityId()).map(Project::name).orElse("");
            case "TEAM_MANAGER" ->
                    grant.ofGroup()
                            ? workspace
                                    .userGroups()
                                    .find(grant.entityId())
                                    .map(UserGroup::name)
                                    .orElse("")
                            : company.account(grant.entityId()).name();
            default -> workspace.name();
        };
    }
}
