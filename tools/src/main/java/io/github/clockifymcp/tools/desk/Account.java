package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Whose key it is, and the one workspace it is used in.
///
/// @param zone the time zone in which a person's words are understood: the account's own, unless
///   the operator set another
/// @param firstDay the day on which the account's weeks begin
public record Account(User user, Workspace workspace, ZoneId zone, DayOfWeek firstDay) {

    /// The account's time zone as Clockify has it. There Clockify reads date windows, whatever zone
    /// the operator set.
    public ZoneId windowZone() {
        return user.zone().orElse(ZoneOffset.UTC);
    }

    /// Whether an id is that of the key's owner.
    public boolean owns(String userId) {
        return user.id().equals(userId);
    }
}
