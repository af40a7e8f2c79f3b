package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a running call can do towards its caller while it runs. Implemented by the engine.
public interface Line {

    /// A line that leads nowhere, for calls that nobody watches.
    Line SILENT =
            new Line() {
                @Override
                public void progress(double done, @Nullable Double total, String message) {}

                @Override
                public void pointOfNoReturn() {}
            };

    /// Tells the caller how far the call has come. Does nothing when the caller did not ask for it.
    /// After the point of no return it counts from 0 again, on top of what was told before.
    ///
    /// @param done how much is done; values that do not grow are dropped
    /// @param total of how much, when that is known
    /// @throws java.util.concurrent.CancellationException when the call was cancelled
    void progress(double done, @Nullable Double total, String message);

    /// From here on the call is no longer interrupted when it is cancelled or takes too long; only
    /// its answer is dropped. Called once, right before the first request of a change is sent.
    ///
    /// @throws java.util.concurrent.CancellationException when the call was cancelled before this
    void pointOfNoReturn();

    /// Tells the caller something that it may show or keep, where the caller asked to be told so
    /// much. Unlike our own log it leaves this machine: no keys, and nothing this caller may not
    /// know. Does nothing once the call has ended.
    ///
    /// @param logger which part of the server speaks
    /// @param data any JSON
    default void log(LogLevel level, String logger, JsonNode data) {}

    /// Lets go of the caller's connection while the call goes on, where the caller can come back
    /// for the answer; for work that takes longer than connections live. Does nothing elsewhere.
    default void pause() {}
}
