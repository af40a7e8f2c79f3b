package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/// What the entries of a request for approval come to.
final class ApprovalSums {

    private static final double SECONDS_PER_HOUR = 3_600;

    private Duration work = Duration.ZERO;
    private Duration billable = Duration.ZERO;
    private Duration breaks = Duration.ZERO;
    private double billableCents;
    private double costCents;

    /// Counts an entry.
    ///
    /// @param written the entry as it is written, with its rates
    void add(TimeEntry entry, ObjectNode written) {
        double hours = entry.spent().toSeconds() / SECONDS_PER_HOUR;
        if (entry.type().equals("BREAK")) {
            breaks = breaks.plus(entry.spent());
            return;
        }
        work = work.plus(entry.spent());
        costCents += hours * written.path("costRate").path("amount").asLong();
        if (entry.billable()) {
            billable = billable.plus(entry.spent());
            billableCents += hours * written.path("hourlyRate").path("amount").asLong();
        }
    }

    void writeTo(ObjectNode json, String state) {
        json.put("trackedTime", work.toString());
        json.put("billableTime", billable.toString());
        json.put("breakTime", breaks.toString());
        json.put("approvedTime", (state.equals("APPROVED") ? work : Duration.ZERO).toString());
        json.put("pendingTime", (state.equals("PENDING") ? work : Duration.ZERO).toString());
        json.put("billableAmount", billableCents);
        json.put("costAmount", costCents);
        json.put("expenseTotal", 0.0);
    }
}
