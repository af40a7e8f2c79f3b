package io.github.clockifymcp.controlplane;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands where it was put.
final class MovedClock extends Clock {
    private volatile Instant now;

    MovedClock(Instant now) {
        this.now = now;
    }

    void at(Instant other) {
        now = other;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
