package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// When the account's entries are that were read or made within the last ten minutes: enough to
/// suspect that some time is recorded already, without asking for it each time.
final class Taken {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int KEPT = 500;
    private static final int MOST = 20;

    private final SequencedMap<String, Seen> seen = new LinkedHashMap<>();

    /// @param end null while it runs
    private record Seen(Instant start, @Nullable Instant end, Instant at) {
        boolean takes(Span span) {
            return start.isBefore(span.end()) && (end == null || end.isAfter(span.start()));
        }
    }

    synchronized void remember(Collection<TimeEntry> entries, Instant now) {
        for (TimeEntry entry : entries) {
            seen.remove(entry.id());
            seen.put(entry.id(), new Seen(entry.start(), entry.end(), now));
        }
        Iterator<String> oldest = seen.keySet().iterator();
        for (int tooMany = seen.size() - KEPT; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }

    /// The ids of those that take some of a span; of many, those that were seen last.
    synchronized List<String> of(Span span, Instant now) {
        return seen.sequencedEntrySet().reversed().stream()
                .filter(one -> !one.getValue().at().isBefore(now.minus(FRESH)))
                .filter(one -> one.getValue().takes(span))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
