package io.github.clockifymcp.server.identity;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token must say to let its bearer in.
///
/// @param audiences for whom it may be meant; one is enough
/// @param scopes of which it has one; empty where it needs none
/// @param narrowing others of which it has one, and which say what its bearer may do; empty where
///   scopes say nothing about that
/// @param algorithms how it may be signed, by the names of JWA
/// @param leeway by how much clocks may differ
/// @param subjectClaim says whose it is
/// @param tenantClaim says for which tenant; null where all are of one
/// @param tenant that one
public record TokenRules(
        Set<String> audiences,
        Set<String> scopes,
        Set<String> narrowing,
        Set<String> algorithms,
        Duration leeway,
        String subjectClaim,
        @Nullable String tenantClaim,
        String tenant) {
    /// The same for what is told to a client of ours alone when somebody signs in.
    public TokenRules forClient(String client) {
        return new TokenRules(
                Set.of(client), Set.of(), algorithms, leeway, subjectClaim, tenantClaim, tenant);
    }

    public TokenRules {
        audiences = Set.copyOf(audiences);
        scopes = Set.copyOf(scopes);
        narrowing = Set.copyOf(narrowing);
        algorithms = Set.copyOf(algorithms);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("a token is meant for somebody");
        }
    }

    /// A token whose scopes say nothing about what its bearer may do.
    public TokenRules(
            Set<String> audiences,
            Set<String> scopes,
            Set<String> algorithms,
            Duration leeway,
            String subjectClaim,
            @Nullable String tenantClaim,
            String tenant) {
        this(audiences, scopes, Set.of(), algorithms, leeway, subjectClaim, tenantClaim, tenant);
    }
}
