package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A report that somebody saved for others to see.
///
/// @param filter what a report of its kind is asked with
/// @param open whether everybody with its link sees it
/// @param fixed whether those who see it cannot choose other days
/// @param author whose view of the workspace it shows
record SharedReport(
        String id,
        String name,
        String type,
        ObjectNode filter,
        boolean open,
        boolean fixed,
        String author,
        List<String> users,
        List<String> groups)
        implements Row {

    SharedReport {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    /// Whether it was shared with this person, by name or as one of a group.
    boolean isFor(State workspace, String userId) {
        return users.contains(userId)
                || groups.stream()
                        .flatMap(group -> workspace.userGroups().find(group).stream())
                        .anyMatch(group -> group.has(userId));
    }
}
