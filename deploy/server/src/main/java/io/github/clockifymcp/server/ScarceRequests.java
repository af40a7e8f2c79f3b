package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.RateHeaders;
import io.github.clockifymcp.clockify.RequestBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Counts what this person's servers ask of Clockify, and says when little is left.
///
/// Clockify allows new Free workspaces 30 requests an hour, for everybody together (its help page
/// on webhook and API limitations, of May 2026). Whether a workspace is one of these it does not
/// say: more than 30 requests that went well in an hour show that it is none. It never refuses:
/// Clockify's own answer is the better judge.
final class ScarceRequests implements RequestBudget {
    private static final int ALLOWED = 30;
    private static final int FEW = 10;
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int TOO_MANY = 429;
    private static final String KEY = "requests";

    /// Milliseconds since 1970, of this time.
    private static final Pattern INSTANT = Pattern.compile("\\b\\d{13}\\b");

    private final Supplier<NameStore> store;
    private final InstantSource clock;

    // Guarded by this.
    private final Deque<Instant> asked = new ArrayDeque<>();
    private @Nullable RateHeaders told;
    private @Nullable Instant refused;
    private boolean loaded;

    /// @param store where the count outlives the process
    ScarceRequests(Supplier<NameStore> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized void asking(ApiRequest<?> request) {
        load();
        asked.addLast(clock.instant());
        forgetOld();
        if (asked.size() <= ALLOWED) {
            StringBuilder instants = new StringBuilder();
            asked.forEach(instant -> instants.append(instant.toEpochMilli()).append(' '));
            store.get().put(KEY, instants.toString(), PERIOD);
        } else if (asked.size() > 4 * ALLOWED) {
            asked.removeFirst();
        }
    }

    @Override
    public synchronized void answered(ApiRequest<?> request, int status, RateHeaders headers) {
        if (headers.isPresent()) {
            told = headers;
        }
        if (status == TOO_MANY) {
            refused = clock.instant();
        }
    }

    /// How many were asked within the last hour, as far as they are counted.
    synchronized int asked() {
        forgetOld();
        return asked.size();
    }

    /// How many more Clockify says that it allows; not a number when it does not say.
    synchronized double remaining() {
        forgetOld();
        return told == null || told.remaining() == null ? Double.NaN : told.remaining();
    }

    /// What a model should know before it asks for more; empty when there is enough.
    ///
    /// @param free whether the workspace has no paid plan
    synchronized Optional<String> note(boolean free) {
        forgetOld();
        if (told != null && told.remaining() != null && told.remaining() <= few(told)) {
            return Optional.of(
                    "Clockify allows %d more requests%s."
                            .formatted(
                                    told.remaining(),
                                    told.reset() == null ? "" : " until " + told.reset()));
        }
        if (refused != null && refused.plus(PERIOD).isAfter(clock.instant())) {
            return Optional.of(
                    "Clockify has refused requests within the last hour because there were too"
                            + " many. Ask for little.");
        }
        int left = ALLOWED - asked.size();
        return free && left >= 0 && left <= FEW
                ? Optional.of(
                        "%d requests were sent to Clockify within the last hour; a new Free"
                                        .formatted(asked.size())
                                + " workspace allows 30, to everybody together.")
                : Optional.empty();
    }

    private static int few(RateHeaders told) {
        return told.limit() == null ? FEW : Math.min(FEW, told.limit() / 3);
    }

    /// What the process before this one has asked.
    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        // Other programs can write there too: what is no count is none.
        INSTANT.matcher(store.get().get(KEY).orElse(""))
                .results()
                .map(found -> Instant.ofEpochMilli(Long.parseLong(found.group())))
                .filter(instant -> !instant.isAfter(clock.instant()))
                .sorted()
                .forEach(asked::addLast);
    }

    private void forgetOld() {
        Instant begin = clock.instant().minus(PERIOD);
        while (!asked.isEmpty() && !asked.getFirst().isAfter(begin)) {
            asked.removeFirst();
        }
        if (told != null && told.reset() != null && !clock.instant().isBefore(told.reset())) {
            told = null;
        }
    }
}
