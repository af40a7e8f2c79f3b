package io.github.clockifymcp.sandbox;

/// That somebody manages something.
///
/// @param role WORKSPACE_ADMIN, PROJECT_MANAGER or TEAM_MANAGER
/// @param entityId the workspace, the project, or the person or group that is managed
/// @param ofGroup whether it is a group
record RoleGrant(String id, String userId, String role, String entityId, boolean ofGroup)
        implements Row {

    /// The grant of a role; the same one has the same id.
    static RoleGrant of(String userId, String role, String entityId, boolean ofGroup) {
        return new RoleGrant(
                Ids.of("grant", userId + role + entityId), userId, role, entityId, ofGroup);
    }
}
