package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import java.time.DayOfWeek;
import java.time.ZoneId;

/// Whose key it is, and the one workspace it is used in.
///
/// @param zone the account's time zone, in which a person's words are understood and in which
///   Clockify reads date windows
/// @param firstDay the day on which the account's weeks begin
public record Account(User user, Workspace workspace, ZoneId zone, DayOfWeek firstDay) {

    /// Whether an id is that of the key's owner.
    public boolean owns(String userId) {
        return user.id().equals(userId);
    }
}
