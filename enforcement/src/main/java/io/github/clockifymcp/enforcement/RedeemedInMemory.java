package io.github.clockifymcp.enforcement;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Remembers within one process. Full of confirmations that have not expired, it takes every
/// further one for used.
public final class RedeemedInMemory implements Redeemed {
    private static final int MOST = 100_000;

    private final Clock clock;
    private final int most;
    private final Map<Key, Instant> used = new HashMap<>();
    private Instant nextPurge = Instant.MIN;

    private record Key(String tenant, String nonce) {}

    public RedeemedInMemory(Clock clock) {
        this(clock, MOST);
    }

    RedeemedInMemory(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    @Override
    public synchronized boolean redeem(String tenant, String nonce, Instant expires) {
        Instant now = clock.instant();
        if (!now.isBefore(nextPurge)) {
            used.values().removeIf(end -> end.isBefore(now));
            nextPurge = now.plusSeconds(60);
        }
        return used.size() < most && used.putIfAbsent(new Key(tenant, nonce), expires) == null;
    }
}
