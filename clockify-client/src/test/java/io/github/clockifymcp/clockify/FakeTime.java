package io.github.clockifymcp.clockify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A time that passes only when somebody sleeps, and remembers for how long.
final class FakeTime implements Sleeper, InstantSource {

    private final List<Duration> slept = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T09:00:00Z");

    @Override
    public void sleep(Duration howLong) {
        slept.add(howLong);
        now = now.plus(howLong);
    }

    void pass(Duration howLong) {
        now = now.plus(howLong);
    }

    @Override
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    List<Duration> slept() {
        return List.copyOf(slept);
    }
}
