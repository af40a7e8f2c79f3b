package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/// SHA-256, for what is looked up and need not be read, or must not be.
final class Digests {
    private Digests() {}

    /// The digest of these texts in this order.
    static byte[] of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(UTF_8);
                // With its length before it, no text can pass for two.
                digest.update((bytes.length + ":").getBytes(UTF_8));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
