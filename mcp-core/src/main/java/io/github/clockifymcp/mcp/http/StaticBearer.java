package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows its callers by tokens that were handed out beforehand (`Authorization: Bearer …`).
public final class StaticBearer implements Authenticator {
    private static final String SCHEME = "bearer ";
    private static final Identity MISSING =
            new Identity.Unauthenticated(List.of("Bearer realm=\"mcp\""), "missing");
    private static final Identity WRONG =
            new Identity.Unauthenticated(
                    List.of("Bearer realm=\"mcp\", error=\"invalid_token\""), "wrong");

    private final Map<Secret, Principal> principals;

    /// @param principals who has which token
    public StaticBearer(Map<Secret, Principal> principals) {
        if (principals.isEmpty()) {
            throw new IllegalArgumentException("without a token nobody could come in");
        }
        this.principals = Map.copyOf(principals);
    }

    @Override
    public Identity identify(Presented presented) {
        List<String> values = presented.headers().all("Authorization");
        if (values.isEmpty()) {
            return MISSING;
        }
        String value = values.getFirst();
        if (values.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return WRONG;
        }
        String token = value.substring(SCHEME.length()).strip();
        @Nullable Principal found = null;
        // All are compared, so that the time says nothing about which one it was.
        for (Map.Entry<Secret, Principal> entry : principals.entrySet()) {
            if (entry.getKey().matches(token)) {
                found = entry.getValue();
            }
        }
        return found == null ? WRONG : new Identity.Authenticated(found);
    }
}
