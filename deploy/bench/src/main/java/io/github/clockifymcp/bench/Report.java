package io.github.clockifymcp.bench;

import java.util.Arrays;
import java.util.Locale;

/// What came of sending the same request over and over.
final class Report {
    private final long[] nanosSorted;
    private final long answered;
    private final long errors;
    private final long elapsedNanos;
    private final long cpuMicros;

    /// @param nanos how long each answer took
    /// @param answered how many answers were as they should be
    /// @param errors how many were not
    /// @param cpuMicros processor time of the server meanwhile
    Report(long[] nanos, long answered, long errors, long elapsedNanos, long cpuMicros) {
        this.nanosSorted = nanos.clone();
        Arrays.sort(nanosSorted);
        this.answered = answered;
        this.errors = errors;
        this.elapsedNanos = elapsedNanos;
        this.cpuMicros = cpuMicros;
    }

    long errors() {
        return errors;
    }

    double perSecond() {
        return answered * 1e9 / elapsedNanos;
    }

    /// Processor time of the server for one call, in microseconds.
    double cpuEach() {
        return cpuMicros / (double) Math.max(1, answered);
    }

    double medianMicros() {
        return at(0.5) / 1e3;
    }

    double p99Micros() {
        return at(0.99) / 1e3;
    }

    /// `68 / 140 µs`: p50 and p99.
    String latency() {
        return String.format(Locale.ROOT, "%.0f / %.0f µs", medianMicros(), at(0.99) / 1e3);
    }

    /// What of the median is the server's own: what is left without the floor's.
    String beside(Report floor) {
        return String.format(Locale.ROOT, "%.0f µs more than the floor", over(floor));
    }

    /// How much more processor time a call takes than the floor's.
    String cpuBeside(Report floor) {
        return String.format(Locale.ROOT, "%+.0f µs", cpuEach() - floor.cpuEach());
    }

    /// How many calls a second, beside the floor's.
    String share(Report floor) {
        return String.format(
                Locale.ROOT, "%.1f %% of the floor's calls", 100 * perSecond() / floor.perSecond());
    }

    /// Whether there were so many calls a second, or as large a share of the floor's as those are
    /// of what 128 callers can get who wait 50 ms each time.
    boolean throughput(int enough, Report floor) {
        double most = 128 / 0.05;
        return perSecond() >= enough || perSecond() / floor.perSecond() >= enough / most;
    }

    /// How much longer the median is than the floor's, in microseconds.
    double over(Report floor) {
        return medianMicros() - floor.medianMicros();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s; %.0f a second; %.0f µs CPU each; %d errors",
                latency(),
                perSecond(),
                cpuEach(),
                errors);
    }

    private double at(double part) {
        if (nanosSorted.length == 0) {
            return 0;
        }
        int index = (int) Math.min(nanosSorted.length - 1, nanosSorted.length * part);
        return nanosSorted[index];
    }
}
