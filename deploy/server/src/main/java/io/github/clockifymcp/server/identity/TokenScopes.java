package io.github.clockifymcp.server.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token's issuer lets its bearer do, in the ways in which issuers write it: `scope` or
/// `scp`, a text with spaces or a list.
record TokenScopes(Set<String> granted) {
    TokenScopes {
        granted = Set.copyOf(granted);
    }

    static TokenScopes of(JWTClaimsSet claims) {
        Set<String> granted = new HashSet<>();
        for (String claim : List.of("scope", "scp")) {
            switch (claims.getClaim(claim)) {
                case String text -> granted.addAll(List.of(text.split(" ", -1)));
                case List<?> list ->
                        list.stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .forEach(granted::add);
                case null, default -> {}
            }
        }
        granted.remove("");
        return new TokenScopes(granted);
    }

    /// Those of these that are among them. Some issuers are asked for a scope with the address of
    /// the service before it, and write it into the token without.
    Set<String> of(Set<String> wanted) {
        return wanted.stream()
                .filter(scope ->
                        granted.contains(scope)
                                || granted.contains(scope.substring(scope.lastIndexOf('/') + 1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
