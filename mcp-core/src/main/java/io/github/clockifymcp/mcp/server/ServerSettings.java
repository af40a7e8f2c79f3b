package io.github.clockifymcp.mcp.server;

import java.time.Duration;

/// The engine's limits.
///
/// @param pageSize how many items a list has before it continues with a cursor
/// @param maxRunning how many calls of one connection are worked on at once; the next is refused
/// @param maxBatch how many messages an array may hold, where arrays are taken
/// @param maxRounds how often one call may ask its client something
/// @param callTimeout how long a call may work; waiting for the client does not count
/// @param askTimeout how long a question waits for its answer, where we wait ourselves
/// @param heartbeat how often a caller that asked for progress hears that we still wait
/// @param maxListeners how many requests may listen for changes at once (2026-07-28)
public record ServerSettings(
        int pageSize,
        int maxRunning,
        int maxBatch,
        int maxRounds,
        Duration callTimeout,
        Duration askTimeout,
        Duration heartbeat,
        int maxListeners) {

    /// What fits a server for one person.
    public static final ServerSettings DEFAULT =
            new ServerSettings(
                    1_000,
                    64,
                    100,
                    8,
                    Duration.ofSeconds(45),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5),
                    2_000);

    public ServerSettings {
        boolean sound =
                pageSize > 0
                        && maxRunning > 0
                        && maxBatch > 0
                        && maxRounds > 0
                        && callTimeout.isPositive()
                        && askTimeout.isPositive()
                        && heartbeat.isPositive()
                        && maxListeners > 0;
        if (!sound) {
            throw new IllegalArgumentException("every limit of the engine is above zero");
        }
    }

    public ServerSettings withCallTimeout(Duration timeout) {
        return new ServerSettings(
                pageSize,
                maxRunning,
                maxBatch,
                maxRounds,
                timeout,
                askTimeout,
                heartbeat,
                maxListeners);
    }

    public ServerSettings withAskTimeout(Duration timeout) {
        return new ServerSettings(
                pageSize,
                maxRunning,
                maxBatch,
                maxRounds,
                callTimeout,
                timeout,
                heartbeat,
                maxListeners);
    }

    public ServerSettings withHeartbeat(Duration every) {
        return new ServerSettings(
                pageSize,
                maxRunning,
                maxBatch,
                maxRounds,
                callTimeout,
                askTimeout,
                every,
                maxListeners);
    }

    public ServerSettings withMaxRunning(int calls) {
        return new ServerSettings(
                pageSize,
                calls,
                maxBatch,
                maxRounds,
                callTimeout,
                askTimeout,
                heartbeat,
                maxListeners);
    }

    public ServerSettings withPageSize(int items) {
        return new ServerSettings(
                items,
                maxRunning,
                maxBatch,
                maxRounds,
                callTimeout,
                askTimeout,
                heartbeat,
                maxListeners);
    }

    public ServerSettings withMaxRounds(int rounds) {
        return new ServerSettings(
                pageSize,
                maxRunning,
                maxBatch,
                rounds,
                callTimeout,
                askTimeout,
                heartbeat,
                maxListeners);
    }

    public ServerSettings withMaxListeners(int requests) {
        return new ServerSettings(
                pageSize,
                maxRunning,
                maxBatch,
                maxRounds,
                callTimeout,
                askTimeout,
                heartbeat,
                requests);
    }
}
