package io.github.clockifymcp.sandbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody's place in a workspace.
///
/// @param id the account's id
/// @param status PENDING, ACTIVE, DECLINED or INACTIVE
/// @param roles OWNER, WORKSPACE_ADMIN, PROJECT_MANAGER, TEAM_MANAGER; empty for a regular member
record Member(
        String id,
        String status,
        Set<String> roles,
        @Nullable Rate hourlyRate,
        @Nullable Rate costRate)
        implements Row {

    Member {
        roles = Set.copyOf(roles);
    }

    boolean isActive() {
        return status.equals("ACTIVE");
    }

    boolean isAdmin() {
        return roles.contains("OWNER") || roles.contains("WORKSPACE_ADMIN");
    }

    boolean isProjectManager() {
        return roles.contains("PROJECT_MANAGER");
    }
}
