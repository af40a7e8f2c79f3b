package io.github.clockifymcp.clockify;

/// Carries requests to Clockify and brings answers back; [HttpTransport] is the one for the wire.
public interface Transport extends AutoCloseable {

    /// Sends a request and waits for its answer. A read may be sent again when that does no harm; a
    /// write is sent at most once.
    ///
    /// @throws ClockifyException if there is no good answer
    Answer exchange(ApiRequest<?> request);

    /// Lets go of connections.
    @Override
    default void close() {}
}
