package io.github.clockifymcp.server.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A text that cannot be printed. Whoever needs it asks with [#reveal], so that a search for that
/// word finds every place where a secret leaves its wrapping.
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /// The text itself.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        // A hash of the secret would tell something about it.
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
