package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;

/// Time that somebody was given under a policy, in its unit. What one has left is all that one was
/// given less what was approved.
record Assignment(String id, String policyId, String userId, BigDecimal amount) implements Row {

    /// What somebody was given.
    static BigDecimal total(State workspace, Policy policy, String userId) {
        BigDecimal accrued =
                policy.accrual() == null
                        ? BigDecimal.ZERO
                        : policy.accrual().path("amount").decimalValue();
        return workspace
                .table(Assignment.class)
                .where(a -> a.policyId.equals(policy.id()) && a.userId.equals(userId))
                .stream()
                .map(Assignment::amount)
                .reduce(accrued, BigDecimal::add);
    }

    /// What somebody has taken.
    static BigDecimal used(State workspace, Policy policy, String userId) {
        return workspace
                .table(Leave.class)
                .where(l ->
                        l.is("APPROVED")
                                && l.policyId().equals(policy.id())
                                && l.userId().equals(userId))
                .stream()
                .map(Leave::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal balance(State workspace, Policy policy, String userId) {
        return total(workspace, policy, userId).subtract(used(workspace, policy, userId));
    }
}
