package io.github.clockifymcp.sandbox;

import java.time.DayOfWeek;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A person with a Clockify account, in whatever workspaces.
///
/// @param status ACTIVE, PENDING_EMAIL_VERIFICATION, NOT_REGISTERED, or LIMITED for somebody
///   without an account of their own
/// @param key the API key; null for somebody who never signed in
record Account(
        String id,
        String name,
        String email,
        ZoneId zone,
        DayOfWeek weekStart,
        String status,
        String workspace,
        @Nullable String key)
        implements Row {

    /// The same under another name.
    Account named(String other) {
        return new Account(id, other, email, zone, weekStart, status, workspace, key);
    }

    /// Someone who only was invited: Clockify has no settings for them and writes null.
    boolean hasSettings() {
        return !status.equals("NOT_REGISTERED");
    }
}
