package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryRow;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The timers that run in a workspace, the longest first.
///
/// @param more whether there are more than were read
record RunningTimers(@Columns List<Running> timers, boolean more, @JsonIgnore String told)
        implements Told {
    private static final Duration LONG = Duration.ofHours(10);

    /// At 200 a page; nobody runs two timers.
    private static final int PAGES = 25;

    RunningTimers {
        timers = List.copyOf(timers);
    }

    /// @param forgotten whether it runs for longer than people work
    record Running(
            String person, OffsetDateTime since, long seconds, String about, boolean forgotten) {

        private String line(Workplace ws) {
            return "%s | %s | %s%s"
                    .formatted(
                            Lines.one(person),
                            ws.text().running(since.toInstant(), ws.call().now()),
                            about,
                            forgotten ? " | forgotten?" : "");
        }
    }

    static RunningTimers read(Workplace ws) {
        Page<TimeEntry> read = Page.walk(PAGES, ws.api().timeEntries()::inProgress);
        if (read.items().isEmpty()) {
            return new RunningTimers(
                    List.of(), read.more(), "No timer that you may see is running.");
        }
        Map<String, String> people = people(ws);
        List<Running> timers =
                read.items().stream()
                        .sorted(Comparator.comparing(TimeEntry::start))
                        .map(entry -> running(entry, people, ws))
                        .toList();
        List<String> lines = new ArrayList<>();
        timers.forEach(timer -> lines.add(timer.line(ws)));
        lines.add(timers.size() == 1 ? "1 timer runs." : "%d timers run.".formatted(timers.size()));
        if (read.more()) {
            lines.add("There are even more.");
        }
        return new RunningTimers(timers, read.more(), String.join("\n", lines));
    }

    private static Map<String, String> people(Workplace ws) {
        Page<User> members =
                Page.walk(PAGES, paging -> ws.api().members().list(Members.Filter.all(), paging));
        return members.items().stream()
                .collect(Collectors.toMap(User::id, User::name, (a, b) -> a));
    }

    private static Running running(TimeEntry entry, Map<String, String> people, Workplace ws) {
        Duration length = Duration.between(entry.start(), ws.call().now());
        EntryRow row = EntryRow.of(entry, ws.entries().handle(entry), ws);
        String project = entry.projectId();
        String name = project == null ? null : ws.names().project(project).name();
        return new Running(
                people.getOrDefault(entry.userId(), "user " + entry.userId()),
                ws.text().offset(entry.start()),
                length.toSeconds(),
                // Tasks and tags come as ids, and would cost a request each.
                row.named(name, null, List.of()).about(),
                length.compareTo(LONG) > 0);
    }
}
