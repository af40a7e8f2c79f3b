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

    boolean isOwner() {
        return roles.contains("OWNER");
    }

    boolean isAdmin() {
        return roles.contains("OWNER") || roles.contains("WORKSPACE_ADMIN");
    }

    boolean isProjectManager() {
        return roles.contains("PROJECT_MANAGER");
    }

    Member withStatus(String other) {
        return new Member(id, other, roles, hourlyRate, costRate);
    }

    Member withRoles(Set<String> others) {
        return new Member(id, status, others, hourlyRate, costRate);
    }

    Member withHourlyRate(Rate other) {
        return new Member(id, status, roles, other, costRate);
    }

    Member withCostRate(Rate other) {
        return new Member(id, status, roles, hourlyRate, other);
    }
}
