package io.github.clockifymcp.controlplane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key to Clockify, with what is known of it.
///
/// @param own whether it is the principal's own; if not, all of the tenant's people work with it
/// @param key to be sent to Clockify alone
/// @param version another one for each key that was ever put there, for whoever keeps what belongs
///   to a key
/// @param checked whose Clockify said it is; null where nobody asked
/// @param refused when Clockify did not know it any more; null as long as it does
public record Credential(
        boolean own,
        ClockifyKey key,
        long version,
        @Nullable Checked checked,
        @Nullable Instant refused) {

    /// What Clockify said of a key.
    ///
    /// @param user the id of its owner
    /// @param workspace the id of the workspace for which it was asked, which its owner is in
    public record Checked(String user, String workspace, Instant at) {}
}
