package io.github.clockifymcp.mcp.parity;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What went over the wires while the scenarios ran.
final class Spoken {
    /// Of this run.
    static final Spoken HERE = new Spoken();

    private final Map<Leg, Set<String>> met = new ConcurrentHashMap<>();
    private final Map<Leg, Set<String>> refused = new ConcurrentHashMap<>();
    private final Set<Difference> held = ConcurrentHashMap.newKeySet();
    private final Set<Difference> failed = ConcurrentHashMap.newKeySet();

    private Spoken() {}

    /// A notification or a request of the server's came, or a request was answered with a result.
    void met(Leg leg, String method) {
        met.computeIfAbsent(leg, any -> ConcurrentHashMap.newKeySet()).add(method);
    }

    /// A request was answered with an error.
    void refused(Leg leg, String method) {
        refused.computeIfAbsent(leg, any -> ConcurrentHashMap.newKeySet()).add(method);
    }

    void differed(Difference difference, boolean here) {
        (here ? held : failed).add(difference);
    }

    Set<String> metOn(Leg leg) {
        return new TreeSet<>(met.getOrDefault(leg, Set.of()));
    }

    Set<String> refusedOn(Leg leg) {
        return new TreeSet<>(refused.getOrDefault(leg, Set.of()));
    }

    /// Whether it was told apart on both sides.
    boolean seenBothWays(Difference difference) {
        return held.contains(difference) && failed.contains(difference);
    }
}
