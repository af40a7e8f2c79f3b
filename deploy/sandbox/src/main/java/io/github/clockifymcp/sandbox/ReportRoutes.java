package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports over the time of a workspace. Durations are seconds here, and a refusal is 400 with code
/// 501; what the caller may not see is left out without a word.
final class ReportRoutes implements Routes {

    private static final String REPORTS = "/workspaces/{ws}/reports";
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 200;
    private static final Set<String> SUMMARY_COLUMNS =
            Set.of("GROUP", "DURATION", "AMOUNT", "EARNED", "COST", "PROFIT");
    private static final Set<String> ENTRY_COLUMNS =
            Set.of(
                    "ID",
                    "DESCRIPTION",
                    "USER",
                    "DURATION",
                    "DATE",
                    "ZONED_DATE",
                    "NATURAL",
                    "USER_DATE");

    @Override
    public void addTo(Router router) {
        router.add("POST", REPORTS + "/summary", ReportRoutes::summary);
        router.add("POST", REPORTS + "/detailed", ReportRoutes::detailed);
        router.add("POST", REPORTS + "/weekly", ReportRoutes::weekly);
        router.add("POST", REPORTS + "/attendance", AttendanceReport::answer);
    }

    static Answer summary(Call call) {
        ReportQuery query = new ReportQuery(call, "summaryFilter");
        List<String> kinds = query.own().texts("groups");
        if (kinds.isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        if (kinds.size() > 3) {
            throw ApiError.field("groups", "Size must be between 1 and 3.");
        }
        for (String kind : kinds) {
            if (!ReportGroups.KINDS.contains(kind)) {
                throw ApiError.unreadable(
                        "Cannot deserialize value from String \"%s\": not one of the values accepted for Enum class: %s"
                                .formatted(kind, ReportGroups.KINDS));
            }
        }
        ReportMoney money = new ReportMoney(call, query.body());
        List<ReportQuery.Time> times = query.times();
        ArrayNode rows = new ReportGroups(query, money).rows(times, kinds, order(query));
        ObjectNode json = Json.object();
        json.set("totals", totals(money, times));
        json.putArray("donutChart");
        ObjectNode counts = json.putObject("groupTotals");
        counts.put("groupOneTotalCount", rows.size());
        if (kinds.size() > 1) {
            Set<String> second = new HashSet<>();
            rows.forEach(
                    row -> row.get("children").forEach(c -> second.add(c.get("_id").asText())));
            counts.put("groupTwoTotalCount", second.size());
        }
        json.set("groupOne", rows);
        return ReportSheets.answer(query, "Summary", Answer.ok(json));
    }

    private static Comparator<ObjectNode> order(ReportQuery query) {
        String column = query.own().word("sortColumn", SUMMARY_COLUMNS).orElse("GROUP");
        Comparator<ObjectNode> order =
                switch (column) {
                    case "GROUP" -> Comparator.comparing(row -> row.get("nameLowerCase").asText());
                    case "DURATION" ->
                            Comparator.comparingLong(row -> row.get("duration").asLong());
                    default -> Comparator.comparing(row -> row.get("amount").decimalValue());
                };
        return query.descending(false) ? order.reversed() : order;
    }

    /// The sums; a report about nothing has a null in their place.
    static ArrayNode totals(ReportMoney money, List<ReportQuery.Time> times) {
        ArrayNode totals = Json.array();
        if (times.isEmpty()) {
            return totals.addNull();
        }
        ObjectNode total = totals.addObject();
        total.put("_id", "");
        total.put("totalTime", ReportGroups.seconds(times));
        total.put(
                "totalBillableTime",
                ReportGroups.seconds(times.stream().filter(t -> t.entry().billable()).toList()));
        total.put("entriesCount", times.size());
        money.write(total, "totalAmount", times);
        total.put("numOfCurrencies", 1);
        return totals;
    }

    static Answer detailed(Call call) {
        ReportQuery query = new ReportQuery(call, "detailedFilter");
        if (query.own().has("auditFilter")) {
            throw ApiError.rule("The sandbox does not audit entries in reports");
        }
        ReportMoney money = new ReportMoney(call, query.body());
        List<ReportQuery.Time> times = query.times();
        boolean sums =
                query.own()
                        .object("options")
                        .flatMap(o -> o.word("totals", Set.of("CALCULATE", "EXCLUDE")))
                        .filter("EXCLUDE"::equals)
                        .isEmpty();
        ObjectNode json = Json.object();
        json.set("totals", sums ? totals(money, times) : Json.array());
        List<ReportQuery.Time> sorted = times.stream().sorted(entryOrder(query)).toList();
        json.set("timeentries", Pages.array(page(query, sorted), t -> entry(query, money, t)));
        return ReportSheets.answer(query, "Detailed", Answer.ok(json));
    }

    /// The page asked for; for a file, all of them.
    static <T> List<T> page(ReportQuery query, List<T> all) {
        List<T> page = page(query.own(), all);
        return query.file().isPresent() ? all : page;
    }

    /// The page asked for in the body, in camel case.
    static <T> List<T> page(Body own, List<T> all) {
        long page = own.amount("page").orElse(1L);
        long size = own.amount("pageSize").orElse((long) USUAL_PAGE);
        if (page < 1 || size < 1 || size > LARGEST_PAGE) {
            throw ApiError.field(
                    page < 1 ? "page" : "pageSize",
                    "Must be from 1 to %d.".formatted(LARGEST_PAGE));
        }
        int from = (int) Math.min(all.size(), (page - 1) * size);
        return all.subList(from, (int) Math.min(all.size(), from + size));
    }

    private static Comparator<ReportQuery.Time> entryOrder(ReportQuery query) {
        Company company = query.call().company();
        Comparator<ReportQuery.Time> byDate = Comparator.comparing(t -> t.entry().start());
        Comparator<ReportQuery.Time> byUser =
                Comparator.comparing(
                        t -> company.account(t.entry().userId()).name().toLowerCase(Locale.ROOT));
        Comparator<ReportQuery.Time> byId = Comparator.comparing(t -> t.entry().id());
        Comparator<ReportQuery.Time> order =
                switch (query.own().word("sortColumn", ENTRY_COLUMNS).orElse("DATE")) {
                    case "ID" -> byId;
                    case "DESCRIPTION" ->
                            Comparator.comparing(
                                    t -> t.entry().description().toLowerCase(Locale.ROOT));
                    case "USER", "USER_DATE" -> byUser.thenComparing(byDate);
                    case "DURATION" -> Comparator.comparingLong(ReportQuery.Time::seconds);
                    default -> byDate;
                };
        Comparator<ReportQuery.Time> stable = order.thenComparing(byId);
        return query.descending(true) ? stable.reversed() : stable;
    }

    private static ObjectNode entry(ReportQuery query, ReportMoney money, ReportQuery.Time time) {
        State workspace = query.call().workspace();
        TimeEntry entry = time.entry();
        Account account = query.call().company().account(entry.userId());
        Optional<Project> project =
                Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
        ObjectNode json = Json.object();
        json.put("_id", entry.id());
        json.put("description", entry.description());
        json.put("userId", entry.userId());
        json.put("userName", account.name());
        json.put("userEmail", account.email());
        json.put("billable", entry.billable());
        json.put("projectId", entry.projectId());
        json.put("projectName", project.map(Project::name).orElse(null));
        json.put("projectColor", project.map(Project::color).orElse(null));
        json.put("clientId", project.map(Project::clientId).orElse(null));
        json.put(
                "clientName",
                project.map(p -> ProjectRoutes.clientName(workspace, p)).orElse(null));
        json.put("taskId", entry.taskId());
        json.put(
                "taskName",
                Optional.ofNullable(entry.taskId())
                        .flatMap(workspace.tasks()::find)
                        .map(Task::name)
                        .orElse(null));
        ArrayNode tags = json.putArray("tags");
        entry.tagIds().stream()
                .flatMap(id -> workspace.tags().find(id).stream())
                .forEach(tag -> tags.addObject().put("_id", tag.id()).put("name", tag.name()));
        json.putNull("approvalRequestId");
        json.put("isLocked", false);
        json.put("type", entry.type());
        money.writeEntry(json, time);
        json.putObject("timeInterval")
                .put("start", local(entry.start(), query.clock()))
                .put("end", local(entry.end(), query.clock()))
                .put("duration", time.seconds());
        return json;
    }

    /// An instant with the offset of the zone that was asked for, as reports write it.
    private static @Nullable String local(java.time.@Nullable Instant instant, ZoneId zone) {
        return instant == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        OffsetDateTime.ofInstant(instant, zone));
    }

