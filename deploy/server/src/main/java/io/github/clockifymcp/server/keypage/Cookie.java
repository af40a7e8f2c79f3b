package io.github.clockifymcp.server.keypage;

import io.github.clockifymcp.mcp.http.PageAnswer;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A cookie that only this host set and only this host gets back, over TLS, and that no script
/// sees.
///
/// @param site `Lax` or `Strict`: whether it comes along from the pages of others
record Cookie(String name, String site) {
    /// A sign-in that was begun. The provider's page sends the browser back to us with it.
    static final Cookie SIGN_IN = new Cookie("__Host-key-sign-in", "Lax");

    /// Who is signed in.
    static final Cookie SESSION = new Cookie("__Host-key-session", "Strict");

    /// What the browser sent; empty when it sent none, or two.
    String in(RequestHeaders headers) {
        List<String> found = new ArrayList<>();
        for (String header : headers.all("Cookie")) {
            for (String each : List.of(header.split(";", -1))) {
                String pair = each.strip();
                if (pair.startsWith(name + "=")) {
                    found.add(pair.substring(name.length() + 1));
                }
            }
        }
        return found.size() == 1 ? found.getFirst() : "";
    }

    PageAnswer.Header set(String value, Duration good) {
        return new PageAnswer.Header(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=%s"
                        .formatted(name, value, good.toSeconds(), site));
    }

    PageAnswer.Header gone() {
        return set("", Duration.ZERO);
    }
}
