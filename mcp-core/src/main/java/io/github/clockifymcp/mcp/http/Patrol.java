package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks round again and again and asks of everybody who is inside whether they still may be; who
/// may not is shown out with all that goes on of theirs. The door asks at every request, so this is
/// about what goes on without one: streams, and calls that run.
///
/// However much goes on of somebody, it is one question. A round that takes long is not overtaken
/// by the next.
final class Patrol implements Pulse.Beat {
    /// What is said to who is shown out.
    static final String SENTENCE = "Forbidden: you may not call here any more.";

    private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

    private final Authenticator authenticator;
    private final Supplier<? extends Collection<Guest>> guests;
    private final Executor threads;
    private final long every;
    private final AtomicBoolean walking = new AtomicBoolean();

    // Used by the pulse alone.
    private long last = System.nanoTime();

    /// Something that goes on of somebody.
    ///
    /// @param out ends it
    record Guest(Principal principal, Runnable out) {}

    /// @param threads for what may block
    Patrol(
            Authenticator authenticator,
            Supplier<? extends Collection<Guest>> guests,
            Executor threads,
            Duration every) {
        this.authenticator = authenticator;
        this.guests = guests;
        this.threads = threads;
        this.every = every.toNanos();
    }

    @Override
    public boolean beat(long now) {
        if (now - last >= every && walking.compareAndSet(false, true)) {
            last = now;
            threads.execute(this::walk);
        }
        return true;
    }

    private void walk() {
        try {
            Map<Who, List<Guest>> inside = new HashMap<>();
            for (Guest guest : guests.get()) {
                inside.computeIfAbsent(Who.of(guest.principal()), first -> new ArrayList<>())
                        .add(guest);
            }
            for (List<Guest> theirs : inside.values()) {
                if (!mayStay(theirs.getFirst().principal())) {
                    LOG.info("Somebody may not be here any more; ended={}", theirs.size());
                    theirs.forEach(Patrol::showOut);
                }
            }
        } finally {
            walking.set(false);
        }
    }

    private boolean mayStay(Principal principal) {
        try {
            return switch (authenticator.again(principal)) {
                case Identity.Authenticated known -> true;
                case Identity.Unavailable later -> true;
                case Identity.Unauthenticated unknown -> false;
                case Identity.Forbidden forbidden -> false;
            };
        } catch (RuntimeException e) {
            LOG.warn("It cannot be found out who may stay; type={}", e.getClass().getName());
            return true;
        }
    }

    private static void showOut(Guest guest) {
        try {
            guest.out().run();
        } catch (RuntimeException e) { // the next round tries again
            LOG.warn("Something of somebody goes on; type={}", e.getClass().getName());
        }
    }
}
