package io.github.clockifymcp.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that can be set. From the instant it is set to it runs on like any other, unless it is
/// fixed; then it moves only when it is told to.
public final class SandboxClock extends Clock {

    private final Clock ticking;
    private final Shift shift;
    private final ZoneId zone;

    /// Shared by the clock and its copies in other zones, so that setting one sets all.
    private static final class Shift {
        private Duration ahead = Duration.ZERO;
        private final boolean fixed;
        private Instant stands = Instant.EPOCH;

        private Shift(boolean fixed) {
            this.fixed = fixed;
        }
    }

    private SandboxClock(Clock ticking, Shift shift, ZoneId zone) {
        this.ticking = ticking;
        this.shift = shift;
        this.zone = zone;
    }

    /// A clock with the machine's time, until it is set.
    public static SandboxClock running() {
        return new SandboxClock(Clock.systemUTC(), new Shift(false), ZoneOffset.UTC);
    }

    /// A clock that starts at this instant and runs on.
    public static SandboxClock runningFrom(Instant instant) {
        SandboxClock clock = running();
        clock.set(instant);
        return clock;
    }

    /// A clock that stands still at this instant.
    public static SandboxClock fixedAt(Instant instant) {
        SandboxClock clock = new SandboxClock(Clock.systemUTC(), new Shift(true), ZoneOffset.UTC);
        clock.set(instant);
        return clock;
    }

    /// Sets it. Nothing that is recorded moves with it; only what happens from now on is dated by
    /// it.
    public void set(Instant instant) {
        synchronized (shift) {
            shift.stands = instant;
            shift.ahead = Duration.between(ticking.instant(), instant);
        }
    }

    /// Moves it forward, or back when negative.
    public void advance(Duration duration) {
        synchronized (shift) {
            shift.stands = shift.stands.plus(duration);
            shift.ahead = shift.ahead.plus(duration);
        }
    }

    @Override
    public Instant instant() {
        synchronized (shift) {
            return shift.fixed ? shift.stands : ticking.instant().plus(shift.ahead);
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SandboxClock(ticking, shift, other);
    }
}
