package io.github.clockifymcp.clockify;

/// What kind of failure a request to Clockify ended in. Every category but [#UNKNOWN_OUTCOME]
/// promises that a write changed nothing.
public enum Category {
    /// The key is missing, wrong or withdrawn.
    AUTH,
    /// The key is good, but its owner may not do this.
    ACCESS_DENIED,
    /// The workspace's plan does not have it.
    PLAN_REQUIRED,
    /// There is no such thing, or it belongs to another workspace; Clockify does not tell which.
    NOT_FOUND,
    /// It contradicts what is there, such as a name that is taken.
    CONFLICT,
    /// Clockify rejected the values.
    INVALID,
    /// Clockify, or our own budget, asks us to wait.
    RATE_LIMITED,
    /// A read got no answer, or a write never left this machine.
    UNAVAILABLE,
    /// A write was sent, and whether it took effect is not known. Read before trying again.
    UNKNOWN_OUTCOME
}
