package io.github.clockifymcp.sandbox;

import java.util.Set;
import java.util.TreeSet;

/// How a sandbox starts.
///
/// @param port the port on 127.0.0.1; 0 for any that is free
/// @param clock what it takes for the time; the seed ends at its instant
/// @param startingStopsRunningTimer whether starting a timer ends one that runs, which is what
///   Clockify is known to do; otherwise the second start is refused
/// @param bodyLimit the most bytes of a request body, more is answered with 413
/// @param remembered how many requests [Sandbox#received] keeps
/// @param withoutFeatures what the workspaces' plans lack, such as `EXPENSES`
public record SandboxOptions(
        int port,
        SandboxClock clock,
        boolean startingStopsRunningTimer,
        int bodyLimit,
        int remembered,
        Set<String> withoutFeatures) {

    /// Options whose features there are.
    public SandboxOptions {
        withoutFeatures = Set.copyOf(withoutFeatures);
        Set<String> unknown = new TreeSet<>(withoutFeatures);
        Seed.features().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No plan has " + String.join(", ", unknown));
        }
    }

    /// A sandbox on any free port, whose plans have everything.
    public static SandboxOptions with(SandboxClock clock) {
        return new SandboxOptions(0, clock, true, 1 << 20, 1_000, Set.of());
    }

    /// The same on this port.
    public SandboxOptions onPort(int other) {
        return new SandboxOptions(
                other, clock, startingStopsRunningTimer, bodyLimit, remembered, withoutFeatures);
    }

    /// The same, but a second timer is refused while one runs.
    public SandboxOptions refusingSecondTimer() {
        return new SandboxOptions(port, clock, false, bodyLimit, remembered, withoutFeatures);
    }

    /// The same, but the plans lack these features.
    ///
    /// @throws IllegalArgumentException when there is no such feature
    public SandboxOptions without(Set<String> features) {
        return new SandboxOptions(
                port, clock, startingStopsRunningTimer, bodyLimit, remembered, features);
    }
}
