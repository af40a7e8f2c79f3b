package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Planned work: listed, made as drafts, moved along a series, copied and published. There is no
/// route for one, and the only one that makes any is for series, of which a single assignment is
/// one of one week.
///
/// What nobody has proven of Clockify is taken for granted: everybody sees what is published,
/// drafts are for those who plan, which are admins and the managers of a project; a series counts
/// its weeks from its first assignment, all the first included; an update keeps what it leaves out.
final class ScheduleRoutes implements Routes {

    static final String ALL = "/workspaces/{ws}/scheduling/assignments";
    private static final String ONE = ALL + "/recurring/{assignment}";
    private static final List<String> SERIES = List.of("THIS_ONE", "THIS_AND_FOLLOWING", "ALL");
    private static final List<String> VIEWS = List.of("PROJECTS", "TEAM", "ALL");
    private static final Comparator<ScheduledWork> ORDER =
            Comparator.comparing(ScheduledWork::first).thenComparing(ScheduledWork::id);
    private static final int MOST_WEEKS = 99;

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL + "/all", ScheduleRoutes::list);
        router.add("POST", ALL + "/recurring", ScheduleRoutes::create);
        router.add("PATCH", ONE, ScheduleRoutes::update);
        router.add("DELETE", ONE, ScheduleRoutes::delete);
        router.add("PUT", ALL + "/series/{assignment}", ScheduleRoutes::repeat);
        router.add("POST", ALL + "/{assignment}/copy", ScheduleRoutes::copy);
        router.add("PUT", ALL + "/publish", ScheduleRoutes::publish);
    }

    private static Answer list(Call call) {
        Query query = call.query();
        LocalDate from = ScheduleTotals.day(call, "start");
        LocalDate to = ScheduleTotals.day(call, "end");
        String column = query.word("sort-column", Set.of("PROJECT", "USER", "ID")).orElse("ID");
        Comparator<ScheduledWork> order =
                switch (column) {
                    case "PROJECT" -> Comparator.comparing(work -> projectName(call, work));
                    case "USER" -> Comparator.comparing(work -> userName(call, work));
                    default -> Comparator.comparing(ScheduledWork::id);
                };
        List<ScheduledWork> found =
                seen(call).stream()
                        .filter(work -> work.touches(from, to))
                        .filter(work -> named(call, work, query.text("name").orElse("")))
                        .sorted(
                                (query.descending() ? order.reversed() : order)
                                        .thenComparing(ORDER))
                        .toList();
        return Pages.of(query, found, work -> work.row(call));
    }

    private static boolean named(Call call, ScheduledWork work, String part) {
        return ScheduleTotals.has(projectName(call, work), part)
                || ScheduleTotals.has(userName(call, work), part);
    }

    private static String projectName(Call call, ScheduledWork work) {
        return call.workspace().get(Project.class, work.projectId()).name();
    }

    private static String userName(Call call, ScheduledWork work) {
        return call.company().account(work.userId()).name();
    }

    /// What the caller may see: all that is published, and the drafts that they plan.
    static List<ScheduledWork> seen(Call call) {
        call.needs("SCHEDULING");
        return table(call).where(work -> work.published() || plans(call, work.projectId()));
    }

    private static boolean plans(Call call, String projectId) {
        Member member = call.member();
        return member.isAdmin()
                || call.workspace()
                        .projects()
                        .find(projectId)
                        .filter(project -> Roles.manages(call.workspace(), member, project))
                        .isPresent();
    }

    private static Answer create(Call call) {
        call.needs("SCHEDULING");
        Body body = call.body();
        String project = body.required("projectId");
        Member user = call.workspace().member(body.required("userId"));
        active(call, project);
        may(call, project);
        BigDecimal hours = hours(body).orElseThrow(() -> ApiError.rule("must not be null"));
        LocalDate first = day(body, "start");
        LocalDate last = day(body, "end");
        ordered(first, last);
        boolean repeats = body.object("recurringAssignment").isPresent();
        int weeks = body.object("recurringAssignment").map(ScheduleRoutes::weeks).orElse(1);
        boolean repeat =
                body.object("recurringAssignment").flatMap(r -> r.flag("repeat")).orElse(repeats);
        ScheduledWork work =
                new ScheduledWork(
                        call.company().newId(),
                        user.id(),
                        project,
                        task(call, project, body.id("taskId").orElse(null)),
                        first,
                        last,
                        hours,
                        body.id("startTime").orElse(null),
                        body.flag("billable").orElse(false),
                        body.flag("includeNonWorkingDays").orElse(false),
                        body.text("note", 0, 100).orElse(""),
                        false,
                        null);
        return Answer.created(json(call, repeat ? repeated(call, work, weeks) : put(call, work)));
    }

    private static Answer update(Call call) {
        ScheduledWork old = work(call);
        Body body = call.body();
        LocalDate first = day(body, "start");
        LocalDate last = day(body, "end");
        ordered(first, last);
        active(call, old.projectId());
        long shift = ChronoUnit.DAYS.between(old.first(), first);
        long length = ChronoUnit.DAYS.between(first, last);
        List<ScheduledWork> changed = new ArrayList<>();
        for (ScheduledWork work : meant(call, old, body.word("seriesUpdateOption", SERIES))) {
            LocalDate begins = work.first().plusDays(shift);
            changed.addAll(put(call, edited(call, work, body, begins, begins.plusDays(length))));
        }
        return Answer.ok(json(call, changed));
    }

    private static ScheduledWork edited(
            Call call, ScheduledWork old, Body body, LocalDate first, LocalDate last) {
        return new ScheduledWork(
                old.id(),
                old.userId(),
                old.projectId(),
                body.has("taskId")
                        ? task(call, old.projectId(), body.id("taskId").orElse(null))
                        : old.taskId(),
                first,
                last,
                hours(body).orElse(old.hoursPerDay()),
                body.has("startTime") ? body.id("startTime").orElse(null) : old.startTime(),
                body.flag("billable").orElse(old.billable()),
                body.flag("includeNonWorkingDays").orElse(old.nonWorking()),
                body.text("note", 0, 100).orElse(old.note()),
                old.published(),
                old.series());
    }

    private static Answer delete(Call call) {
        ScheduledWork work = work(call);
        List<ScheduledWork> gone =
                meant(call, work, call.query().word("seriesUpdateOption", SERIES));
        gone.forEach(one -> table(call).remove(one.id()));
        return Answer.ok(json(call, gone));
    }

    private static Answer repeat(Call call) {
        ScheduledWork work = work(call);
        Body body = call.body();
        int weeks = weeks(body);
        boolean repeat = body.flag("repeat").orElse(false);
        if (repeat && ChronoUnit.DAYS.between(work.first(), work.last()) >= 7) {
            throw ApiError.rule("Recurring assignment cannot be longer than one week");
        }
        meant(call, work, Optional.of("THIS_AND_FOLLOWING")).stream()
                .filter(other -> !other.id().equals(work.id()))
                .forEach(other -> table(call).remove(other.id()));
        return Answer.ok(
                json(call, repeat ? repeated(call, work, weeks) : put(call, work.of(null))));
    }

    private static Answer copy(Call call) {
        ScheduledWork work = work(call);
        Body body = call.body();
        Member user = call.workspace().member(body.required("userId"));
        active(call, work.projectId());
        List<ScheduledWork> copied = meant(call, work, body.word("seriesUpdateOption", SERIES));
        ScheduledWork.Series series =
                copied.size() > 1
                        ? new ScheduledWork.Series(call.company().newId(), copied.size())
                        : null;
        List<ScheduledWork> made = new ArrayList<>();
        for (ScheduledWork one : copied) {
            made.addAll(put(call, one.moved(call.company().newId(), user.id(), 0, series)));
        }
        return Answer.ok(json(call, made));
    }

    private static Answer publish(Call call) {
        call.needs("SCHEDULING");
        if (!call.member().isAdmin() && !call.member().isProjectManager()) {
            throw ApiError.denied();
        }
        Body body = call.body();
        LocalDate from = day(body, "start");
        LocalDate to = day(body, "end");
        body.word("viewType", VIEWS);
        String search = body.text("search").orElse("");
        for (ScheduledWork work : table(call).where(one -> !one.published())) {
            if (work.touches(from, to)
                    && plans(call, work.projectId())
                    && ScheduleTotals.filtered(body, work.userId())
                    && ScheduleTotals.has(userName(call, work), search)) {
                table(call).put(work.publish());
            }
        }
        return Answer.empty(200);
    }

    /// A series of as many weeks, beginning with this.
    private static List<ScheduledWork> repeated(Call call, ScheduledWork first, int weeks) {
        if (ChronoUnit.DAYS.between(first.first(), first.last()) >= 7) {
            throw ApiError.rule("Recurring assignment cannot be longer than one week");
        }
        String id = first.series() == null ? call.company().newId() : first.series().id();
        ScheduledWork.Series series = new ScheduledWork.Series(id, weeks);
        List<ScheduledWork> made = new ArrayList<>(put(call, first.of(series)));
        for (int week = 1; week < weeks; week++) {
            made.addAll(
                    put(
                            call,
                            first.moved(
                                    call.company().newId(), first.userId(), 7L * week, series)));
        }
        return made;
    }

    /// Those of a series that are meant; only this one unless it says otherwise.
    private static List<ScheduledWork> meant(
            Call call, ScheduledWork work, Optional<String> option) {
        ScheduledWork.Series series = work.series();
        String which = option.orElse("THIS_ONE");
        if (series == null || which.equals("THIS_ONE")) {
            return List.of(work);
        }
        return table(call)
                .where(other -> other.series() != null && other.series().id().equals(series.id()))
                .stream()
                .filter(other -> which.equals("ALL") || !other.first().isBefore(work.first()))
                .sorted(ORDER)
                .toList();
    }

    private static List<ScheduledWork> put(Call call, ScheduledWork work) {
        return List.of(table(call).put(work));
    }

    private static ArrayNode json(Call call, List<ScheduledWork> all) {
        return Pages.array(all, work -> work.json(call));
    }

    private static ScheduledWork work(Call call) {
        call.needs("SCHEDULING");
        ScheduledWork work =
                table(call)
                        .find(call.path("assignment"))
                        .orElseThrow(() -> ApiError.foreign("Assignment"));
        may(call, work.projectId());
        return work;
    }

    private static void may(Call call, String project) {
        if (!plans(call, project)) {
            throw ApiError.denied();
        }
    }

    private static void active(Call call, String id) {
        if (call.workspace().get(Project.class, id).archived()) {
            throw ApiError.rule("You can not create entities for archived project");
        }
    }

    private static @Nullable String task(Call call, String project, @Nullable String id) {
        boolean its =
                id == null
                        || call.workspace()
                                .tasks()
                                .find(id)
                                .filter(task -> task.projectId().equals(project))
                                .isPresent();
        if (!its) {
            throw ApiError.foreign("Task");
        }
        return id;
    }

    private static int weeks(Body body) {
        long weeks = body.amount("weeks").orElseThrow(() -> ApiError.rule("must not be null"));
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw ApiError.field("weeks", "Must be between 1 and %d.".formatted(MOST_WEEKS));
        }
        return (int) weeks;
    }

    private static Optional<BigDecimal> hours(Body body) {
        return body.value("hoursPerDay")
                .map(value -> {
                    if (!value.isNumber()) {
                        throw ApiError.unreadable(
                                "Cannot deserialize value of type `double` from " + value);
                    }
                    BigDecimal hours = value.decimalValue();
                    if (hours.signum() <= 0 || hours.compareTo(BigDecimal.valueOf(24)) > 0) {
                        throw ApiError.field("hoursPerDay", "");
                    }
                    return hours;
                });
    }

    static LocalDate day(Body body, String field) {
        return LocalDate.ofInstant(
                body.instant(field).orElseThrow(() -> ApiError.rule("must not be null")),
                ZoneOffset.UTC);
    }

    private static void ordered(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw ApiError.field("period", "");
        }
    }

    private static Table<ScheduledWork> table(Call call) {
        return call.workspace().table(ScheduledWork.class);
    }
}
