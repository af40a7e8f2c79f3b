package io.github.clockifymcp.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A project.
///
/// @param memberships who is on it by name, with rates of their own
/// @param groups the groups on it
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
        Estimates estimates,
        List<Membership> memberships,
        List<String> groups)
        implements Row {

    /// Somebody on a project.
    record Membership(String userId, @Nullable Rate hourlyRate, @Nullable Rate costRate) {}

    Project {
        memberships = List.copyOf(memberships);
        groups = List.copyOf(groups);
    }

    boolean hasMember(String userId) {
        return memberships.stream().anyMatch(m -> m.userId().equals(userId));
    }

    /// The same without its client, which is gone.
    Project withoutClient() {
        return with(null, archived, template, estimates, memberships, groups);
    }

    /// The same, put away.
    Project archive() {
        return with(clientId, true, template, estimates, memberships, groups);
    }

    /// The same as a template, or as an ordinary project.
    Project asTemplate(boolean yes) {
        return with(clientId, archived, yes, estimates, memberships, groups);
    }

    /// The same, expected to take something else.
    Project with(Estimates other) {
        return with(clientId, archived, template, other, memberships, groups);
    }

    /// The same with other people and groups on it.
    Project with(List<Membership> people, List<String> others) {
        return with(clientId, archived, template, estimates, people, others);
    }

    private Project with(
            @Nullable String client,
            boolean away,
            boolean asTemplate,
            Estimates expected,
            List<Membership> people,
            List<String> others) {
        return new Project(
                id,
                name,
                client,
                color,
                note,
                billable,
                open,
                away,
                asTemplate,
                hourlyRate,
                costRate,
                expected,
                people,
                others);
    }
}
