package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audit log that remembers its rows, and how many requests had been sent at each.
final class FakeAudit implements Audit {
    private final FakeSender sender;
    private final List<AuditRow> rows = new ArrayList<>();
    private final List<Integer> sentBefore = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private boolean outcomesOnly;

    FakeAudit(FakeSender sender) {
        this.sender = sender;
    }

    void fails(RuntimeException how) {
        failure = how;
    }

    /// The disk is full when something was done, and not before.
    void losesOutcomes() {
        failure = new IllegalStateException("disk full");
        outcomesOnly = true;
    }

    List<AuditRow> rows() {
        return rows;
    }

    AuditRow last() {
        return rows.getLast();
    }

    List<Integer> sentBefore() {
        return sentBefore;
    }

    @Override
    public void intent(AuditRow row) throws IOException {
        add(row);
    }

    @Override
    public void outcome(AuditRow row) throws IOException {
        add(row);
    }

    private void add(AuditRow row) {
        boolean fails = !outcomesOnly || row.phase() == AuditRow.Phase.OUTCOME;
        if (failure != null && fails) {
            throw failure;
        }
        rows.add(row);
        sentBefore.add(sender.received().size());
    }
}
