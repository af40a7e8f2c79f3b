package io.github.clockifymcp.mcp.http;

/// Whether requests should be sent here (`/ready`). While the transport drains it says so by
/// itself.
@FunctionalInterface
public interface Readiness {

    /// Always.
    Readiness READY = () -> State.READY;

    /// How things stand.
    enum State {
        /// Everything is there.
        READY,
        /// Something is missing that another replica would miss as well: sending requests there
        /// instead would change nothing.
        DEGRADED,
        /// We start, or something is missing that another replica may have.
        NOT_READY
    }

    /// How things stand. It may block for a moment.
    State state();
}