    static Answer weekly(Call call) {
        ReportQuery query = new ReportQuery(call, "weeklyFilter");
        String kind =
                query.own()
                        .word("group", Set.of("USER", "PROJECT"))
                        .orElseThrow(() -> ApiError.rule("must not be null"));
        if (query.own().word("subgroup", Set.of("TIME")).isEmpty()) {
            throw ApiError.rule("must not be null");
        }
        if (query.days() != 7) {
            throw ApiError.rule("Please select date range of exactly 7 days for weekly report");
        }
        ReportMoney money = new ReportMoney(call, query.body());
        ReportGroups groups = new ReportGroups(query, money);
        List<ReportQuery.Time> times = query.times();
        ObjectNode json = Json.object();
        json.set("totals", totals(money, times));
        json.set("totalsByDay", days(query.firstDay(), money, times));
        ArrayNode rows = json.putArray("groupOne");
        groups.by(kind, times)
                .forEach((key, some) -> {
                    ObjectNode row = groups.row(key, some);
                    row.set("days", days(query.firstDay(), money, some));
                    row.putArray("children");
                    rows.add(row);
                });
        json.put("decimalFormat", false);
        json.put(
                "trackTimeDownToSeconds",
                call.workspace().settings().path("trackTimeDownToSecond").asBoolean());
        json.put("includeUsersWithoutTime", false);
        json.putArray("usersWithoutTime");
        return ReportSheets.answer(query, "Weekly", Answer.ok(json));
    }

    private static ArrayNode days(
            LocalDate first, ReportMoney money, List<ReportQuery.Time> times) {
        ArrayNode days = Json.array();
        for (LocalDate day : first.datesUntil(first.plusDays(7)).toList()) {
            List<ReportQuery.Time> some = times.stream().filter(t -> t.day().equals(day)).toList();
            ObjectNode json = days.addObject().put("date", day.toString());
            json.put("duration", ReportGroups.seconds(some));
            money.write(json, "amount", some);
        }
        return days;
    }
}
