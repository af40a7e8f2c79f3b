package io.github.clockifymcp.mcp.server.modern;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key for seals.
///
/// @param id says which key a seal was made with; 1 to 32 of `[A-Za-z0-9_-]`, no secret
/// @param secret for HMAC-SHA256
public record SealKey(String id, SecretKey secret) {
    private static final int BYTES = 32;
    private static final int LONGEST = 32;

    public SealKey {
        if (id.isEmpty() || id.length() > LONGEST || !id.chars().allMatch(SealKey::plain)) {
            throw new IllegalArgumentException("a key's id is 1 to 32 of [A-Za-z0-9_-]");
        }
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-';
    }

    /// A key made of these bytes.
    ///
    /// @param secret at least 32 bytes, which nobody can guess
    public static SealKey of(String id, byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a key has at least 32 bytes");
        }
        return new SealKey(id, new SecretKeySpec(secret, StateSeal.ALGORITHM));
    }

    @Override
    public String toString() {
        return "SealKey " + id;
    }
}
