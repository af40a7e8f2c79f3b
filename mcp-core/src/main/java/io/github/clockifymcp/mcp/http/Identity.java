package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.List;

/// Who sends a request, or why we do not know.
public sealed interface Identity {

    /// It is known who.
    record Authenticated(Principal principal) implements Identity {}

    /// It is not, and could be: 401.
    ///
    /// @param challenges values of `WWW-Authenticate`; at least one
    record Unauthenticated(List<String> challenges) implements Identity {
        public Unauthenticated {
            challenges = List.copyOf(challenges);
            if (challenges.isEmpty()) {
                throw new IllegalArgumentException("401 says how to do better");
            }
        }
    }

    /// It is known who, and they may not come in: 403.
    ///
    /// @param sentence why, for them to read
    /// @param challenges values of `WWW-Authenticate`; may be empty
    record Forbidden(String sentence, List<String> challenges) implements Identity {
        public Forbidden {
            challenges = List.copyOf(challenges);
        }
    }

    /// It cannot be found out at the moment: 503.
    record Unavailable(Duration retryAfter) implements Identity {}
}
