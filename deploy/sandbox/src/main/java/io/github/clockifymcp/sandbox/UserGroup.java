package io.github.clockifymcp.sandbox;

import java.util.List;
import java.util.stream.Stream;

/// Some of a workspace's people.
record UserGroup(String id, String name, List<String> userIds) implements Row {

    UserGroup {
        userIds = List.copyOf(userIds);
    }

    boolean has(String userId) {
        return userIds.contains(userId);
    }

    /// The same with one more person; whoever is in it already stays where they are.
    UserGroup with(String userId) {
        return has(userId)
                ? this
                : new UserGroup(
                        id, name, Stream.concat(userIds.stream(), Stream.of(userId)).toList());
    }

    UserGroup without(String userId) {
        return new UserGroup(
                id, name, userIds.stream().filter(other -> !other.equals(userId)).toList());
    }
}
