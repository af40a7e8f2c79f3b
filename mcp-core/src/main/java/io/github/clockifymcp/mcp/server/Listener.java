package io.github.clockifymcp.mcp.server;

/// Somebody who wants to hear of changes: a session, or a request that listens. None of these
/// methods waits for the peer.
public interface Listener {

    /// For whom it listens.
    Caller caller();

    /// A list has changed.
    void changed(Topic topic);

    /// A resource has changed.
    void updated(String uri);

    /// A task has changed.
    default void progressed(String task) {}

    /// There is nothing more to hear.
    default void end() {}
}
