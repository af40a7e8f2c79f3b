package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.packaged.Guest.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// People of two tenants who work all the time, in both eras, and remember what came of it.
final class SoakLoad implements AutoCloseable {
    private final Reachable service;
    private final List<Guest> guests = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<Deed> deeds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger greedy = new AtomicInteger();
    private volatile boolean over;

    /// What is done.
    enum Kind {
        /// An entry is logged.
        LOG,
        /// One is taken back, once a person has agreed.
        UNDO,
        /// The same agreement is used again.
        AGAIN,
        /// A question is cancelled instead of answered.
        CANCEL,
        /// Something is read.
        READ
    }

    /// What somebody did, and what came of it.
    ///
    /// @param description the entry's, of which there is one
    record Deed(Kind kind, String tenant, String description, Ending ending) {}

    SoakLoad(Reachable service) {
        this.service = service;
    }

    /// All that was done so far.
    List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /// How many calls of whoever calls as often as possible were answered.
    int greedy() {
        return greedy.get();
    }

    /// What may throw.
    private interface Work {
        void one(int number) throws IOException, InterruptedException;
    }

    private void often(Work work) {
        running.add(
                threads.submit(() -> {
                    for (int number = 0; !over; number++) {
                        work.one(number);
                        Thread.sleep(50);
                    }
                    return null;
                }));
    }

    private Guest guest(String token) {
        Guest guest = new Guest(service, token);
        guests.add(guest);
        return guest;
    }

    private Ending note(Kind kind, String tenant, String description, Ending ending)
            throws InterruptedException {
        deeds.add(new Deed(kind, tenant, description, ending));
        if (ending instanceof Ending.Status || ending instanceof Ending.Broken) {
            // As clients do that are told to come back later.
            Thread.sleep(300);
        }
        return ending;
    }

    /// A time at which nobody of this name has logged yet.
    private static String entry(String description, int number) {
        return """
        {"project":"Booking App","description":"%s","start":"2026-0%d-%02d %02d:%02d",\
        "duration":"10m"}\
        """
                .formatted(
                        description,
                        1 + number / 144 / 28 % 9,
                        1 + number / 144 % 28,
                        number / 6 % 24,
                        number % 6 * 10);
    }

    /// Somebody who logs, and takes back some of it.
    void modern(String tenant, String name, String token) {
        Guest guest = guest(token);
        Random random = new Random(name.hashCode());
        often(number -> {
            String description = "%s %s modern %d.".formatted(tenant, name, number);
            ObjectNode log = params("clockify_log_time", entry(description, number));
            Ending logged = note(Kind.LOG, tenant, description, guest.modern(log));
            if (!logged.done() || random.nextInt(3) == 0) {
                note(
                        Kind.READ,
                        tenant,
                        description,
                        guest.modern(params("clockify_list_projects", "{}")));
                return;
            }
            ObjectNode undo =
                    undo(guest.modern(params("clockify_list_changes", "{}")), description);
            if (undo == null) {
                return;
            }
            if (note(Kind.READ, tenant, description, guest.modern(undo))
                    instanceof Ending.Asked asked) {
                ObjectNode yes = agreed(undo, asked.result());
                note(Kind.UNDO, tenant, description, guest.modern(yes));
                note(Kind.AGAIN, tenant, description, guest.modern(yes));
            }
        });
    }

    /// The same of an older client, which keeps a stream open.
    void legacy(String tenant, String name, String token) {
        Guest guest = guest(token);
        guest.listens(threads);
        Random random = new Random(name.hashCode());
        often(number -> {
            String description = "%s %s legacy %d.".formatted(tenant, name, number);
            ObjectNode log = params("clockify_log_time", entry(description, number));
            Ending logged = note(Kind.LOG, tenant, description, guest.legacy(log, question -> {}));
            if (!logged.done()) {
                return;
            }
            ObjectNode undo =
                    undo(
                            guest.legacy(params("clockify_list_changes", "{}"), question -> {}),
                            description);
            if (undo == null) {
                return;
            }
            boolean cancels = random.nextInt(3) == 0;
            int times = 1 + random.nextInt(2);
            note(
                    cancels ? Kind.CANCEL : Kind.UNDO,
                    tenant,
                    description,
                    guest.legacy(
                            undo,
                            question -> {
                                if (cancels) {
                                    guest.cancel();
                                } else {
                                    guest.accept(question, times);
                                }
                            }));
        });
    }

    private static @Nullable ObjectNode undo(Ending changes, String description)
            throws IOException {
        if (!(changes instanceof Ending.Told(String text, boolean failed)) || failed) {
            return null;
        }
        String change =
                text.lines()
                        .filter(line -> line.contains(description))
                        .findFirst()
                        .map(line -> line.substring(0, 5))
                        .orElse("");
        return change.isEmpty()
                ? null
                : params("clockify_undo", "{\"change\":\"%s\"}".formatted(change));
    }

    /// Somebody who calls as often as possible.
    void greedy(String tenant, String token) {
        Guest guest = guest(token);
        for (int i = 0; i < 2; i++) {
            running.add(
                    threads.submit(() -> {
                        while (!over) {
                            Ending ending = guest.modern(params("clockify_policy_info", "{}"));
                            if (ending.done()) {
                                greedy.incrementAndGet();
                            } else {
                                note(Kind.READ, tenant, "greedy", ending);
                                Thread.sleep(50);
                            }
                        }
                        return null;
                    }));
        }
    }

    /// Ends it, when what was begun has ended.
    void end() throws Exception {
        over = true;
        for (Future<?> each : running) {
            each.get(180, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        guests.forEach(Guest::close);
    }
}
