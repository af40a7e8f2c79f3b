package io.github.clockifymcp.mcp.tool;

/// What kind of harm a change can do. A tool declares every class it may have; its change states
/// those it really has. Policy modes and confirmations are stated in these words; a tool that only
/// reads has none.
public enum Risk {
    /// Ordinary changes that are easy to see and easy to put right.
    WRITE(false),
    /// Changes what somebody is billed or paid.
    BILLING(true),
    /// Reaches people or systems outside: mail, webhooks, links that others can open.
    EXTERNAL_SIDE_EFFECT(true),
    /// Changes how the workspace itself is set up.
    ADMIN(true),
    /// Changes what somebody may see or do.
    PERMISSION_CHANGE(true),
    /// Deletes something.
    DESTRUCTIVE(true);

    private final boolean confirmed;

    Risk(boolean confirmed) {
        this.confirmed = confirmed;
    }

    /// Whether a person must agree before a change of this class is made.
    public boolean confirmed() {
        return confirmed;
    }
}
