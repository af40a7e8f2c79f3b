package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Timesheets that people hand in for a period, and what became of them. There is no way to read
/// one alone: it has to be looked for in the list.
public final class Approvals {

    private static final String RESUBMIT = "resubmit-entries-for-approval";

    private final Connection connection;
    private final String workspace;

    Approvals(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of the requests that the key's owner may see, each with its entries.
    public Page<Approval> list(Filter filter, Paging paging) {
        return connection.page(path(), filter.query, paging, Approval.class);
    }

    /// Hands in a period of the key's owner: its time, and its expenses where there are some.
    public ApiRequest<ApprovalRequest> submit(Submission period) {
        return ApiRequest.post(path(), Json.tree(period), ApprovalRequest.class);
    }

    /// Hands in a part of a period. The type stands where a request's id would.
    public ApiRequest<ApprovalRequest> submit(Type type, Submission period) {
        return ApiRequest.post(path(type.name()), Json.tree(period), ApprovalRequest.class);
    }

    /// Hands in a period of another person.
    public ApiRequest<ApprovalRequest> submitFor(String user, Submission period) {
        return ApiRequest.post(path("users", user), Json.tree(period), ApprovalRequest.class);
    }

    /// Hands in a part of a period of another person.
    public ApiRequest<ApprovalRequest> submitFor(String user, Type type, Submission period) {
        return ApiRequest.post(
                path("users", user, type.name()), Json.tree(period), ApprovalRequest.class);
    }

    /// Hands in again what of a period is neither pending nor approved: after a rejection or a
    /// withdrawal, or what was logged since.
    public ApiRequest<ApprovalRequest> resubmit(Submission period) {
        return ApiRequest.post(path(RESUBMIT), Json.tree(period), ApprovalRequest.class);
    }

    /// The same for another person.
    public ApiRequest<ApprovalRequest> resubmitFor(String user, Submission period) {
        return ApiRequest.post(
                path("users", user, RESUBMIT), Json.tree(period), ApprovalRequest.class);
    }

    /// Approves, rejects or withdraws a request.
    ///
    /// @param note shown with it; null for none
    public ApiRequest<ApprovalRequest> changeState(String id, State state, @Nullable String note) {
        return ApiRequest.patch(
                path(id), Json.tree(new StateChange(state, note)), ApprovalRequest.class);
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "approval-requests");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    private record StateChange(
            State state, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note) {}

    /// Where a request stands.
    public enum State {
        PENDING,
        APPROVED,
        REJECTED,
        /// Taken back before anybody decided.
        WITHDRAWN_SUBMISSION,
        /// Approved, and taken back.
        WITHDRAWN_APPROVAL
    }

    /// What of a period is handed in.
    public enum Type {
        TIMESHEET,
        EXPENSE,
        TIMESHEET_AND_EXPENSE
    }

    /// How long periods are; a setting of the workspace that cannot be read over the API.
    public enum Period {
        WEEKLY,
        /// The 1st to the 15th, and the 16th to the month's last day.
        SEMI_MONTHLY,
        MONTHLY
    }

    /// A period to hand in.
    ///
    /// @param period must be the workspace's
    /// @param periodStart as `2026-11-16T00:00:00Z`: Clockify wants an instant and means a day
    public record Submission(Period period, String periodStart) {

        public static Submission of(Period period, LocalDate firstDay) {
            return new Submission(
                    period, Json.text(firstDay.atStartOfDay().toInstant(ZoneOffset.UTC)));
        }
    }

    /// A request and what it asks to approve.
    ///
    /// @param trackedTime of all its entries, and the others of some; null where Clockify leaves
    ///   them out
    public record Approval(
            ApprovalRequest approvalRequest,
            @Nullable Duration trackedTime,
            @Nullable Duration billableTime,
            @Nullable Duration breakTime,
            @Nullable Duration approvedTime,
            @Nullable Duration pendingTime,
            List<Entry> entries,
            List<Expense> expenses) {

        public Approval {
            Objects.requireNonNull(approvalRequest, "approvalRequest");
            entries = Json.list(entries);
            expenses = Json.list(expenses);
        }

        public String id() {
            return approvalRequest.id();
        }
    }

    /// A request.
    ///
    /// @param owner whose time it is
    /// @param creator who handed it in
    /// @param type one of [Type]; null where Clockify leaves it out
    public record ApprovalRequest(
            String id,
            @Nullable String type,
            @Nullable Owner owner,
            @Nullable Creator creator,
            @Nullable DateRange dateRange,
            @Nullable Status status) {

        public ApprovalRequest {
            Objects.requireNonNull(id, "id");
        }

        /// Whether it stands so.
        public boolean is(State state) {
            return status != null && state.name().equals(status.state());
        }

        /// The first day of its period; null where Clockify does not say.
        public @Nullable LocalDate firstDay() {
            return dateRange == null ? null : midnight(dateRange.start());
        }

        /// The first day after its period; null where Clockify does not say.
        public @Nullable LocalDate dayAfter() {
            return dateRange == null ? null : midnight(dateRange.end());
        }

        // Whether periods begin at midnight in UTC or where the owner is, and whether they end at
        // midnight or a moment before, is not on record; the nearest midnight is right for each.
        private @Nullable LocalDate midnight(@Nullable Instant instant) {
            ZoneId zone = owner == null ? ZoneOffset.UTC : owner.zone();
            return instant == null
                    ? null
                    : LocalDateTime.ofInstant(instant, zone).plusHours(12).toLocalDate();
        }
    }

    /// Whose time it is.
    ///
    /// @param timeZone such as `Europe/Belgrade`
    /// @param startOfWeek such as `MONDAY`
    public record Owner(
            @Nullable String userId,
            @Nullable String userName,
            @Nullable String timeZone,
            @Nullable String startOfWeek) {

        ZoneId zone() {
            return timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone)
                    ? ZoneId.of(timeZone)
                    : ZoneOffset.UTC;
        }
    }

