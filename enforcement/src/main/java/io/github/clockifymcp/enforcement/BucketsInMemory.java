package io.github.clockifymcp.enforcement;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The buckets of one process. Each that is asked for is a new one, and full.
public final class BucketsInMemory implements Buckets {
    private final LongSupplier nanos;

    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public BucketsInMemory(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public Bucket of(Whose whose, int perMinute) {
        TokenBucket tokens = new TokenBucket(perMinute, nanos.getAsLong());
        return new Bucket() {
            @Override
            public Taking take() {
                long wait = tokens.take(nanos.getAsLong());
                return wait == 0 ? new Taking.Taken() : new Taking.Empty(Duration.ofNanos(wait));
            }

            @Override
            public void giveBack() {
                tokens.giveBack();
            }

            @Override
            public boolean forgettable() {
                return tokens.full(nanos.getAsLong());
            }
        };
    }
}
