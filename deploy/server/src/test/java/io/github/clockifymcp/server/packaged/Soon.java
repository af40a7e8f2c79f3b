package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

/// Waiting for what comes about by itself.
final class Soon {
    /// Generous, since it says nothing about speed.
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private Soon() {}

    /// What may throw.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits until it holds, and fails when that takes too long.
    static void soon(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
