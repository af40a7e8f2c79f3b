package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request for time off as lists show it.
///
/// @param when its days, or its hours in the account's zone
/// @param amount what it takes off the balance, with its unit; null where Clockify does not say
/// @param status `pending`, `approved`, `rejected`, or what Clockify thinks of next
record LeaveRow(
        String id,
        String person,
        String policy,
        String when,
        @Nullable String amount,
        String status,
        @Nullable String note) {

    static LeaveRow of(Leave leave, Workplace ws) {
        return new LeaveRow(
                leave.id(),
                leave.userName() == null ? leave.userId() : leave.userName(),
                leave.policyName() == null ? leave.policyId() : leave.policyName(),
                LeaveWords.when(leave, ws),
                leave.amount() == null ? null : LeaveWords.said(leave.amount(), leave.unit()),
                leave.status().toLowerCase(Locale.ROOT),
                leave.note());
    }

    String line() {
        return Lines.line(
                person,
                false,
                id,
                policy,
                when,
                amount == null ? "" : amount,
                status,
                note == null ? "" : Lines.beginning(note, 80));
    }

    /// For a summary: `‹Mina›, Vacation, Mon 21 Dec 2026, 1 day`.
    String said() {
        return "‹%s›, %s, %s%s"
                .formatted(
                        Lines.one(person),
                        Lines.one(policy),
                        when,
                        amount == null ? "" : ", " + amount);
    }
}
