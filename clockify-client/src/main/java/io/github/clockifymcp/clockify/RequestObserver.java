package io.github.clockifymcp.clockify;

import java.util.Map;

/// Hears of each request that is sent, for whoever measures them. It is told on the thread that
/// sends, decides nothing, waits for nothing and throws nothing.
public interface RequestObserver {
    /// Nobody listens. No lambda: the cache of classes keeps none that an interface makes while it
    /// is set up, and to make one at the start of the server takes it 3 ms.
    RequestObserver NONE =
            new RequestObserver() {
                @Override
                public Sending sending(ApiRequest<?> request) {
                    return Sending.UNSEEN;
                }
            };

    /// A request is about to leave, or a repeated one once more.
    Sending sending(ApiRequest<?> request);

    /// A read will be sent again after a wait.
    default void repeating(ApiRequest<?> request, Category reason) {}

    /// A request on its way.
    interface Sending {
        Sending UNSEEN =
                new Sending() {
                    @Override
                    public void ended(int status) {}
                };

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
