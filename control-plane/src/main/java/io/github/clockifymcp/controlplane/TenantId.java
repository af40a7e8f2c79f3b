package io.github.clockifymcp.controlplane;

import java.util.regex.Pattern;

/// What tenants, and the callers that get tokens from us, are called: what can stand in a token, a
/// path and a log as it is.
public final class TenantId {
    /// How it is told what one is.
    public static final String WORDS = "1 to 63 of a-z, 0-9 and -, and does not begin with -";

    private static final Pattern ONE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private TenantId() {}

    public static boolean isOne(String text) {
        return ONE.matcher(text).matches();
    }
}
