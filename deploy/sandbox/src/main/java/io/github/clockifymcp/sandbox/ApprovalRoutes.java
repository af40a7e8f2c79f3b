package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Timesheets handed in for approval. The workspace's periods are weeks, from the day on which the
/// owner's weeks begin. Nothing reads one request alone, and a list knows neither people nor dates.
///
/// Not on record, and made up: the words of refusals; which state may follow which; that managers
/// see and decide on everybody's time but not on their own; that a day within a period stands for
/// the period.
final class ApprovalRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/approval-requests";
    private static final String RESUBMIT = "/resubmit-entries-for-approval";
    private static final String OTHERS = ALL + "/users/{user}";
    private static final String PERIOD = "WEEKLY";
    private static final Set<String> PERIODS = Set.of("WEEKLY", "SEMI_MONTHLY", "MONTHLY");
    private static final String BOTH = "TIMESHEET_AND_EXPENSE";
    private static final Set<String> OWN_TYPES = Set.of("TIMESHEET", "EXPENSE");
    private static final Set<String> TYPES = Set.of("TIMESHEET", "EXPENSE", BOTH);
    private static final Set<String> FILTERS = Set.of("PENDING", "APPROVED", "WITHDRAWN_APPROVAL");
    private static final Set<String> STATES =
            Set.of("PENDING", "APPROVED", "REJECTED", "WITHDRAWN_SUBMISSION", "WITHDRAWN_APPROVAL");
    private static final Set<String> COLUMNS = Set.of("ID", "USER_ID", "START", "UPDATED_AT");

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, ApprovalRoutes::list);
        router.add("POST", ALL, call -> submit(call, call.account(), BOTH));
        router.add("POST", ALL + RESUBMIT, call -> resubmit(call, call.account()));
        // The type stands where a request's id stands in the change of a state.
        router.add(
                "POST",
                ALL + "/{type}",
                call -> submit(call, call.account(), type(call, OWN_TYPES)));
        router.add("POST", OTHERS, call -> submit(call, person(call), BOTH));
        router.add("POST", OTHERS + RESUBMIT, call -> resubmit(call, person(call)));
        router.add(
                "POST", OTHERS + "/{type}", call -> submit(call, person(call), type(call, TYPES)));
        router.add("PATCH", ALL + "/{request}", ApprovalRoutes::change);
    }

    private static Answer list(Call call) {
        call.needs("APPROVAL");
        Query query = call.query();
        Optional<String> state = query.word("status", FILTERS);
        List<String> types = query.list("types");
        types.forEach(type -> checked(type, TYPES));
        Comparator<ApprovalRequest> order = order(query);
        ApprovalJson json = json(call);
        List<ApprovalRequest> requests =
                call
                        .workspace()
                        .table(ApprovalRequest.class)
                        .where(request ->
                                sees(call, request)
                                        && (state.isEmpty() || request.is(state.get()))
                                        && (types.isEmpty() || types.contains(request.type())))
                        .stream()
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        return Pages.of(query, requests, json::whole);
    }

    private static Comparator<ApprovalRequest> order(Query query) {
        Comparator<ApprovalRequest> byId = Comparator.comparing(ApprovalRequest::id);
        return switch (query.word("sort-column", COLUMNS).orElse("START")) {
            case "ID" -> byId;
            case "USER_ID" -> Comparator.comparing(ApprovalRequest::userId).thenComparing(byId);
            case "UPDATED_AT" ->
                    Comparator.comparing((ApprovalRequest r) -> r.status().updatedAt())
                            .thenComparing(byId);
            default -> Comparator.comparing(ApprovalRequest::start).thenComparing(byId);
        };
    }

    private static Answer submit(Call call, Account owner, String type) {
        call.needs("APPROVAL");
        ApprovalRequest request =
                ApprovalRequest.week(
                        call.workspace(),
                        call.company().newId(),
                        owner,
                        day(call),
                        call.account().id(),
                        type,
                        pending(call));
        if (requests(call).any(other -> other.holds() && other.collidesWith(request))) {
            throw ApiError.rule("Approval request already exists for this period");
        }
        return Answer.created(json(call).brief(requests(call).put(request)));
    }

    /// Puts what is neither pending nor approved into the request that the period has already.
    private static Answer resubmit(Call call, Account owner) {
        call.needs("APPROVAL");
        ApprovalRequest wanted =
                ApprovalRequest.week(
                        call.workspace(),
                        "",
                        owner,
                        day(call),
                        call.account().id(),
                        BOTH,
                        pending(call));
        ApprovalRequest request =
                requests(call).where(wanted::collidesWith).stream()
                        .max(Comparator.comparing(other -> other.status().updatedAt()))
                        .orElseThrow(() ->
                                ApiError.rule("There is no approval request for this period"));
        if (request.holds() && request.entryIds().containsAll(wanted.entryIds())) {
            throw ApiError.rule("There are no entries to resubmit for this period");
        }
        ApprovalRequest again = request.withOpenEntries(call.workspace(), owner, pending(call));
        return Answer.ok(json(call).brief(requests(call).put(again)));
    }

    private static Answer change(Call call) {
        call.needs("APPROVAL");
        ApprovalRequest request = call.workspace().get(ApprovalRequest.class, call.path("request"));
        if (!sees(call, request)) {
            throw ApiError.foreign("ApprovalRequest");
        }
        Body body = call.body();
        String state =
                body.word("state", STATES).orElseThrow(() -> ApiError.rule("must not be null"));
        String note = body.text("note").orElse("");
        boolean own = request.userId().equals(call.account().id());
        if (!decides(call, request.userId()) && !(own && state.equals("WITHDRAWN_SUBMISSION"))) {
            throw ApiError.denied();
        }
        if (!mayFollow(request.status().state(), state)) {
            throw ApiError.rule(
                    "Approval request state can't be changed from %s to %s"
                            .formatted(request.status().state(), state));
        }
        ApprovalRequest changed =
                request.with(
                        new ApprovalRequest.Status(state, note, call.account().id(), call.now()));
        return Answer.ok(json(call).brief(requests(call).put(changed)));
    }

    private static boolean mayFollow(String before, String after) {
        return switch (after) {
            case "APPROVED", "REJECTED", "WITHDRAWN_SUBMISSION" -> before.equals("PENDING");
            case "WITHDRAWN_APPROVAL" -> before.equals("APPROVED");
            default -> false;
        };
    }

    /// A day of the period to hand in: the date that stands in the instant, as it is written.
    private static LocalDate day(Call call) {
        Body body = call.body();
        String period = body.word("period", PERIODS).orElse(PERIOD);
        body.required("periodStart");
        Instant start = body.instant("periodStart").orElseThrow();
        if (!period.equals(PERIOD)) {
            throw ApiError.rule("Period doesn't match the workspace approval period");
        }
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    private static ApprovalRequest.Status pending(Call call) {
        return new ApprovalRequest.Status("PENDING", "", call.account().id(), call.now());
    }

    private static Table<ApprovalRequest> requests(Call call) {
        return call.workspace().table(ApprovalRequest.class);
    }

    private static boolean sees(Call call, ApprovalRequest request) {
        return request.userId().equals(call.account().id()) || decides(call, request.userId());
    }

    private static boolean decides(Call call, String owner) {
        Member member = call.member();
        boolean manages = member.isProjectManager() || member.roles().contains("TEAM_MANAGER");
        return member.isAdmin() || (manages && !owner.equals(member.id()));
    }

    /// The person of the path, for those who may decide on their time.
    private static Account person(Call call) {
        Member member = call.workspace().member(call.path("user"));
        if (!decides(call, member.id())) {
            throw ApiError.denied();
        }
        return call.company().account(member.id());
    }

    private static String type(Call call, Set<String> accepted) {
        return checked(call.path("type"), accepted);
    }

    private static String checked(String type, Set<String> accepted) {
        if (!accepted.contains(type)) {
            throw new ApiError(
                    400,
                    ApiError.ROUTE,
                    "Method parameter 'type': Failed to convert value of type 'java.lang.String'; For input string: \"%s\""
                            .formatted(type));
        }
        return type;
    }

    private static ApprovalJson json(Call call) {
        return new ApprovalJson(call.company(), call.workspace());
    }

    /// Refuses a change of an entry that waits for approval or has it, unless an admin makes it.
    static void checkFree(Call call, TimeEntry entry) {
        if (!call.member().isAdmin() && ApprovalRequest.isHeld(call.workspace(), entry.id())) {
            throw ApiError.rule("Time entry is locked, it can't be changed");
        }
    }

    /// How requests are written.
    private record ApprovalJson(Company company, State workspace) {

        ObjectNode brief(ApprovalRequest request) {
            Account owner = company.account(request.userId());
            Account creator = company.account(request.creatorId());
            Account changer = company.account(request.status().updatedBy());
            ObjectNode json = Json.object();
            json.put("id", request.id());
            json.put("workspaceId", workspace.id());
            json.put("type", request.type());
            json.putObject("dateRange")
                    .put("start", request.start().atStartOfDay(owner.zone()).toInstant().toString())
                    .put(
                            "end",
                            request.end()
                                    .atStartOfDay(owner.zone())
                                    .minusSeconds(1)
                                    .toInstant()
                                    .toString());
            json.putObject("owner")
                    .put("userId", owner.id())
                    .put("userName", owner.name())
                    .put("timeZone", owner.zone().getId())
                    .put("startOfWeek", owner.weekStart().name());
            json.putObject("status")
                    .put("state", request.status().state())
                    .put("updatedBy", changer.id())
                    .put("updatedByUserName", changer.name())
                    .put("updatedAt", request.status().updatedAt().toString())
                    .put("note", request.status().note());
            json.putObject("creator")
                    .put("userId", creator.id())
                    .put("userName", creator.name())
                    .put("userEmail", creator.email());
            return json;
        }

        /// A request with its entries and what they come to.
        ObjectNode whole(ApprovalRequest request) {
            TimeEntryJson writer = new TimeEntryJson(company, workspace, true, true);
            ObjectNode json = Json.object();
            json.set("approvalRequest", brief(request));
            ApprovalSums sums = new ApprovalSums();
            var entries = json.putArray("entries");
            workspace
                    .entries()
                    .of(request.userId())
                    .filter(entry -> request.entryIds().contains(entry.id()))
                    .forEach(entry -> {
                        ObjectNode written = writer.write(entry);
                        sums.add(entry, written);
                        written.remove(
                                List.of("tagIds", "userId", "taskId", "projectId", "workspaceId"));
                        written.remove(List.of("kioskId", "kiosk", "user"));
                        entries.add(written.put("approvalRequestId", request.id()));
                    });
            json.putArray("expenses");
            sums.writeTo(json, request.status().state());
            return json;
        }
    }
}
