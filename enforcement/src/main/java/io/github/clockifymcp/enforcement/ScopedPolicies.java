package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Policies of callers whose tokens are good for more or less: each has at most the widest mode
/// that one of its scopes gives. Whose scopes give none may do nothing.
public final class ScopedPolicies implements Policies {
    private final Policies all;
    private final List<Map.Entry<String, Mode>> narrowestFirst;

    /// @param all what callers may do whatever their tokens are good for
    /// @param modes at most which mode a scope gives; of two with the same mode the first is asked
    ///   for
    public ScopedPolicies(Policies all, Map<String, Mode> modes) {
        this.all = all;
        this.narrowestFirst =
                new LinkedHashMap<>(modes)
                        .entrySet().stream()
                                .map(Map.Entry::copyOf)
                                .sorted(Comparator.comparing(Map.Entry::getValue))
                                .toList();
    }

    @Override
    public Policy of(Principal principal) {
        return narrowestFirst.reversed().stream()
                .filter(scope -> principal.scopes().contains(scope.getKey()))
                .findFirst()
                .map(widest -> Narrowing.to(widest.getValue()).of(all.of(principal)))
                .orElse(Policy.NOTHING);
    }

    @Override
    public Optional<String> scope(Principal principal, Predicate<Policy> allows) {
        Policy most = all.of(principal);
        return narrowestFirst.stream()
                .filter(scope -> allows.test(Narrowing.to(scope.getValue()).of(most)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
