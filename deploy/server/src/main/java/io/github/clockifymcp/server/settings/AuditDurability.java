package io.github.clockifymcp.server.settings;

/// What happens to a call whose audit line cannot be written.
public enum AuditDurability {
    BEST_EFFORT,
    FAIL_CLOSED
}
