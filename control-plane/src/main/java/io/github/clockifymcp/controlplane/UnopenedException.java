package io.github.clockifymcp.controlplane;

import java.io.IOException;

/// A key to Clockify that is kept here and does not open: what sealed it is not in the file of keys
/// any more, or it was altered.
public final class UnopenedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean own;

    UnopenedException(Throwable cause, boolean own) {
        super("a key to Clockify does not open", cause);
        this.own = own;
    }

    /// Whether it is a key of somebody's own, and not the one of their tenant.
    public boolean own() {
        return own;
    }
}
