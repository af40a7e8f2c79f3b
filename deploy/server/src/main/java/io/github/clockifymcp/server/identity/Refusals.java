package io.github.clockifymcp.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs why callers were refused: for each reason a line in ten seconds at most, however many
/// strangers try.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final String what;
    private final Clock clock;

    // Guarded by this.
    private final Map<String, Instant> said = new HashMap<>();
    private final Map<String, Integer> unsaid = new HashMap<>();

    /// @param what happened, as the beginning of a sentence
    Refusals(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
    }

    /// @param reason one of a few
    synchronized void note(String reason) {
        Instant now = clock.instant();
        Instant last = said.get(reason);
        if (last != null && now.isBefore(last.plus(EVERY))) {
            unsaid.merge(reason, 1, Integer::sum);
            return;
        }
        said.put(reason, now);
        Integer before = unsaid.remove(reason);
        LOG.info("{}; reason={} more_since_last={}", what, reason, before == null ? 0 : before);
    }
}
