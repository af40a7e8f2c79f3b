package io.github.clockifymcp.server.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Does checks side by side, each within its time. One that breaks or is late is a finding as well,
/// and takes no other with it.
public final class Examination {
    private Examination() {}

    /// What the checks find, in the order of sections and, within one, of checks.
    public static List<Finding> of(List<Check> checks) throws InterruptedException {
        List<Running> running = checks.stream().map(Running::new).toList();
        List<Finding> found = new ArrayList<>();
        for (Running each : running) {
            each.await();
            found.addAll(each.findings.close());
        }
        found.sort(Comparator.comparing(finding -> finding.symptom().section()));
        return List.copyOf(found);
    }

    private static final class Running {
        private final Check check;
        private final Findings findings = new Findings();
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private final long begun = System.nanoTime();
        private final Thread thread;

        Running(Check check) {
            this.check = check;
            this.thread = Thread.ofVirtual().name("doctor").start(this::look);
        }

        private void look() {
            try {
                check.work().look(findings);
                done.complete(true);
            } catch (Throwable e) { // whatever it is, it is this check's alone
                done.completeExceptionally(e);
            }
        }

        void await() throws InterruptedException {
            long left = check.most().toNanos() - (System.nanoTime() - begun);
            try {
                done.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                findings.add(
                        Symptom.CHECK_LATE,
                        "Looking at %s took longer than %d seconds."
                                .formatted(check.name(), check.most().toSeconds()),
                        "Look whether something on the way there swallows what is sent.");
                thread.interrupt();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                findings.add(
                        Symptom.CHECK_BROKE,
                        "Looking at %s broke off: %s.".formatted(check.name(), Words.why(cause)),
                        "This is a defect of doctor; the rest of the report holds.");
            }
        }
    }
}
