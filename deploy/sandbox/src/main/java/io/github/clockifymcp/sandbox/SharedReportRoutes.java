package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports that people save and share. They are kept under their workspace and read without it; an
/// update leaves alone what it does not name.
final class SharedReportRoutes implements Routes {

    private static final String FEATURE = "SHARED_REPORTS";
    private static final String ALL = "/workspaces/{ws}/shared-reports";
    private static final String LINK = "https://app.clockify.me/shared/";

    private static final List<String> TYPES =
            List.of(
                    "DETAILED",
                    "WEEKLY",
                    "SUMMARY",
                    "SCHEDULED",
                    "EXPENSE_DETAILED",
                    "EXPENSE_RECEIPT",
                    "PTO_REQUESTS",
                    "PTO_BALANCE",
                    "ATTENDANCE",
                    "INVOICE_EXPENSE",
                    "INVOICE_TIME",
                    "PROJECT",
                    "TEAM_FULL",
                    "TEAM_LIMITED",
                    "TEAM_GROUPS",
                    "INVOICES",
                    "KIOSK_PIN_LIST",
                    "KIOSK_ASSIGNEES",
                    "USER_DATA_EXPORT");

    /// The kinds that the sandbox has reports of.
    private static final Map<String, Handler> REPORTS =
            Map.of(
                    "SUMMARY", ReportRoutes::summary,
                    "DETAILED", ReportRoutes::detailed,
                    "WEEKLY", ReportRoutes::weekly,
                    "ATTENDANCE", AttendanceReport::answer);

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, SharedReportRoutes::list);
        router.add("POST", ALL, SharedReportRoutes::create);
        router.add("PUT", ALL + "/{report}", SharedReportRoutes::update);
        router.add("DELETE", ALL + "/{report}", SharedReportRoutes::delete);
        router.add("GET", "/shared-reports/{report}", SharedReportRoutes::view);
    }

    private static Answer list(Call call) {
        call.needs(FEATURE);
        String which = call.query().text("sharedReportsFilter").orElse("ALL");
        if (!Set.of("ALL", "ALL_ADMIN", "CREATED_BY_ME", "SHARED_WITH_ME").contains(which)) {
            throw new ApiError(500, ApiError.RULE, "Internal server error");
        }
        List<SharedReport> found =
                call.workspace().table(SharedReport.class).where(r -> lists(call, r, which));
        int page = call.query().number("page", 1, 1);
        int size = call.query().number("pageSize", Pages.USUAL, 1);
        int from = (int) Math.min(found.size(), (page - 1L) * size);
        ObjectNode json = Json.object();
        json.set(
                "reports",
                Pages.array(
                        found.subList(from, Math.min(found.size(), from + size)),
                        report -> row(call, report)));
        json.put("count", found.size());
        return Answer.ok(json);
    }

    private static boolean lists(Call call, SharedReport report, String which) {
        String me = call.account().id();
        boolean mine = report.author().equals(me);
        boolean shared = report.isFor(call.workspace(), me);
        return switch (which) {
            case "CREATED_BY_ME" -> mine;
            case "SHARED_WITH_ME" -> shared && !mine;
            case "ALL_ADMIN" -> call.member().isAdmin();
            default -> mine || shared;
        };
    }

    private static ObjectNode row(Call call, SharedReport report) {
        State workspace = call.workspace();
        ObjectNode json =
                Json.object()
                        .put("id", report.id())
                        .put("name", report.name())
                        .put("type", report.type())
                        .put("isPublic", report.open())
                        .put("fixedDate", report.fixed())
                        .put("link", LINK + report.id())
                        .put("reportAuthor", report.author());
        ArrayNode users = json.putArray("visibleToUsers");
        report.users().stream()
                .map(call.company()::account)
                .forEach(who -> users.addObject().put("id", who.id()).put("name", who.name()));
        ArrayNode groups = json.putArray("visibleToUserGroups");
        report.groups().stream()
                .flatMap(id -> workspace.userGroups().find(id).stream())
                .forEach(one -> groups.addObject().put("id", one.id()).put("name", one.name()));
        return json;
    }

    private static Answer create(Call call) {
        call.needs(FEATURE);
        Body body = call.body();
        SharedReport made =
                new SharedReport(
                        call.company().newId(),
                        body.required("name"),
                        type(body),
                        filter(body),
                        body.flag("isPublic").orElse(false),
                        body.flag("fixedDate").orElse(false),
                        call.account().id(),
                        users(call, body),
                        groups(call, body));
        return kept(call, made);
    }

    private static Answer update(Call call) {
        SharedReport old = own(call);
        Body body = call.body();
        return kept(
                call,
                new SharedReport(
                        old.id(),
                        body.required("name"),
                        body.has("type") ? type(body) : old.type(),
                        body.has("filter") ? filter(body) : old.filter(),
                        body.flag("isPublic").orElse(old.open()),
                        body.flag("fixedDate").orElse(old.fixed()),
                        old.author(),
                        body.has("visibleToUsers") ? users(call, body) : old.users(),
                        body.has("visibleToUserGroups") ? groups(call, body) : old.groups()));
    }

    /// Keeps a report that can be shown.
    private static Answer kept(Call call, SharedReport report) {
        report(call, report, report.filter());
        call.workspace().table(SharedReport.class).put(report);
        return Answer.ok(saved(call.workspace(), report));
    }

    private static Answer delete(Call call) {
        call.workspace().table(SharedReport.class).remove(own(call).id());
        return Answer.empty(204);
    }

    /// The report of the path, if its author or an admin asks.
    private static SharedReport own(Call call) {
        call.needs(FEATURE);
        SharedReport report =
                call.workspace()
                        .table(SharedReport.class)
                        .find(call.path("report"))
                        .orElseThrow(() -> ApiError.foreign("Shared report"));
        if (!report.author().equals(call.account().id())) {
            call.needsAdmin();
        }
        return report;
    }

    private static String type(Body body) {
        return body.word("type", TYPES).orElseThrow(() -> ApiError.rule("must not be null"));
    }

    private static ObjectNode filter(Body body) {
        Body filter = body.object("filter").orElseThrow(() -> ApiError.rule("must not be null"));
        filter.required("exportType");
        return filter.json().deepCopy();
    }

    private static List<String> users(Call call, Body body) {
        List<String> ids = body.texts("visibleToUsers");
        ids.forEach(call.workspace()::member);
        return ids;
    }

    private static List<String> groups(Call call, Body body) {
        List<String> ids = body.texts("visibleToUserGroups");
        ids.forEach(id -> call.workspace().get(UserGroup.class, id));
        return ids;
    }

    private static ObjectNode saved(State workspace, SharedReport report) {
        ObjectNode json =
                Json.object()
                        .put("id", report.id())
                        .put("workspaceId", workspace.id())
                        .put("userId", report.author())
                        .put("name", report.name())
                        .put("type", report.type())
                        .put("isPublic", report.open())
                        .put("fixedDate", report.fixed());
        json.set("filter", report.filter());
        json.set("visibleToUsers", Json.texts(report.users()));
        json.set("visibleToUserGroups", Json.texts(report.groups()));
        return json;
    }

    /// The report as its author sees it, for everybody if it is public and else for those it is
    /// for. Someone who may not see it cannot tell that it exists.
    private static Answer view(Call call) {
        for (State workspace : call.company().workspaces().values()) {
            SharedReport report =
                    workspace.table(SharedReport.class).find(call.path("report")).orElse(null);
            if (report != null && sees(call, workspace, report)) {
                Call inside = inside(call, workspace, call.caller(), call.json());
                Answer answer = report(inside, report, asked(call.query(), report));
                if (answer.body() instanceof ObjectNode json) {
                    json.set("filters", context(inside, report));
                }
                return answer;
            }
        }
        throw new ApiError(404, ApiError.ROUTE, "Shared report not found");
    }

    private static boolean sees(Call call, State workspace, SharedReport report) {
        String me = call.account().id();
        boolean admin =
                workspace.members().find(me).filter(m -> m.isActive() && m.isAdmin()).isPresent();
        return report.open()
                || admin
                || report.author().equals(me)
                || (workspace.isActive(me) && report.isFor(workspace, me));
    }

    /// The saved filter with what a viewer chose: days unless they are fixed, order, page, kind of
    /// file.
    private static ObjectNode asked(Query query, SharedReport report) {
        ObjectNode filter = report.filter().deepCopy();
        filter.put("exportType", query.text("exportType").orElse("JSON"));
        if (!report.fixed()) {
            query.text("dateRangeStart").ifPresent(day -> filter.put("dateRangeStart", day));
            query.text("dateRangeEnd").ifPresent(day -> filter.put("dateRangeEnd", day));
        }
        query.text("sortOrder").ifPresent(order -> filter.put("sortOrder", order));
        filter.properties().stream()
                .filter(field -> field.getKey().endsWith("Filter"))
                .map(Map.Entry::getValue)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .forEach(own -> {
                    query.text("sortColumn").ifPresent(column -> own.put("sortColumn", column));
                    if (own.has("page") || query.text("page").isPresent()) {
                        own.put("page", query.number("page", 1, 1));
                    }
                    query.text("pageSize")
                            .ifPresent(size -> own.put("pageSize", query.number("pageSize", 1, 1)));
                });
        return filter;
    }

    private static ObjectNode context(Call call, SharedReport report) {
        ObjectNode filters = saved(call.workspace(), report);
        filters.put("link", LINK + report.id());
        filters.put("reportAuthor", call.company().account(report.author()).name());
        filters.put("timezone", call.company().account(report.author()).zone().getId());
        filters.put("weekStart", call.company().account(report.author()).weekStart().name());
        filters.put("isAdminOrOwner", call.workspace().member(report.author()).isAdmin());
        filters.putObject("workspace")
                .put("id", call.workspace().id())
                .put("name", call.workspace().name());
        return filters;
    }

    /// The report that a filter asks for, with its author's eyes.
    private static Answer report(Call call, SharedReport report, ObjectNode filter) {
        Handler handler = REPORTS.get(report.type());
        if (handler == null) {
            throw ApiError.rule(
                    "The sandbox shares no reports of the type %s".formatted(report.type()));
        }
        Account author = call.company().account(report.author());
        return handler.handle(
                inside(call, call.workspace(), new Call.Caller(author, false), filter));
    }

    private static Call inside(
            Call call, State workspace, Call.Caller caller, @Nullable JsonNode body) {
        return new Call(
                Map.of("ws", workspace.id()),
                call.query(),
                body,
                null,
                caller,
                call.company(),
                call.options(),
                call.now());
    }
}
