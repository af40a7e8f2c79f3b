package io.github.clockifymcp.mcp.http;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for what happens by itself, and fails when it does not.
final class Until {
    private Until() {}

    static void so(BooleanSupplier condition) {
        long end = System.nanoTime() + Site.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
