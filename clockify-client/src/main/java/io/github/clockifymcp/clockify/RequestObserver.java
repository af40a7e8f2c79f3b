package io.github.clockifymcp.clockify;

import java.util.Map;

/// Hears of each request that is sent, for whoever measures them. It is told on the thread that
/// sends, decides nothing, waits for nothing and throws nothing.
public interface RequestObserver {
    /// Nobody listens.
    RequestObserver NONE = request -> Sending.UNSEEN;

    /// A request is about to leave, or a repeated one once more.
    Sending sending(ApiRequest<?> request);

    /// A read will be sent again after a wait.
    default void repeating(ApiRequest<?> request, Category reason) {}

    /// A request on its way.
    interface Sending {
        Sending UNSEEN = status -> {};

        /// What goes with it beside our own headers, such as `traceparent`.
        default Map<String, String> headers() {
            return Map.of();
        }

        /// It is over.
        ///
        /// @param status of the answer; 0 when there was none
        void ended(int status);
    }
}
