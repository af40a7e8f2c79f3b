package io.github.clockifymcp.clockify;

import java.time.Duration;

/// Waits between attempts, and measures how long everything took. Tests have one that does not
/// really wait.
public interface Sleeper {

    /// Waits; interruption ends it.
    void sleep(Duration howLong) throws InterruptedException;

    /// A clock that only runs forward; its zero means nothing.
    long nanoTime();

    /// The one that really waits.
    static Sleeper real() {
        return new Sleeper() {
            @Override
            public void sleep(Duration howLong) throws InterruptedException {
                Thread.sleep(howLong);
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
