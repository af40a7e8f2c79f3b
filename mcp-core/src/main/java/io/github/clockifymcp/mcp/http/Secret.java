package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// A token that cannot be printed. Only its digest is kept, and compared in constant time.
public final class Secret {
    /// How many characters one needs.
    public static final int SHORTEST = 16;

    private final byte[] digest;

    private Secret(byte[] digest) {
        this.digest = digest;
    }

    /// Takes a token.
    ///
    /// @throws IllegalArgumentException when it is too short to be one, or has other characters
    ///   than tokens in headers have
    public static Secret of(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "a token has at least %d characters".formatted(SHORTEST));
        }
        if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("a token is printable ASCII without spaces");
        }
        return new Secret(digest(token));
    }

    /// Whether this is the token. Takes as long either way.
    public boolean matches(String token) {
        return MessageDigest.isEqual(digest, digest(token));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(digest, secret.digest);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
