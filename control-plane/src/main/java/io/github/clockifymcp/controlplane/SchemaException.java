package io.github.clockifymcp.controlplane;

/// The database is there, and its schema is not one that this program may use. The message says
/// what to do.
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
