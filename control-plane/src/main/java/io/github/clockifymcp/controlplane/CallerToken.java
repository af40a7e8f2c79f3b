package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A token that somebody is given to come in with, such as `cmcp.acme.mina.…`: tenant and name are
/// in it, so that its row is found by them, and 32 random bytes. Only its SHA-256 is kept, which is
/// enough for what nobody can guess.
final class CallerToken {
    private static final String KIND = "cmcp";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile(KIND + "\\.([a-z0-9-]{1,63})\\.([a-z0-9-]{1,63})\\.[A-Za-z0-9_-]{43}");

    private CallerToken() {}

    /// Whom a token names, whether or not it is theirs.
    record Named(String tenant, String principal) {}

    static String make(String tenant, String name, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return String.join(
                ".",
                KIND,
                tenant,
                name,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Empty for what is no such token.
    static Optional<Named> read(String token) {
        Matcher parts = FORM.matcher(token);
        return parts.matches() && TenantId.isOne(parts.group(1)) && TenantId.isOne(parts.group(2))
                ? Optional.of(new Named(parts.group(1), principal(parts.group(2))))
                : Optional.empty();
    }

    /// The id of a principal with such a token.
    static String principal(String name) {
        return PrincipalKeeping.TOKEN + name;
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
