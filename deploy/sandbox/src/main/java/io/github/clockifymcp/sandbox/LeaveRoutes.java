package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requests for time off: asked for, searched, decided and withdrawn. A policy of days wants a
/// first day and a number of days, one of hours a start and an end. One sees one's own, and those
/// one may decide.
///
/// Two things nobody has proven of Clockify are taken for granted: `days` counts days of the
/// calendar from the first, of which the working ones are taken off the balance, and a request may
/// not touch another one of its person that is open or approved.
final class LeaveRoutes implements Routes {

    private static final String UNDER = PolicyRoutes.ONE + "/requests";
    private static final String ONE = UNDER + "/{request}";
    private static final List<String> STATUSES = List.of("PENDING", "APPROVED", "REJECTED", "ALL");
    private static final List<String> HALVES = List.of("FIRST_HALF", "SECOND_HALF", "NOT_DEFINED");
    private static final int MOST_DAYS = 999;

    @Override
    public void addTo(Router router) {
        router.add("POST", "/workspaces/{ws}/time-off/requests", LeaveRoutes::search);
        router.add("POST", UNDER, call -> create(call, call.member()));
        router.add("POST", PolicyRoutes.ONE + "/users/{user}/requests", LeaveRoutes::createFor);
        router.add("PATCH", ONE, LeaveRoutes::decide);
        router.add("DELETE", ONE, LeaveRoutes::delete);
    }

    private static Answer search(Call call) {
        call.needs("TIME_OFF");
        Body body = call.body();
        List<String> statuses = body.texts("statuses");
        if (!STATUSES.containsAll(statuses)) {
            throw ApiError.field("statuses", "");
        }
        List<String> users = body.texts("users");
        Optional<Instant> start = body.instant("start");
        Optional<Instant> end = body.instant("end");
        List<Leave> found =
                table(call).all().stream()
                        .filter(leave -> sees(call, leave))
                        .filter(leave ->
                                statuses.isEmpty()
                                        || statuses.contains("ALL")
                                        || statuses.contains(leave.decision().status()))
                        .filter(leave -> users.isEmpty() || users.contains(leave.userId()))
                        .filter(leave -> start.map(s -> leave.end().isAfter(s)).orElse(true))
                        .filter(leave -> end.map(e -> leave.start().isBefore(e)).orElse(true))
                        .sorted(Comparator.comparing(Leave::asked).reversed())
                        .toList();
        Query paging =
                new Query(
                        Map.of(
                                "page", List.of(body.text("page").orElse("1")),
                                "page-size", List.of(body.text("pageSize").orElse("50"))));
        Answer page =
                Pages.of(paging, found, l -> l.whole(call, policyOf(call, l)), Pages.USUAL, 200);
        return Answer.ok(Json.object().put("count", found.size()).set("requests", page.body()));
    }

    private static boolean sees(Call call, Leave leave) {
        Member member = call.member();
        return leave.userId().equals(member.id()) || policyOf(call, leave).isDecidedBy(member);
    }

    private static Answer createFor(Call call) {
        Policy policy = policy(call);
        Member user = call.workspace().member(call.path("user"));
        if (!user.id().equals(call.member().id()) && !policy.isDecidedBy(call.member())) {
            throw ApiError.denied();
        }
        return create(call, user);
    }

    private static Answer create(Call call, Member user) {
        Policy policy = policy(call);
        if (policy.archived()) {
            throw ApiError.rule("Policy is archived");
        }
        if (!policy.audience().has(user.id())) {
            throw ApiError.denied();
        }
        Leave leave = asked(call, policy, user);
        State workspace = call.workspace();
        BigDecimal left = Assignment.balance(workspace, policy, user.id()).subtract(leave.amount());
        if (!policy.allows(left)) {
            throw ApiError.rule("Insufficient balance");
        }
        if (table(call).any(other -> meets(other, leave))) {
            throw ApiError.rule("Time off overlaps with an existing request");
        }
        return Answer.ok(table(call).put(leave).whole(call, policy));
    }

    private static boolean meets(Leave other, Leave leave) {
        boolean halves =
                other.half() != null && leave.half() != null && !other.half().equals(leave.half());
        return other.userId().equals(leave.userId())
                && !other.is("REJECTED")
                && !halves
                && other.start().isBefore(leave.end())
                && leave.start().isBefore(other.end());
    }

