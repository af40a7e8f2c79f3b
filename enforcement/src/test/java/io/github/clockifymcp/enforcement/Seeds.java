package io.github.clockifymcp.enforcement;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a check on random input, again and again. A failure names the seed that shows it.
final class Seeds {
    private Seeds() {}

    static void each(int times, Consumer<Random> check) {
        for (long seed = 0; seed < times; seed++) {
            try {
                check.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
