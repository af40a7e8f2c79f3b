package io.github.clockifymcp.enforcement;

/// The state folder cannot be used. The message says why and what to do, in words for whoever runs
/// the server.
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
