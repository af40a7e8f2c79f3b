package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.ApprovalRequest;
import io.github.clockifymcp.clockify.Approvals.Entry;
import io.github.clockifymcp.clockify.Approvals.State;
import io.github.clockifymcp.clockify.Approvals.Status;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A timesheet that was handed in, as an answer shows it.
///
/// @param period its days
/// @param state such as `PENDING`, or what Clockify thinks of next
/// @param note of who changed the state last; null if there is none
/// @param changed since when it stands so, and by whom; null where Clockify does not say
/// @param seconds of its work, and of what is billed; null where Clockify does not say
record Sheet(
        String id,
        String person,
        String period,
        String state,
        @Nullable String note,
        @Nullable String changed,
        @Nullable Long seconds,
        @Nullable Long billableSeconds,
        int entries) {
    private static final int LONGEST_NOTE = 200;
    private static final TimeText TEXT = new TimeText(ZoneOffset.UTC);

    static Sheet of(Approval approval, Workplace ws) {
        ApprovalRequest request = approval.approvalRequest();
        Status status = request.status();
        return new Sheet(
                request.id(),
                person(Requests.name(approval)),
                period(request, ws),
                state(request),
                status == null || status.note() == null || status.note().isBlank()
                        ? null
                        : Lines.beginning(status.note(), LONGEST_NOTE),
                changed(status, ws),
                seconds(approval.trackedTime()),
                seconds(approval.billableTime()),
                approval.entries().size());
    }

    private static String person(String name) {
        return name.isBlank() ? "somebody" : Lines.one(name);
    }

    static String state(ApprovalRequest request) {
        Status status = request.status();
        return status == null ? "UNKNOWN" : Objects.requireNonNullElse(status.state(), "UNKNOWN");
    }

    /// Whether it waits or was agreed to, so that its entries are held.
    static boolean isOpen(ApprovalRequest request) {
        return request.is(State.PENDING) || request.is(State.APPROVED);
    }

    /// `Mon 9 Nov 2026 – Sun 15 Nov 2026`
    static String period(ApprovalRequest request, Workplace ws) {
        LocalDate first = request.firstDay();
        LocalDate after = request.dayAfter();
        return first == null || after == null || !first.isBefore(after)
                ? "unknown days"
                : ws.text().range(new DateRange(first, after));
    }

    private static @Nullable String changed(@Nullable Status status, Workplace ws) {
        Instant at = status == null ? null : status.updatedAt();
        if (status == null || at == null) {
            return null;
        }
        String by = status.updatedByUserName();
        return "%s%s".formatted(ws.text().moment(at), by == null ? "" : " by " + Lines.one(by));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : Long.valueOf(time.toSeconds());
    }

    /// `Elif Yılmaz, Mon 9 Nov 2026 – Sun 15 Nov 2026`
    String said() {
        return "%s, %s".formatted(person, period);
    }

    /// What it comes to: `34:15, 30:00 billable`
    String time() {
        if (seconds == null) {
            return entries + " entries";
        }
        String all = TEXT.duration(Duration.ofSeconds(seconds));
        return billableSeconds == null
                ? all
                : "%s, %s billable"
                        .formatted(all, TEXT.duration(Duration.ofSeconds(billableSeconds)));
    }

    /// `withdrawn approval`
    static String word(String state) {
        return Lines.one(state).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Where it stood, in a sentence: `It was withdrawn`, whatever of it was.
    static String stood(String state) {
        String word = word(state);
        return word.startsWith("withdrawn") ? "withdrawn" : word;
    }

    String line() {
        return Lines.line(
                person,
                false,
                id,
                period,
                word(state) + (changed == null ? "" : " " + changed),
                time(),
                note == null ? "" : "note: " + note);
    }

    /// What somebody who decides on it should see first.
    static List<String> doubts(Approval approval) {
        List<String> doubts = new ArrayList<>();
        List<Entry> work =
                approval.entries().stream().filter(e -> !"BREAK".equals(e.type())).toList();
        count(doubts, work.stream().filter(e -> e.project() == null).count(), "project");
        count(
                doubts,
                work.stream()
                        .filter(e -> e.description() == null || e.description().isBlank())
                        .count(),
                "description");
        if (approval.entries().isEmpty() && approval.expenses().isEmpty()) {
            doubts.add("nothing is in it");
        }
        return doubts;
    }

    private static void count(List<String> doubts, long count, String what) {
        if (count > 0) {
            doubts.add(
                    "%d %s no %s"
                            .formatted(count, count == 1 ? "entry has" : "entries have", what));
        }
    }
}
