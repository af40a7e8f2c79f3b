package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Time entries and timers. An entry without an end is a running timer; it is stopped by a PATCH on
/// its person's entries. An update replaces the whole entry.
final class TimeEntryRoutes implements Routes {

    private static final String ENTRIES = "/workspaces/{ws}/time-entries";
    private static final String ONE = ENTRIES + "/{entry}";
    private static final String MINE = "/workspaces/{ws}/user/{user}/time-entries";
    private static final int RUNNING_PAGE = 10;
    private static final int MOST_RUNNING = 1_000;

    @Override
    public void addTo(Router router) {
        router.add("POST", ENTRIES, call -> create(call, call.account().id()));
        router.add("POST", ENTRIES + "/batch", TimeEntryRoutes::batch);
        router.add("PATCH", ENTRIES + "/invoiced", TimeEntryRoutes::markInvoiced);
        router.add("GET", ENTRIES + "/status/in-progress", TimeEntryRoutes::running);
        router.add("GET", ONE, TimeEntryRoutes::get);
        router.add("PUT", ONE, TimeEntryRoutes::update);
        router.add("DELETE", ONE, TimeEntryRoutes::delete);
        router.add("GET", MINE, TimeEntryRoutes::list);
        router.add("POST", MINE, call -> create(call, person(call)));
        router.add("PATCH", MINE, TimeEntryRoutes::stop);
        router.add("PUT", MINE, TimeEntryRoutes::updateMany);
        router.add("DELETE", MINE, TimeEntryRoutes::deleteMany);
        router.add("POST", MINE + "/{entry}/duplicate", TimeEntryRoutes::duplicate);
    }

    private static Answer list(Call call) {
        State workspace = call.workspace();
        String user = workspace.member(call.path("user")).id();
        if (!user.equals(call.account().id())
                && workspace.requires("onlyAdminsSeeAllTimeEntries")) {
            call.needsAdmin();
        }
        List<TimeEntry> entries = workspace.entries().of(user).filter(filter(call)).toList();
        return Pages.of(call.query(), entries, writer(call, true)::write);
    }

    private static Predicate<TimeEntry> filter(Call call) {
        Query query = call.query();
        Optional<String> project = query.text("project");
        Optional<String> task = query.text("task");
        Optional<String> description = query.text("description");
        List<String> tags = query.list("tags");
        boolean projectRequired = query.flag("project-required").orElse(false);
        boolean taskRequired = query.flag("task-required").orElse(false);
        Optional<Boolean> running = query.flag("in-progress");
        return window(call)
                .and(e -> project.isEmpty() || project.get().equals(e.projectId()))
                .and(e -> task.isEmpty() || task.get().equals(e.taskId()))
                .and(e -> description.isEmpty() || contains(e.description(), description.get()))
                .and(e -> tags.isEmpty() || e.tagIds().stream().anyMatch(tags::contains))
                .and(e -> !projectRequired || e.projectId() != null)
                .and(e -> !taskRequired || e.taskId() != null)
                .and(e -> running.isEmpty() || running.get() == e.isRunning());
    }