    private static Leave asked(Call call, Policy policy, Member user) {
        Body time = object(call.body(), "timeOffPeriod");
        Body period = object(time, "period");
        Time taken = policy.inDays() ? days(call, policy, user, time, period) : hours(period);
        Leave.Decision decision =
                policy.approval().required()
                        ? Leave.PENDING
                        : new Leave.Decision("APPROVED", null, null, null);
        return new Leave(
                call.company().newId(),
                policy.id(),
                user.id(),
                call.member().id(),
                taken.start,
                taken.end,
                taken.half,
                taken.amount,
                call.body().text("note").orElse(""),
                call.now(),
                decision);
    }

    private record Time(Instant start, Instant end, @Nullable String half, BigDecimal amount) {}

    private static Time days(Call call, Policy policy, Member user, Body time, Body period) {
        if (period.has("end")) {
            throw ApiError.rule("Value for number of days is not allowed");
        }
        LocalDate first;
        try {
            first = LocalDate.parse(period.required("start"));
        } catch (DateTimeException e) {
            throw ApiError.rule("invalid date format");
        }
        long days = period.amount("days").orElseThrow(() -> ApiError.rule("must not be null"));
        if (days < 1 || days > MOST_DAYS) {
            throw ApiError.field("days", "");
        }
        boolean halved = time.flag("isHalfDay").orElse(false);
        String half = time.word("halfDayPeriod", HALVES).orElse("NOT_DEFINED");
        if (halved && (!policy.halfDays() || days != 1 || half.equals("NOT_DEFINED"))) {
            throw ApiError.rule("Half day is not allowed");
        }
        LocalDate last = first.plusDays(days - 1);
        BigDecimal amount = Leave.workingDays(call.workspace(), user.id(), first, last);
        ZoneId zone = call.company().account(user.id()).zone();
        return new Time(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1),
                halved ? half : null,
                halved ? amount.multiply(new BigDecimal("0.5")) : amount);
    }

    private static Time hours(Body period) {
        Instant start = plain(period.required("start"));
        Instant end = plain(period.required("end"));
        if (!end.isAfter(start)) {
            throw ApiError.field("period", "");
        }
        BigDecimal seconds = BigDecimal.valueOf(Duration.between(start, end).toSeconds());
        return new Time(
                start,
                end,
                null,
                seconds.divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP));
    }

    /// An instant without fractions of a second, which are refused here.
    private static Instant plain(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (text.contains(".")) {
                throw ApiError.rule("invalid date format");
            }
            return instant;
        } catch (DateTimeException e) {
            throw ApiError.rule("invalid date format");
        }
    }

    private static Answer decide(Call call) {
        Policy policy = policy(call);
        Leave leave = leave(call, policy);
        if (!policy.isDecidedBy(call.member())) {
            throw ApiError.denied();
        }
        Body body = call.body();
        String status = body.required("status");
        if (!List.of("APPROVED", "REJECTED").contains(status)) {
            throw ApiError.field("status", "");
        }
        pending(leave);
        Leave decided =
                leave.decided(
                        new Leave.Decision(
                                status,
                                call.member().id(),
                                call.now(),
                                body.text("note").orElse(null)));
        return Answer.ok(table(call).put(decided).json(call));
    }

    private static Answer delete(Call call) {
        Policy policy = policy(call);
        Leave leave = leave(call, policy);
        if (!leave.userId().equals(call.member().id()) && !call.member().isAdmin()) {
            throw ApiError.denied();
        }
        pending(leave);
        table(call).remove(leave.id());
        return Answer.ok(leave.json(call));
    }

    private static void pending(Leave leave) {
        if (!leave.is("PENDING")) {
            throw ApiError.rule("Time off request is not pending");
        }
    }

    private static Body object(Body body, String field) {
        return body.object(field).orElseThrow(() -> ApiError.rule("must not be null"));
    }

    /// Under a policy nobody knows, or that is not for the caller, requests are refused as if they
    /// were there.
    private static Policy policy(Call call) {
        call.needs("TIME_OFF");
        Policy policy =
                call.workspace()
                        .table(Policy.class)
                        .find(call.path("policy"))
                        .orElseThrow(ApiError::denied);
        if (!policy.audience().has(call.member().id()) && !policy.isDecidedBy(call.member())) {
            throw ApiError.denied();
        }
        return policy;
    }

    private static Leave leave(Call call, Policy policy) {
        return table(call)
                .find(call.path("request"))
                .filter(leave -> leave.policyId().equals(policy.id()) && sees(call, leave))
                .orElseThrow(() -> ApiError.foreign("Time off request"));
    }

    private static Policy policyOf(Call call, Leave leave) {
        return call.workspace().get(Policy.class, leave.policyId());
    }

    private static Table<Leave> table(Call call) {
        return call.workspace().table(Leave.class);
    }
}
