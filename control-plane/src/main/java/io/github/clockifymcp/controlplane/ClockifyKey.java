package io.github.clockifymcp.controlplane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A person's key to Clockify, which cannot be printed. Whoever needs it asks with [#reveal], so
/// that a search for that word finds every place where it leaves its wrapping.
public final class ClockifyKey {
    /// How many characters one has at most.
    public static final int LONGEST = 512;

    private final String text;

    private ClockifyKey(String text) {
        this.text = text;
    }

    /// A key as a person pasted it; white space around it is dropped.
    ///
    /// @throws IllegalArgumentException when it cannot be one; the message does not repeat it
    public static ClockifyKey of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || !stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "A key to Clockify is 1 to %d printable ASCII characters without spaces."
                            .formatted(LONGEST));
        }
        return new ClockifyKey(stripped);
    }

    /// The key itself.
    public String reveal() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClockifyKey that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        // A hash of the key would tell something about it.
        return ClockifyKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "ClockifyKey[…]";
    }
}
