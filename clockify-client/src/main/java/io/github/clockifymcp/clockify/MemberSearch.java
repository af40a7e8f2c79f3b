package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Which people of a workspace, by what the list of members cannot tell apart: their roles and
/// groups.
public final class MemberSearch {

    private final ObjectNode body;

    private MemberSearch(ObjectNode body) {
        this.body = body;
    }

    /// Everybody, with their roles.
    public static MemberSearch all() {
        return new MemberSearch(JsonNodeFactory.instance.objectNode().put("includeRoles", true));
    }

    /// Whose name contains this.
    public MemberSearch name(String part) {
        return with("name", part);
    }

    /// Whose e-mail address contains this.
    public MemberSearch email(String part) {
        return with("email", part);
    }

    /// Whose membership is `PENDING`, `ACTIVE`, `DECLINED`, `INACTIVE` or `ALL`.
    public MemberSearch status(String status) {
        return with("status", status);
    }

    /// With memberships of this kind: `ALL`, `NONE`, `WORKSPACE`, `PROJECT` or `USERGROUP`.
    public MemberSearch memberships(String kind) {
        return with("memberships", kind);
    }

    /// Who has one of these roles: `OWNER`, `WORKSPACE_ADMIN`, `TEAM_MANAGER`, `PROJECT_MANAGER`.
    /// Owners count as admins here, unlike in the list of workspaces.
    public MemberSearch roles(List<String> roles) {
        return with("roles", roles);
    }

    /// Who is in one of these groups.
    public MemberSearch groups(List<String> ids) {
        return with("userGroups", ids);
    }

    /// The body that asks for a page of them. Here paging is spelled `page` and `pageSize`.
    ObjectNode body(Paging paging) {
        return body.deepCopy().put("page", paging.page()).put("pageSize", paging.size());
    }

    private MemberSearch with(String field, String value) {
        return new MemberSearch(body.deepCopy().put(field, value));
    }

    private MemberSearch with(String field, List<String> values) {
        ObjectNode copy = body.deepCopy();
        copy.set(field, Json.tree(values));
        return new MemberSearch(copy);
    }
}
