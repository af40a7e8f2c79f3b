package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says what a request made happen, for every route at one place: by the route and the answer, and
/// for what the answer does not tell, by what was there before.
final class Happenings {

    private static final String WS = "/workspaces/{ws}";
    private static final String ENTRIES = WS + "/time-entries";
    private static final String THEIRS = WS + "/user/{user}/time-entries";
    private static final String PROJECTS = WS + "/projects";
    private static final String INVOICES = WS + "/invoices";
    private static final String APPROVALS = WS + "/approval-requests";
    private static final String LEAVE = WS + "/time-off/policies/{policy}";
    private static final String USERS = WS + "/users";
    private static final String GROUPS = WS + "/user-groups";

    /// What happens on a route whose answer is the entity it happened to.
    private static final Map<String, String> BY_ANSWER =
            Map.ofEntries(
                    Map.entry("POST " + WS + "/tags", "NEW_TAG"),
                    Map.entry("PUT " + WS + "/tags/{tag}", "TAG_UPDATED"),
                    Map.entry("DELETE " + WS + "/tags/{tag}", "TAG_DELETED"),
                    Map.entry("POST " + WS + "/clients", "NEW_CLIENT"),
                    Map.entry("PUT " + WS + "/clients/{client}", "CLIENT_UPDATED"),
                    Map.entry("DELETE " + WS + "/clients/{client}", "CLIENT_DELETED"),
                    Map.entry("POST " + PROJECTS, "NEW_PROJECT"),
                    Map.entry("POST " + PROJECTS + "/from-template", "NEW_PROJECT"),
                    Map.entry("PUT " + PROJECTS + "/{project}", "PROJECT_UPDATED"),
                    Map.entry("PATCH " + PROJECTS + "/{project}/estimate", "PROJECT_UPDATED"),
                    Map.entry("PATCH " + PROJECTS + "/{project}/memberships", "PROJECT_UPDATED"),
                    Map.entry("DELETE " + PROJECTS + "/{project}", "PROJECT_DELETED"),
                    Map.entry("POST " + PROJECTS + "/{project}/tasks", "NEW_TASK"),
                    Map.entry("PUT " + PROJECTS + "/{project}/tasks/{task}", "TASK_UPDATED"),
                    Map.entry("DELETE " + PROJECTS + "/{project}/tasks/{task}", "TASK_DELETED"),
                    Map.entry("POST " + INVOICES, "NEW_INVOICE"),
                    Map.entry("POST " + INVOICES + "/{invoice}/duplicate", "NEW_INVOICE"),
                    Map.entry("PUT " + INVOICES + "/{invoice}", "INVOICE_UPDATED"),
                    Map.entry("POST " + APPROVALS, "NEW_APPROVAL_REQUEST"),
                    Map.entry("POST " + APPROVALS + "/{type}", "NEW_APPROVAL_REQUEST"),
                    Map.entry("POST " + APPROVALS + "/users/{user}", "NEW_APPROVAL_REQUEST"),
                    Map.entry(
                            "PATCH " + APPROVALS + "/{request}", "APPROVAL_REQUEST_STATUS_UPDATED"),
                    Map.entry("POST " + LEAVE + "/requests", "TIME_OFF_REQUESTED"),
                    Map.entry("POST " + LEAVE + "/users/{user}/requests", "TIME_OFF_REQUESTED"),
                    Map.entry(
                            "DELETE " + LEAVE + "/requests/{request}",
                            "TIME_OFF_REQUEST_WITHDRAWN"),
                    Map.entry("POST " + USERS, "USERS_INVITED_TO_WORKSPACE"),
                    Map.entry("POST " + WS + "/limited-users", "LIMITED_USERS_ADDED_TO_WORKSPACE"),
                    Map.entry("PUT " + USERS + "/{user}/hourly-rate", "BILLABLE_RATE_UPDATED"),
                    Map.entry("PUT " + USERS + "/{user}/cost-rate", "COST_RATE_UPDATED"),
                    Map.entry("PUT " + WS + "/hourly-rate", "BILLABLE_RATE_UPDATED"),
                    Map.entry("PUT " + WS + "/cost-rate", "COST_RATE_UPDATED"),
                    Map.entry("POST " + GROUPS, "USER_GROUP_CREATED"),
                    Map.entry("PUT " + GROUPS + "/{group}", "USER_GROUP_UPDATED"),
                    Map.entry("POST " + GROUPS + "/{group}/users", "USER_GROUP_UPDATED"),
                    Map.entry("DELETE " + GROUPS + "/{group}/users/{user}", "USER_GROUP_UPDATED"),
                    Map.entry("DELETE " + GROUPS + "/{group}", "USER_GROUP_DELETED"));

