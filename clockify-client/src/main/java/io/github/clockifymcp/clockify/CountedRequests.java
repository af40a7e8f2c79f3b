package io.github.clockifymcp.clockify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A budget in memory that counts and never refuses.
public final class CountedRequests implements RequestBudget {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MOST_WORKSPACES = 1_000;
    private static final int MOST_INSTANTS = 100_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> asked = new LinkedHashMap<>();
    private final Map<String, RateHeaders> told = new LinkedHashMap<>();

    public CountedRequests(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void asking(ApiRequest<?> request) {
        Deque<Instant> instants = of(workspaceOf(request));
        instants.addLast(clock.instant());
        if (instants.size() > MOST_INSTANTS) {
            instants.removeFirst();
        }
    }

    @Override
    public synchronized void answered(ApiRequest<?> request, int status, RateHeaders headers) {
        if (headers.isPresent()) {
            told.put(workspaceOf(request), headers);
            trim(told);
        }
    }

    /// How many requests a workspace was asked in the last hour.
    public synchronized int inTheLastHour(String workspace) {
        return of(workspace).size();
    }

    /// What Clockify last said about a workspace's budget.
    public synchronized Optional<RateHeaders> told(String workspace) {
        return Optional.ofNullable(told.get(workspace));
    }

    private Deque<Instant> of(String workspace) {
        Deque<Instant> instants = asked.computeIfAbsent(workspace, w -> new ArrayDeque<>());
        trim(asked);
        Instant begin = clock.instant().minus(PERIOD);
        while (!instants.isEmpty() && !instants.getFirst().isAfter(begin)) {
            instants.removeFirst();
        }
        return instants;
    }

    private static void trim(Map<String, ?> map) {
        if (map.size() > MOST_WORKSPACES) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /// The workspace that a request is about; empty for the account.
    private static String workspaceOf(ApiRequest<?> request) {
        String[] segments = request.path().split("/", 4);
        return segments.length > 2 && segments[1].equals("workspaces") ? segments[2] : "";
    }
}
