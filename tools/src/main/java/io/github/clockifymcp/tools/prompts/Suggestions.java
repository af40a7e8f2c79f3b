package io.github.clockifymcp.tools.prompts;

import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What may stand for the arguments of prompts and resources.
final class Suggestions {
    private static final int WEEKS = 12;
    private static final Paging FIRST = new Paging(1, 200);

    private Suggestions() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.completion("project", "clockify_list_projects", Suggestions::projects);
        tools.completion("client", "clockify_list_clients", Suggestions::clients);
        tools.completion("week_start", "clockify_whoami", Suggestions::weeks);
        tools.completion("weekStart", "clockify_whoami", Suggestions::weeks);
        tools.completion("since", "clockify_whoami", Suggestions::days);
        tools.completion("until", "clockify_whoami", Suggestions::days);
        tools.completion("workspaceId", "clockify_whoami", Suggestions::workspace);
        tools.completion("userId", "clockify_whoami", (typed, ws) -> begin(typed, "current"));
        tools.completion(
                "format",
                "clockify_whoami",
                (typed, ws) -> begin(typed, "table", "text", "csv", "xlsx", "pdf"));
    }

    private static List<String> projects(String typed, Workplace ws) {
        Projects.Filter filter =
                Projects.Filter.all().archived(false).sortedBy("NAME", SortOrder.ASCENDING);
        return holding(
                typed,
                ws.lately(
                        "projects",
                        () ->
                                ws.api().projects().list(filter, FIRST).items().stream()
                                        .map(Project::name)
                                        .toList()));
    }

    private static List<String> clients(String typed, Workplace ws) {
        Clients.Filter filter =
                Clients.Filter.all().archived(false).sortedBy("NAME", SortOrder.ASCENDING);
        return holding(
                typed,
                ws.lately(
                        "clients",
                        () ->
                                ws.api().clients().list(filter, FIRST).items().stream()
                                        .map(Client::name)
                                        .toList()));
    }

    /// The days on which weeks begin for the account, this week's first.
    private static List<String> weeks(String typed, Workplace ws) {
        LocalDate week =
                ws.words().today().with(TemporalAdjusters.previousOrSame(ws.account().firstDay()));
        List<String> weeks =
                IntStream.range(0, WEEKS).mapToObj(ago -> week.minusWeeks(ago).toString()).toList();
        return begin(typed, Stream.concat(weeks.stream(), Stream.of("this week", "last week")));
    }

    /// The first days of months, this month's first.
    private static List<String> days(String typed, Workplace ws) {
        LocalDate month = ws.words().today().withDayOfMonth(1);
        List<String> months =
                IntStream.range(0, WEEKS)
                        .mapToObj(ago -> month.minusMonths(ago).toString())
                        .toList();
        return begin(typed, Stream.concat(Stream.of("today", "yesterday"), months.stream()));
    }

    private static List<String> workspace(String typed, Workplace ws) {
        return begin(typed, ws.account().workspace().id());
    }

    private static List<String> begin(String typed, String... values) {
        return begin(typed, Stream.of(values));
    }

    private static List<String> begin(String typed, Stream<String> values) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return values.filter(value -> value.toLowerCase(Locale.ROOT).startsWith(wanted)).toList();
    }

    /// What begins with the text, then what has it elsewhere.
    private static List<String> holding(String typed, List<String> names) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<String> first = begin(typed, names.stream());
        Stream<String> others =
                names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                        .filter(name -> !first.contains(name));
        return Stream.concat(first.stream(), others).toList();
    }
}
