package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who sends a request, or why we do not know.
public sealed interface Identity {

    /// It is known who.
    ///
    /// @param until when that ends, and with it every stream that was opened so; null for never
    record Authenticated(Principal principal, @Nullable Instant until) implements Identity {
        public Authenticated(Principal principal) {
            this(principal, null);
        }
    }

    /// It is not, and could be: 401.
    ///
    /// @param challenges values of `WWW-Authenticate`; at least one
    /// @param category what was wrong, as one of a few words, for whoever counts them
    record Unauthenticated(List<String> challenges, String category) implements Identity {
        public Unauthenticated(List<String> challenges) {
            this(challenges, "unknown");
        }

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
    /// @param category why, as one of a few words, for whoever counts them
    record Forbidden(String sentence, List<String> challenges, String category)
            implements Identity {
        public Forbidden(String sentence, List<String> challenges) {
            this(sentence, challenges, "forbidden");
        }

        public Forbidden {
            challenges = List.copyOf(challenges);
        }
    }

    /// It cannot be found out at the moment: 503.
    record Unavailable(Duration retryAfter) implements Identity {}
}