    /// Entries are in the window of `start` and `end` by where they begin. `get-week-before` is the
    /// end of a window of seven days.
    private static Predicate<TimeEntry> window(Call call) {
        Query query = call.query();
        Optional<Instant> week = query.wallClock("get-week-before", call.zone());
        Instant from =
                query.wallClock("start", call.zone())
                        .or(() -> week.map(w -> w.atZone(call.zone()).minusWeeks(1).toInstant()))
                        .orElse(Instant.MIN);
        Instant to = query.wallClock("end", call.zone()).or(() -> week).orElse(Instant.MAX);
        return entry -> !entry.start().isBefore(from) && entry.start().isBefore(to);
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static Answer running(Call call) {
        State workspace = call.workspace();
        boolean all = call.member().isAdmin() || !workspace.requires("onlyAdminsSeeAllTimeEntries");
        List<TimeEntry> running =
                workspace.entries().running().stream()
                        .filter(e -> all || e.userId().equals(call.account().id()))
                        .toList();
        return Pages.of(
                call.query(), running, writer(call, false)::write, RUNNING_PAGE, MOST_RUNNING);
    }

    private static Answer get(Call call) {
        TimeEntry entry = entry(call, call.path("entry"));
        if (!entry.userId().equals(call.account().id())
                && call.workspace().requires("onlyAdminsSeeAllTimeEntries")) {
            call.needsAdmin();
        }
        return Answer.ok(writer(call, true).write(entry));
    }

    private static Answer create(Call call, String user) {
        State workspace = call.workspace();
        Optional<String> from = call.query().text("from-entry");
        if (from.isPresent() && workspace.entries().find(from.get()).isEmpty()) {
            // One of the few real 404s, and without a body.
            return Answer.empty(404);
        }
        TimeEntry entry =
                new TimeEntryForm(call, call.body()).read(call.company().newId(), user, true);
        if (entry.isRunning()) {
            makeWay(call, entry);
        }
        return Answer.created(writer(call, false).write(workspace.entries().put(entry)));
    }

    /// Ends what runs before another timer starts.
    private static void makeWay(Call call, TimeEntry next) {
        Optional<TimeEntry> running =
                call.workspace()
                        .entries()
                        .running(next.userId())
                        .filter(entry -> !entry.id().equals(next.id()));
        if (running.isEmpty()) {
            return;
        }
        if (!call.options().startingStopsRunningTimer()) {
            throw ApiError.rule("Another time entry is already running");
        }
        TimeEntry old = running.get();
        Instant end = next.start().isAfter(old.start()) ? next.start() : old.start();
        call.workspace().entries().put(old.endingAt(end));
    }

    private static Answer stop(Call call) {
        String user = person(call);
        State workspace = call.workspace();
        Instant end =
                call.body().instant("end").orElseThrow(() -> ApiError.rule("must not be null"));
        TimeEntry running =
                workspace
                        .entries()
                        .running(user)
                        .orElseThrow(() ->
                                new ApiError(
                                        404,
                                        404,
                                        "Currently running time entry doesn't exist on workspace with id "
                                                + workspace.id()));
        if (end.isBefore(running.start())) {
            throw ApiError.field("end", "End must not be before start.");
        }
        TimeEntry stopped = running.endingAt(end);
        TimeEntryForm.complete(workspace, stopped, "stopped");
        return Answer.ok(writer(call, false).write(workspace.entries().put(stopped)));
    }

    private static Answer update(Call call) {
        TimeEntry old = changeable(call, call.path("entry"));
        TimeEntry sent = new TimeEntryForm(call, call.body()).read(old.id(), old.userId(), false);
        if (sent.isRunning()) {
            makeWay(call, sent);
        }
        TimeEntry entry = sent.invoiced(old.invoiced());
        return Answer.ok(writer(call, true).write(call.workspace().entries().put(entry)));
    }

    private static Answer delete(Call call) {
        TimeEntry entry = changeable(call, call.path("entry"));
        call.workspace().entries().remove(entry.id());
        return Answer.empty(204);
    }

    private static Answer updateMany(Call call) {
        call.needs("BULK_EDIT");
        String user = person(call);
        JsonNode array = call.anyBody();
        if (!array.isArray()) {
            throw ApiError.unreadable(
                    "Cannot deserialize value of type `java.util.ArrayList` from Object value");
        }
        List<TimeEntry> entries = new ArrayList<>();
        for (JsonNode element : array) {
            Body body = Body.object(element);
            TimeEntry old = changeable(call, body.required("id"));
            body.required("start");
            body.required("end");
            if (!old.userId().equals(user)) {
                throw ApiError.foreign("Time entry");
            }
            TimeEntry sent = new TimeEntryForm(call, body).read(old.id(), user, false);
            entries.add(sent.invoiced(old.invoiced()));
        }
        entries.forEach(call.workspace().entries()::put);
        return Answer.ok(Pages.array(entries, writer(call, false)::write));
    }

    private static Answer deleteMany(Call call) {
        String user = person(call);
        List<String> ids = call.query().list("time-entry-ids");
        if (ids.isEmpty()) {
            throw new ApiError(
                    400,
                    ApiError.MISSING_PARAMETER,
                    "Required request parameter 'time-entry-ids' for method parameter type Set is not present");
        }
        List<TimeEntry> entries =
                ids.stream()
                        .distinct()
                        .map(id -> changeable(call, id))
                        .filter(entry -> entry.userId().equals(user))
                        .toList();
        entries.forEach(entry -> call.workspace().entries().remove(entry.id()));
        return Answer.ok(Pages.array(entries, writer(call, false)::write));
    }

    private static Answer duplicate(Call call) {
        String user = person(call);
        TimeEntry entry = entry(call, call.path("entry"));
        if (!entry.userId().equals(user)) {
            throw ApiError.foreign("Time entry");
        }
        TimeEntry copy = entry.copyAs(call.company().newId());
        return Answer.created(writer(call, false).write(call.workspace().entries().put(copy)));
    }

    private static Answer batch(Call call) {
        List<String> ids = call.body().texts("timeEntryIds");
        if (ids.isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        boolean hydrated = call.body().flag("hydrated").orElse(false);
        boolean all =
                call.member().isAdmin()
                        || !call.workspace().requires("onlyAdminsSeeAllTimeEntries");
        List<TimeEntry> entries =
                ids.stream()
                        .distinct()
                        .flatMap(id -> call.workspace().entries().find(id).stream())
                        .filter(e -> all || e.userId().equals(call.account().id()))
                        .toList();
        TimeEntryJson json = new TimeEntryJson(call.company(), call.workspace(), true, hydrated);
        return Answer.ok(Pages.array(entries, json::write));
    }

    private static Answer markInvoiced(Call call) {
        call.needs("INVOICING");
        call.needsAdmin();
        Body body = call.body();
        boolean invoiced =
                body.flag("invoiced").orElseThrow(() -> ApiError.rule("must not be null"));
        List<TimeEntry> entries =
                body.texts("timeEntryIds").stream().map(id -> entry(call, id)).toList();
        entries.forEach(e -> call.workspace().entries().put(e.invoiced(invoiced)));
        return Answer.empty(200);
    }

    /// The person of the path: the caller, or somebody an admin acts for.
    private static String person(Call call) {
        String user = call.workspace().member(call.path("user")).id();
        if (!user.equals(call.account().id())) {
            call.needsAdmin();
            call.needs("ADD_TIME_FOR_OTHERS");
        }
        return user;
    }

    private static TimeEntry entry(Call call, String id) {
        return call.workspace()
                .entries()
                .find(id)
                .orElseThrow(() -> ApiError.foreign("Time entry"));
    }

    private static TimeEntry changeable(Call call, String id) {
        TimeEntry entry = entry(call, id);
        if (!Objects.equals(entry.userId(), call.account().id())) {
            call.needsAdmin();
        }
        ApprovalRoutes.checkFree(call, entry);
        return entry;
    }

    private static TimeEntryJson writer(Call call, boolean rates) {
        boolean hydrated = call.query().flag("hydrated").orElse(false);
        return new TimeEntryJson(call.company(), call.workspace(), rates, hydrated);
    }
}
