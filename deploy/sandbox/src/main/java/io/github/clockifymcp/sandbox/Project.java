package io.github.clockifymcp.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A project. Time and budget estimates are kept as Clockify writes them.
///
/// @param timeEstimate an ISO duration; null when the project has no time estimate
/// @param budget in minor units; null when the project has no budget
/// @param memberships who is on it, with rates of their own
record Project(
        String id,
        String name,
        @Nullable String clientId,
        String color,
        String note,
        boolean billable,
        boolean open,
        boolean archived,
        boolean template,
        @Nullable Rate hourlyRate,
        @Nullable Rate costRate,
        @Nullable String timeEstimate,
        @Nullable Long budget,
        List<Membership> memberships)
        implements Row {

    /// Somebody on a project.
    record Membership(String userId, @Nullable Rate hourlyRate, @Nullable Rate costRate) {}

    Project {
        memberships = List.copyOf(memberships);
    }

    boolean hasMember(String userId) {
        return memberships.stream().anyMatch(m -> m.userId().equals(userId));
    }

    /// The same without its client, which is gone.
    Project withoutClient() {
        return new Project(
                id,
                name,
                null,
                color,
                note,
                billable,
                open,
                archived,
                template,
                hourlyRate,
                costRate,
                timeEstimate,
                budget,
                memberships);
    }

    /// The same, put away.
    Project archive() {
        return new Project(
                id,
                name,
                clientId,
                color,
                note,
                billable,
                open,
                true,
                template,
                hourlyRate,
                costRate,
                timeEstimate,
                budget,
                memberships);
    }
}
