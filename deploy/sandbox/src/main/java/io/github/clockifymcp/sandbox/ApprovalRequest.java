package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// A period of somebody's time, handed in for approval.
///
/// @param userId whose time it is
/// @param creatorId who handed it in
/// @param type TIMESHEET, EXPENSE or TIMESHEET_AND_EXPENSE
/// @param start the period's first day
/// @param end the first day after it
/// @param entryIds what was handed in; what is logged later is not part of it
record ApprovalRequest(
        String id,
        String userId,
        String creatorId,
        String type,
        LocalDate start,
        LocalDate end,
        Set<String> entryIds,
        Status status)
        implements Row {

    /// Where it stands.
    ///
    /// @param state PENDING, APPROVED, REJECTED, WITHDRAWN_SUBMISSION or WITHDRAWN_APPROVAL
    /// @param updatedBy the id of who brought it there
    record Status(String state, String note, String updatedBy, Instant updatedAt) {}

    ApprovalRequest {
        entryIds = Set.copyOf(entryIds);
    }

    /// A week as its owner counts them, with all of their finished entries in it.
    static ApprovalRequest week(
            State workspace,
            String id,
            Account owner,
            LocalDate day,
            String creatorId,
            String type,
            Status status) {
        LocalDate start = day.with(TemporalAdjusters.previousOrSame(owner.weekStart()));
        ApprovalRequest empty =
                new ApprovalRequest(
                        id,
                        owner.id(),
                        creatorId,
                        type,
                        start,
                        start.plusWeeks(1),
                        Set.of(),
                        status);
        return empty.withOpenEntries(workspace, owner, status);
    }

    /// The same with those of the period's entries that are not in another request.
    ApprovalRequest withOpenEntries(State workspace, Account owner, Status other) {
        Set<String> ids = new HashSet<>(entryIds);
        if (coversTime()) {
            Instant from = start.atStartOfDay(owner.zone()).toInstant();
            Instant to = end.atStartOfDay(owner.zone()).toInstant();
            ids.addAll(
                    workspace
                            .entries()
                            .of(userId)
                            .filter(entry -> !entry.isRunning())
                            .filter(entry ->
                                    !entry.start().isBefore(from) && entry.start().isBefore(to))
                            .filter(entry -> !isHeld(workspace, entry.id()))
                            .map(TimeEntry::id)
                            .collect(Collectors.toSet()));
        }
        return new ApprovalRequest(id, userId, creatorId, type, start, end, ids, other);
    }

    ApprovalRequest with(Status other) {
        return new ApprovalRequest(id, userId, creatorId, type, start, end, entryIds, other);
    }

    boolean is(String state) {
        return status.state().equals(state);
    }

    /// Whether it waits or was agreed to, so that what is in it stays as it is.
    boolean holds() {
        return is("PENDING") || is("APPROVED");
    }

    boolean coversTime() {
        return !type.equals("EXPENSE");
    }

    boolean coversExpenses() {
        return !type.equals("TIMESHEET");
    }

    /// Whether both are about the same.
    boolean collidesWith(ApprovalRequest other) {
        boolean time = coversTime() && other.coversTime();
        boolean expenses = coversExpenses() && other.coversExpenses();
        return userId.equals(other.userId) && start.equals(other.start) && (time || expenses);
    }

    /// Whether an entry is in a request that is pending or approved.
    static boolean isHeld(State workspace, String entryId) {
        return workspace
                .table(ApprovalRequest.class)
                .any(request -> request.holds() && request.entryIds.contains(entryId));
    }
}
