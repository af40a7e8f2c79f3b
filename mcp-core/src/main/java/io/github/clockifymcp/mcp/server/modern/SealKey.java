package io.github.clockifymcp.mcp.server.modern;

import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key for seals.
///
/// @param id says which key a seal was made with; 1 to 32 of `[A-Za-z0-9_-]`, no secret
/// @param secret for HMAC-SHA256
public record SealKey(String id, SecretKey secret) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int BYTES = 32;

    public SealKey {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a key's id is 1 to 32 of [A-Za-z0-9_-]");
        }
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
