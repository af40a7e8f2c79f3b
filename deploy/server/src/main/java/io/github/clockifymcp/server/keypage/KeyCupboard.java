package io.github.clockifymcp.server.keypage;

import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the keys of a service's people are.
///
/// Every method may block, and throws when it cannot be found out or done.
public interface KeyCupboard {

    /// What there is of somebody who signed in.
    Look look(Principal principal) throws IOException;

    /// Checks a key with Clockify and keeps it as somebody's own, in the place of the one before.
    /// For who may look alone.
    Put put(Principal principal, ClockifyKey key) throws IOException;

    /// Forgets somebody's own key.
    ///
    /// @return whether there was one
    boolean remove(Principal principal) throws IOException;

    /// What there is of somebody.
    sealed interface Look {
        /// They have no place here. The sentence is for them.
        record Closed(String sentence) implements Look {}

        /// They may have a key of their own.
        ///
        /// @param own the one they have; null for none
        /// @param shared whether all of their tenant's people work with one, where they have none
        record Open(@Nullable Kept own, boolean shared) implements Look {}
    }

    /// What is known of a key, but for the key.
    ///
    /// @param user the id of its owner in Clockify; null where nobody asked
    /// @param workspace the id of the workspace for which it was checked; null likewise
    /// @param checked when; null likewise
    /// @param worth whether it is good for anything
    record Kept(
            @Nullable String user,
            @Nullable String workspace,
            @Nullable Instant checked,
            Worth worth) {

        /// One that is there and does not open: nothing is known of it.
        public static final Kept SHUT = new Kept(null, null, null, Worth.SHUT);
    }

    /// Whether a key is good for anything.
    enum Worth {
        /// As far as is known.
        GOOD,
        /// Clockify does not know it any more.
        REFUSED,
        /// It does not open: what it was sealed with is lost.
        SHUT
    }

    /// What became of a key.
    sealed interface Put {
        /// It is kept.
        record Stored() implements Put {}

        /// It is none to work with here. The sentence is for them.
        record Refused(String sentence) implements Put {}

        /// They tried too often.
        record TooOften(Duration retryAfter) implements Put {}
    }
}
