package io.github.clockifymcp.server.watch;

import java.util.List;

/// Why somebody was not let in.
final class Turned {
    static final List<String> CATEGORIES =
            List.of(
                    "missing",
                    "wrong",
                    "malformed",
                    "algorithm",
                    "kind",
                    "issuer",
                    "unknown_key",
                    "signature",
                    "no_expiry",
                    "expired",
                    "early",
                    "audience",
                    "subject",
                    "tenant",
                    "scope",
                    "past_the_proxy",
                    "forbidden",
                    "unavailable",
                    "other");

    private Turned() {}

    static String known(String category) {
        return CATEGORIES.contains(category) ? category : "other";
    }
}
