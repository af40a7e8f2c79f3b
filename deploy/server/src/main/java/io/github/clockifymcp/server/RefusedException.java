package io.github.clockifymcp.server;

/// What somebody asked for cannot be done as they said it. The message says why, and what to say
/// instead.
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
