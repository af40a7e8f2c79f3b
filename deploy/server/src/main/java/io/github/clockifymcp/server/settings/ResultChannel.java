package io.github.clockifymcp.server.settings;

/// In which part of a result the value stands. `AUTO` leaves it to what is known of the client.
public enum ResultChannel {
    AUTO,
    TEXT,
    STRUCTURED,
    BOTH
}
