package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What planned work adds up to, by person and by project. The searches are POSTs that only read,
/// paged by fields of the body; the routes for one answer with nothing at all where there is
/// nothing.
final class ScheduleTotals implements Routes {

    private static final List<String> STATUSES = List.of("PUBLISHED", "UNPUBLISHED", "ALL");
    private static final int MOST_DAYS = 366;

    @Override
    public void addTo(Router router) {
        String all = ScheduleRoutes.ALL;
        router.add("POST", all + "/user-filter/totals", ScheduleTotals::people);
        router.add("GET", all + "/users/{user}/totals", ScheduleTotals::person);
        router.add("POST", all + "/projects/totals", ScheduleTotals::projects);
        router.add("GET", all + "/projects/totals", ScheduleTotals::projectsAsBefore);
        router.add("GET", all + "/projects/totals/{project}", ScheduleTotals::project);
    }

    /// The days asked about.
    private record Days(LocalDate first, LocalDate last) {

        Days {
            if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
                throw ApiError.rule("Period is not valid");
            }
        }

        List<LocalDate> all() {
            return first.datesUntil(last.plusDays(1)).toList();
        }
    }

    private static Answer people(Call call) {
        Body body = call.body();
        Days days = days(body);
        List<ScheduledWork> work = counted(call, body);
        String search = body.text("search").orElse("");
        List<Member> found =
                call.workspace().members().where(Member::isActive).stream()
                        .filter(member -> filtered(body, member.id()))
                        .filter(member -> {
                            Account account = call.company().account(member.id());
                            return has(account.name(), search) || has(account.email(), search);
                        })
                        .toList();
        return page(body, found, call, member -> capacity(call, member, days, work));
    }

    private static Answer person(Call call) {
        Days days = new Days(day(call, "start"), day(call, "end"));
        Member member = call.workspace().member(call.path("user"));
        List<ScheduledWork> work =
                ScheduleRoutes.seen(call).stream()
                        .filter(one -> one.userId().equals(member.id()))
                        .filter(one -> one.touches(days.first, days.last))
                        .toList();
        return work.isEmpty() ? Answer.empty(200) : Answer.ok(capacity(call, member, days, work));
    }

    private static Answer projects(Call call) {
        Body body = call.body();
        Days days = days(body);
        String search = body.text("search").orElse("");
        List<ScheduledWork> work =
                counted(call, body).stream()
                        .filter(one -> one.touches(days.first, days.last))
                        .toList();
        List<Project> found = found(call, work, search);
        return page(body, found, call, project -> total(call, project, days, work));
    }

    /// The projects of some work, by a part of their own or their client's name.
    private static List<Project> found(Call call, List<ScheduledWork> work, String search) {
        return call
                .workspace()
                .projects()
                .where(project -> work.stream().anyMatch(w -> w.projectId().equals(project.id())))
                .stream()
                .filter(project ->
                        has(project.name(), search) || has(clientName(call, project), search))
                .toList();
    }

    /// The older form of the search, which is called deprecated and answers all the same. Its pages
    /// are asked for as in other lists.
    private static Answer projectsAsBefore(Call call) {
        call.needs("SCHEDULING");
        Days days = new Days(day(call, "start"), day(call, "end"));
        String search = call.query().text("search").orElse("");
        List<ScheduledWork> work =
                ScheduleRoutes.seen(call).stream()
                        .filter(one -> one.touches(days.first, days.last))
                        .toList();
        return Pages.of(
                call.query(),
                found(call, work, search),
                project -> total(call, project, days, work));
    }

    private static Answer project(Call call) {
        Days days = new Days(day(call, "start"), day(call, "end"));
        Project project = call.workspace().get(Project.class, call.path("project"));
        List<ScheduledWork> work =
                ScheduleRoutes.seen(call).stream()
                        .filter(one -> one.projectId().equals(project.id()))
                        .filter(one -> one.touches(days.first, days.last))
                        .toList();
        return work.isEmpty() ? Answer.empty(200) : Answer.ok(total(call, project, days, work));
    }

    private static ObjectNode capacity(
            Call call, Member member, Days days, List<ScheduledWork> work) {
        Account account = call.company().account(member.id());
        Profile profile = ProfileRoutes.profile(call, member);
        List<ScheduledWork> theirs =
                work.stream().filter(one -> one.userId().equals(member.id())).toList();
        ObjectNode json = Json.object();
        json.put("userId", member.id()).put("workspaceId", call.workspace().id());
        json.put("userName", account.name()).put("userImage", "");
        json.put("userStatus", account.status());
        json.put("capacityPerDay", (double) Duration.parse(profile.workCapacity()).toSeconds());
        json.set("workingDays", Json.texts(profile.workingDays()));
        ArrayNode totals = json.putArray("totalHoursPerDay");
        for (LocalDate day : days.all()) {
            BigDecimal hours = hours(call, theirs, day);
            if (hours.signum() > 0) {
                totals.addObject()
                        .put("date", day + "T00:00:00Z")
                        .put("totalHours", hours.doubleValue());
            }
        }
        return json;
    }

    private static ObjectNode total(
            Call call, Project project, Days days, List<ScheduledWork> work) {
        List<ScheduledWork> its =
                work.stream().filter(one -> one.projectId().equals(project.id())).toList();
        ObjectNode json = Json.object();
        json.put("projectId", project.id()).put("workspaceId", call.workspace().id());
        json.put("projectName", project.name()).put("projectColor", project.color());
        json.put("projectArchived", project.archived()).put("projectBillable", project.billable());
        json.put("clientName", clientName(call, project));
        json.put("taskId", "").put("taskName", "");
        json.putArray("milestones");
        ArrayNode assignments = json.putArray("assignments");
        BigDecimal sum = BigDecimal.ZERO;
        for (LocalDate day : days.all()) {
            BigDecimal hours = hours(call, its, day);
            sum = sum.add(hours);
            assignments
                    .addObject()
                    .put("date", day + "T00:00:00Z")
                    .put("hasAssignment", hours.signum() > 0);
        }
        return json.put("totalHours", sum.doubleValue());
    }

    private static BigDecimal hours(Call call, List<ScheduledWork> work, LocalDate day) {
        return work.stream()
                .map(one -> one.hoursOn(call, day))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String clientName(Call call, Project project) {
        return Optional.ofNullable(project.clientId())
                .flatMap(call.workspace().clients()::find)
                .map(Client::name)
                .orElse("");
    }

    /// What the caller sees of a status.
    private static List<ScheduledWork> counted(Call call, Body body) {
        String status = body.word("statusFilter", STATUSES).orElse("ALL");
        return ScheduleRoutes.seen(call).stream()
                .filter(work ->
                        status.equals("ALL") || work.published() == status.equals("PUBLISHED"))
                .toList();
    }

    private static <T> Answer page(
            Body body, List<T> found, Call call, Function<T, ObjectNode> row) {
        call.needs("SCHEDULING");
        Query paging =
                new Query(
                        Map.of(
                                "page", List.of(body.text("page").orElse("1")),
                                "page-size", List.of(body.text("pageSize").orElse("50"))));
        // These have no header that says whether there is more.
        return new Answer(200, Pages.of(paging, found, row, Pages.USUAL, 200).body(), Map.of());
    }

    private static Days days(Body body) {
        return new Days(ScheduleRoutes.day(body, "start"), ScheduleRoutes.day(body, "end"));
    }

    /// Whether a filter of people lets somebody through.
    static boolean filtered(Body body, String userId) {
        Optional<Body> filter = body.object("userFilter");
        List<String> ids = filter.map(f -> f.texts("ids")).orElse(List.of());
        boolean out =
                filter.flatMap(f -> f.text("contains"))
                        .filter("DOES_NOT_CONTAIN"::equals)
                        .isPresent();
        return ids.isEmpty() || ids.contains(userId) != out;
    }

    static boolean has(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /// A day of the query, which has to be there.
    static LocalDate day(Call call, String name) {
        String text =
                call.query()
                        .text(name)
                        .orElseThrow(() ->
                                new ApiError(
                                        400,
                                        ApiError.MISSING_PARAMETER,
                                        "Required request parameter '%s' is not present"
                                                .formatted(name)));
        try {
            return LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new ApiError(
                    400,
                    ApiError.ROUTE,
                    "Method parameter '%s': Failed to convert value of type 'java.lang.String' to required type 'java.time.Instant'"
                            .formatted(name));
        }
    }
}