    /// Routes whose answers have to be looked at to know what happened.
    private static final Map<String, BiFunction<Call, JsonNode, List<Happening>>> BY_LOOKING =
            Map.of(
                    "POST " + ENTRIES, Happenings::started,
                    "POST " + THEIRS, Happenings::started,
                    "POST " + THEIRS + "/{entry}/duplicate", Happenings::started,
                    "PATCH " + THEIRS, (call, body) -> entry("TIMER_STOPPED", call, body),
                    "PUT " + ENTRIES + "/{entry}",
                            (call, body) -> entry("TIME_ENTRY_UPDATED", call, body),
                    "PUT " + THEIRS, Happenings::updated,
                    "DELETE " + THEIRS, (call, body) -> each("TIME_ENTRY_DELETED", body),
                    "PATCH " + LEAVE + "/requests/{request}", Happenings::decided,
                    "PUT " + USERS + "/{user}", Happenings::activated);

    private Happenings() {}

    /// Lets the handler answer, and says what happened. It costs nothing where there are no
    /// webhooks.
    static Answer watch(String route, Call call, Supplier<Answer> handler, Postman postman) {
        State workspace = watched(call);
        if (workspace == null) {
            return handler.get();
        }
        Optional<TimeEntry> running = running(route, call, workspace);
        Optional<JsonNode> gone = gone(route, call, workspace);
        Answer answer = handler.get();
        if (answer.status() >= 200 && answer.status() < 300) {
            List<Happening> all = new ArrayList<>();
            running.flatMap(old -> workspace.entries().find(old.id()))
                    .filter(old -> !old.isRunning())
                    .ifPresent(old ->
                            all.add(new Happening("TIMER_STOPPED", whole(call, workspace, old))));
            gone.ifPresent(entry -> all.add(new Happening("TIME_ENTRY_DELETED", entry)));
            all.addAll(of(route, call, answer.body()));
            all.forEach(happening -> postman.tell(workspace, call.company(), happening));
        }
        return answer;
    }

    private static @Nullable State watched(Call call) {
        State workspace = call.company().workspaces().get(call.parameters().getOrDefault("ws", ""));
        return workspace == null || !workspace.table(Webhook.class).any(Webhook::delivers)
                ? null
                : workspace;
    }

    private static List<Happening> of(String route, Call call, @Nullable JsonNode body) {
        if (body == null) {
            return List.of();
        }
        String event = BY_ANSWER.get(route);
        if (event != null) {
            return List.of(new Happening(event, body));
        }
        BiFunction<Call, JsonNode, List<Happening>> looking = BY_LOOKING.get(route);
        return looking == null ? List.of() : looking.apply(call, body);
    }

    /// The timer that runs before another is started; starting ends it without a word.
    private static Optional<TimeEntry> running(String route, Call call, State workspace) {
        return switch (route) {
            case "POST " + ENTRIES -> workspace.entries().running(call.account().id());
            case "POST " + THEIRS -> workspace.entries().running(call.path("user"));
            default -> Optional.empty();
        };
    }

    /// The entry that is deleted by a route that answers nothing.
    private static Optional<JsonNode> gone(String route, Call call, State workspace) {
        return route.equals("DELETE " + ENTRIES + "/{entry}")
                ? workspace
                        .entries()
                        .find(call.path("entry"))
                        .map(entry -> whole(call, workspace, entry))
                : Optional.empty();
    }

    private static List<Happening> started(Call call, JsonNode body) {
        boolean runs = body.at("/timeInterval/end").isNull();
        return entry(runs ? "NEW_TIMER_STARTED" : "NEW_TIME_ENTRY", call, body);
    }

    private static List<Happening> updated(Call call, JsonNode body) {
        List<Happening> all = new ArrayList<>();
        body.forEach(one -> all.addAll(entry("TIME_ENTRY_UPDATED", call, one)));
        return all;
    }

    private static List<Happening> each(String event, JsonNode body) {
        List<Happening> all = new ArrayList<>();
        body.forEach(one -> all.add(new Happening(event, one)));
        return all;
    }

    private static List<Happening> entry(String event, Call call, JsonNode body) {
        State workspace = call.workspace();
        return workspace.entries().find(body.path("id").asText()).stream()
                .map(entry -> new Happening(event, whole(call, workspace, entry)))
                .toList();
    }

    /// An entry with its project, task, tags and person, as receivers get it.
    private static JsonNode whole(Call call, State workspace, TimeEntry entry) {
        return new TimeEntryJson(call.company(), workspace, true, true).write(entry);
    }

    private static List<Happening> decided(Call call, JsonNode body) {
        return switch (call.body().text("status").orElse("")) {
            case "APPROVED" -> List.of(new Happening("TIME_OFF_REQUEST_APPROVED", body));
            case "REJECTED" -> List.of(new Happening("TIME_OFF_REQUEST_REJECTED", body));
            default -> List.of(new Happening("TIME_OFF_REQUEST_UPDATED", body));
        };
    }

    private static List<Happening> activated(Call call, JsonNode body) {
        boolean active = call.body().text("status").orElse("").equals("ACTIVE");
        return List.of(
                new Happening(
                        active ? "USER_ACTIVATED_ON_WORKSPACE" : "USER_DEACTIVATED_ON_WORKSPACE",
                        body));
    }

    /// The routes of which something is told, for checking that there is none that does not exist.
    static List<String> routes() {
        List<String> routes = new ArrayList<>(BY_ANSWER.keySet());
        routes.addAll(BY_LOOKING.keySet());
        return routes;
    }
}
