package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Whom a policy or a holiday is for. It is read flat, as `userIds`, and written as a filter,
/// `users: {contains, ids, status}`.
record Audience(boolean everyone, List<String> userIds) {

    Audience {
        userIds = List.copyOf(userIds);
    }

    boolean has(String userId) {
        return everyone || userIds.contains(userId);
    }

    /// What the body says; ids have to be of the workspace, which has no groups.
    static Audience from(Call call, Body body) {
        List<String> ids = body.object("users").map(u -> u.texts("ids")).orElse(List.of());
        ids.forEach(id -> call.workspace().member(id));
        if (body.object("userGroups").map(g -> !g.texts("ids").isEmpty()).orElse(false)) {
            throw ApiError.foreign("User group");
        }
        return new Audience(body.flag("everyoneIncludingNew").orElse(false), ids);
    }

    void addTo(ObjectNode json) {
        json.put("everyoneIncludingNew", everyone);
        json.set("userIds", Json.texts(userIds));
        json.set("userGroupIds", Json.array());
    }
}
