package io.github.clockifymcp.enforcement;

import java.time.Instant;

/// Remembers which confirmations have been used.
@FunctionalInterface
public interface Redeemed {

    /// Uses a confirmation up. Of all who try, on any thread, process or replica that shares this
    /// store, exactly one is told true.
    ///
    /// @param tenant whose confirmation it is
    /// @param nonce what makes the confirmation different from every other
    /// @param expires when it stops being good by itself and may be forgotten
    /// @return whether it had not been used before
    /// @throws java.io.UncheckedIOException when that cannot be remembered
    boolean redeem(String tenant, String nonce, Instant expires);
}
