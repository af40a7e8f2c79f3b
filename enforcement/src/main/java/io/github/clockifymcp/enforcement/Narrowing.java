package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Risk;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody takes away of a policy. It cannot give anything: whatever it says, the result
/// allows no more than what it was applied to.
///
/// @param mode at most this one; null to take nothing away
/// @param denyTools tools that do not exist, beside those that did not before
/// @param denyGroups groups whose tools do not exist, beside those that did not before
/// @param allowGroups when not empty, no groups but these
/// @param personRequired classes of changes that a person must agree to, beside those before
/// @param limits on calls, where they are lower than those before
public record Narrowing(
        @Nullable Mode mode,
        Set<String> denyTools,
        Set<String> denyGroups,
        Set<String> allowGroups,
        Set<Risk> personRequired,
        Limits.Own limits) {

    /// Takes nothing away.
    public static final Narrowing NONE =
            new Narrowing(null, Set.of(), Set.of(), Set.of(), Set.of());

    /// Leaves the limits as they are.
    public Narrowing(
            @Nullable Mode mode,
            Set<String> denyTools,
            Set<String> denyGroups,
            Set<String> allowGroups,
            Set<Risk> personRequired) {
        this(mode, denyTools, denyGroups, allowGroups, personRequired, Limits.Own.NONE);
    }

    /// Takes away what is wider than a mode.
    static Narrowing to(Mode mode) {
        return new Narrowing(mode, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /// No group has this id.
    static final Set<String> NO_GROUP = Set.of("-");

    public Narrowing {
        denyTools = Set.copyOf(denyTools);
        denyGroups = Set.copyOf(denyGroups);
        allowGroups = Set.copyOf(allowGroups);
        personRequired = Set.copyOf(personRequired);
    }

    /// What is left of a policy.
    public Policy of(Policy operator) {
        Mode least = mode == null || operator.mode().compareTo(mode) <= 0 ? operator.mode() : mode;
        return new Policy(
                least,
                both(operator.denyTools(), denyTools),
                both(operator.denyGroups(), denyGroups),
                allowed(operator.allowGroups()));
    }

    /// Both lists, where each takes away.
    public Set<Risk> personRequired(Set<Risk> operator) {
        return both(operator, personRequired);
    }

    private Set<String> allowed(Set<String> operator) {
        if (operator.isEmpty() || allowGroups.isEmpty()) {
            return operator.isEmpty() ? allowGroups : operator;
        }
        Set<String> left = new HashSet<>(operator);
        left.retainAll(allowGroups);
        // An empty list would allow them all.
        return left.isEmpty() ? NO_GROUP : left;
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
