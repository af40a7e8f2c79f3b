package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Time in groups, each with its sum. An entry with several tags is in the group of each, so the
/// groups of a tag can be more together than the report's total.
final class ReportGroups {

    static final List<String> KINDS =
            List.of(
                    "CLIENT",
                    "PROJECT",
                    "USER",
                    "WEEK",
                    "DATE",
                    "MONTH",
                    "TIMEENTRY",
                    "TASK",
                    "TAG");

    private final ReportQuery query;
    private final ReportMoney money;
    private final State workspace;

    /// One group's key.
    ///
    /// @param client the client's name, for a project that has one
    record Key(String id, String name, @Nullable String client, @Nullable String color) {
        static Key of(String id, String name) {
            return new Key(id, name, null, null);
        }
    }

    ReportGroups(ReportQuery query, ReportMoney money) {
        this.query = query;
        this.money = money;
        this.workspace = query.call().workspace();
    }

    /// The rows of the first kind of group, with those of the others inside.
    ArrayNode rows(List<ReportQuery.Time> times, List<String> kinds, Comparator<ObjectNode> order) {
        List<ObjectNode> rows = new ArrayList<>();
        by(kinds.getFirst(), times)
                .forEach((key, some) -> {
                    ObjectNode row = row(key, some);
                    row.set(
                            "children",
                            kinds.size() == 1
                                    ? Json.array()
                                    : rows(some, kinds.subList(1, kinds.size()), order));
                    rows.add(row);
                });
        rows.sort(order);
        return Json.array().addAll(rows);
    }

    ObjectNode row(Key key, List<ReportQuery.Time> times) {
        ObjectNode row = Json.object();
        row.put("_id", key.id());
        row.put("name", key.name());
        row.put("nameLowerCase", key.name().toLowerCase(Locale.ROOT));
        if (key.color() != null) {
            row.put("color", key.color());
            row.put("clientName", key.client() == null ? "" : key.client());
        }
        row.put("currency", workspace.currency().code());
        row.put("workspaceCurrencyCode", workspace.currency().code());
        row.put("duration", seconds(times));
        money.write(row, "amount", times);
        return row;
    }

    static long seconds(List<ReportQuery.Time> times) {
        return times.stream().mapToLong(ReportQuery.Time::seconds).sum();
    }

    Map<Key, List<ReportQuery.Time>> by(String kind, List<ReportQuery.Time> times) {
        Map<Key, List<ReportQuery.Time>> groups = new LinkedHashMap<>();
        for (ReportQuery.Time time : times) {
            for (Key key : keys(kind, time)) {
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(time);
            }
        }
        return groups;
    }

    private List<Key> keys(String kind, ReportQuery.Time time) {
        TimeEntry entry = time.entry();
        Optional<Project> project =
                Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
        return switch (kind) {
            case "PROJECT" -> List.of(project.map(this::project).orElse(without("Project")));
            case "CLIENT" ->
                    List.of(
                            project.map(Project::clientId)
                                    .flatMap(workspace.clients()::find)
                                    .map(c -> Key.of(c.id(), c.name()))
                                    .orElse(without("Client")));
            case "TASK" ->
                    List.of(
                            Optional.ofNullable(entry.taskId())
                                    .flatMap(workspace.tasks()::find)
                                    .map(t -> Key.of(t.id(), t.name()))
                                    .orElse(without("Task")));
            case "TAG" ->
                    entry.tagIds().isEmpty()
                            ? List.of(without("Tag"))
                            : entry.tagIds().stream()
                                    .flatMap(id -> workspace.tags().find(id).stream())
                                    .map(tag -> Key.of(tag.id(), tag.name()))
                                    .toList();
            case "USER" ->
                    List.of(
                            Key.of(
                                    entry.userId(),
                                    query.call().company().account(entry.userId()).name()));
            case "TIMEENTRY" -> List.of(Key.of(entry.description(), entry.description()));
            default -> List.of(date(kind, time.day()));
        };
    }

    private Key project(Project project) {
        String client =
                Optional.ofNullable(project.clientId())
                        .flatMap(workspace.clients()::find)
                        .map(Client::name)
                        .orElse(null);
        return new Key(project.id(), project.name(), client, project.color());
    }

    private Key date(String kind, LocalDate day) {
        String name =
                switch (kind) {
                    case "WEEK" ->
                            day.with(TemporalAdjusters.previousOrSame(query.weekStart()))
                                    .toString();
                    case "MONTH" -> YearMonth.from(day).toString();
                    default -> day.toString();
                };
        return Key.of(name, name);
    }

    private static Key without(String thing) {
        return Key.of("", "(Without %s)".formatted(thing));
    }
}
