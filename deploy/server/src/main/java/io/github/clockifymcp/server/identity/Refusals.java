package io.github.clockifymcp.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs why tokens were refused: for each reason a line in ten seconds at most, however many
/// strangers try.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Clock clock;

    // Guarded by this.
    private final Map<Fault, Instant> said = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> unsaid = new EnumMap<>(Fault.class);

    Refusals(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(Fault fault) {
        Instant now = clock.instant();
        Instant last = said.get(fault);
        if (last != null && now.isBefore(last.plus(EVERY))) {
            unsaid.merge(fault, 1, Integer::sum);
            return;
        }
        said.put(fault, now);
        Integer before = unsaid.remove(fault);
        LOG.info(
                "A token was refused; reason={} more_since_last={}",
                fault,
                before == null ? 0 : before);
    }
}
