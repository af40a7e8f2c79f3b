package io.github.clockifymcp.sandbox;

/// How a sandbox starts.
///
/// @param port the port on 127.0.0.1; 0 for any that is free
/// @param clock what it takes for the time; the seed ends at its instant
/// @param startingStopsRunningTimer whether starting a timer ends one that runs, which is what
///   Clockify is known to do; otherwise the second start is refused
/// @param bodyLimit the most bytes of a request body, more is answered with 413
/// @param remembered how many requests [Sandbox#received] keeps
public record SandboxOptions(
        int port,
        SandboxClock clock,
        boolean startingStopsRunningTimer,
        int bodyLimit,
        int remembered) {

    /// A sandbox on any free port.
    public static SandboxOptions with(SandboxClock clock) {
        return new SandboxOptions(0, clock, true, 1 << 20, 1_000);
    }

    /// The same on this port.
    public SandboxOptions onPort(int other) {
        return new SandboxOptions(other, clock, startingStopsRunningTimer, bodyLimit, remembered);
    }

    /// The same, but a second timer is refused while one runs.
    public SandboxOptions refusingSecondTimer() {
        return new SandboxOptions(port, clock, false, bodyLimit, remembered);
    }
}