    public record Creator(
            @Nullable String userId, @Nullable String userName, @Nullable String userEmail) {}

    public record DateRange(@Nullable Instant start, @Nullable Instant end) {}

    /// Where a request stands, and since when.
    ///
    /// @param state one of [State], or what Clockify thinks of next
    /// @param note of who changed it last
    public record Status(
            @Nullable String state,
            @Nullable String note,
            @Nullable String updatedBy,
            @Nullable String updatedByUserName,
            @Nullable Instant updatedAt) {}

    /// An entry of a request.
    public record Entry(
            String id,
            @Nullable String description,
            boolean billable,
            @Nullable Interval timeInterval,
            @Nullable Named project,
            @Nullable Named task,
            @Nullable String type) {}

    public record Interval(@Nullable Instant start, @Nullable Instant end) {}

    /// A project or task by its name.
    ///
    /// @param clientName of a project's client
    public record Named(@Nullable String id, @Nullable String name, @Nullable String clientName) {}

    /// An expense of a request.
    public record Expense(String id) {}

    /// Which requests. Clockify knows no other filters: neither people nor dates, and of the states
    /// only three.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter all() {
            return new Filter(Query.none());
        }

        public Filter pending() {
            return new Filter(query.with("status", State.PENDING.name()));
        }

        public Filter approved() {
            return new Filter(query.with("status", State.APPROVED.name()));
        }

        /// Approved once, and taken back.
        public Filter withdrawnApproval() {
            return new Filter(query.with("status", State.WITHDRAWN_APPROVAL.name()));
        }

        /// Sorted by `ID`, `USER_ID`, `START` or `UPDATED_AT`.
        public Filter sortedBy(String column, SortOrder order) {
            return new Filter(query.with("sort-column", column).with("sort-order", order.name()));
        }
    }
}
