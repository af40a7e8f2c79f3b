package io.github.clockifymcp.controlplane;

/// What was sealed cannot be opened. The message says why, and nothing of what is in it.
public final class SealedException extends Exception {
    private static final long serialVersionUID = 1L;

    SealedException(String message) {
        super(message);
    }
}
