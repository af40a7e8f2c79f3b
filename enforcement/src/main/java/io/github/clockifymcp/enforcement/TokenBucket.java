package io.github.clockifymcp.enforcement;

/// Lets through so many calls a minute, at most a minute's worth at once.
final class TokenBucket {
    private static final double NANOS_A_MINUTE = 60e9;

    private final double capacity;
    private double tokens;
    private long filledAt;

    /// @param now from the same source of nanoseconds as later ones
    TokenBucket(int perMinute, long now) {
        this.capacity = perMinute;
        this.tokens = perMinute;
        this.filledAt = now;
    }

    /// Takes one, or says in how many nanoseconds there will be one; 0 when it was taken.
    synchronized long take(long now) {
        fill(now);
        if (tokens >= 1) {
            tokens -= 1;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) * NANOS_A_MINUTE / capacity));
    }

    synchronized void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }

    /// Whether it is as good as new.
    synchronized boolean full(long now) {
        fill(now);
        return tokens >= capacity;
    }

    private void fill(long now) {
        // The difference, since a nanosecond clock may start anywhere and wrap.
        long passed = now - filledAt;
        if (passed > 0) {
            tokens = Math.min(capacity, tokens + passed * capacity / NANOS_A_MINUTE);
            filledAt = now;
        }
    }
}
