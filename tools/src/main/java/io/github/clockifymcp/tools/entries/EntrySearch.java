package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Window;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryEditTools.FindAndUpdateEntry;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the one entry of the account that is meant, by its id or by what it says.
final class EntrySearch {
    private static final int DAYS_BACK = 31;
    private static final int LISTED = 8;
    private static final String SEARCH_HINT =
            "Give entry_id, exact_description or description_contains.";

    private final FindAndUpdateEntry in;
    private final Workplace ws;

    EntrySearch(FindAndUpdateEntry in, Workplace ws) {
        this.in = in;
        this.ws = ws;
    }

    /// The only entry that fits; none or several end the call.
    TimeEntry only() {
        long ways =
                Stream.of(in.entryId(), in.exactDescription(), in.descriptionContains())
                        .filter(Objects::nonNull)
                        .count();
        if (ways != 1) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    ways == 0
                            ? "It is not said which entry."
                            : "The entry is named in more than one way.",
                    SEARCH_HINT);
        }
        if (in.descriptionContains() != null && in.descriptionContains().isBlank()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Every description contains nothing.",
                    "Give some of its words.");
        }
        return in.entryId() == null ? described() : own(ws.entries().find(in.entryId()));
    }

    private TimeEntry own(TimeEntry entry) {
        if (!ws.account().owns(entry.userId())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The entry %s is somebody else's.".formatted(entry.id()),
                    "clockify_update_entry changes it, where the mode allows that.");
        }
        return entry;
    }

    private TimeEntry described() {
        Window window = window();
        Page<TimeEntry> page = ws.entries().list(filter(window));
        List<TimeEntry> found =
                page.items().stream()
                        // The window may be wider than asked where the clocks change.
                        .filter(entry -> isWithin(entry, window))
                        .filter(this::says)
                        .toList();
        return switch (found.size()) {
            case 0 -> throw none(window, page.more());
            case 1 -> {
                if (page.more()) {
                    throw tooMany();
                }
                yield found.getFirst();
            }
            default -> throw several(found, window);
        };
    }

    private TimeEntries.Filter filter(Window window) {
        String part = sought();
        TimeEntries.Filter filter = TimeEntries.Filter.all().within(window);
        return part.isBlank() ? filter : filter.description(part.strip());
    }

    private String sought() {
        return in.exactDescription() != null
                ? in.exactDescription()
                : Objects.requireNonNullElse(in.descriptionContains(), "");
    }

    private boolean says(TimeEntry entry) {
        String text = plain(entry.description());
        String wanted = plain(sought());
        return in.exactDescription() != null ? text.equals(wanted) : text.contains(wanted);
    }

    /// Capitals and white space do not tell entries apart: answers show descriptions on one line.
    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isWithin(TimeEntry entry, Window window) {
        return !entry.start().isBefore(window.from()) && entry.start().isBefore(window.to());
    }

    private Window window() {
        Instant to =
                in.startBefore() == null
                        ? dayStart(ws.words().today().plusDays(1))
                        : moment(in.startBefore());
        Instant from =
                in.startAfter() == null
                        ? dayStart(day(to.minus(Duration.ofSeconds(1))).minusDays(DAYS_BACK - 1L))
                        : moment(in.startAfter());
        if (!from.isBefore(to)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Nothing lies between start_after, %s, and start_before, %s."
                            .formatted(ws.text().moment(from), ws.text().moment(to)),
                    "Give an earlier start_after or a later start_before.");
        }
        return new Window(from, to, ws.account().windowZone());
    }

    /// A moment, or where a day begins.
    private Instant moment(String text) {
        try {
            return dayStart(ws.words().day(text, Direction.PAST));
        } catch (ToolException noDay) {
            if (noDay.problem().code() == Code.AMBIGUOUS) {
                throw noDay;
            }
            return ws.words().moment(text, Direction.PAST);
        }
    }

    private Instant dayStart(LocalDate day) {
        return day.atStartOfDay(ws.account().zone()).toInstant();
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(ws.account().zone()).toLocalDate();
    }

    private ToolException none(Window window, boolean cut) {
        return new ToolException(
                Code.NOT_FOUND,
                "None of your entries %s %s.%s"
                        .formatted(
                                searched(window),
                                wording(),
                                cut ? " There were too many to look at all." : ""),
                "Search other days with start_after and start_before, or use"
                        + " clockify_list_entries.");
    }

    private static ToolException tooMany() {
        return new ToolException(
                Code.AMBIGUOUS,
                "There are too many entries in that time to look at all.",
                "Narrow it with start_after and start_before.");
    }

    private ToolException several(List<TimeEntry> found, Window window) {
        Map<String, String> handles =
                ws.entries().handles(found.stream().map(TimeEntry::id).toList());
        List<String> lines = new ArrayList<>();
        found.stream()
                .limit(LISTED)
                .forEach(entry ->
                        lines.add(
                                "%s %s"
                                        .formatted(
                                                handles.get(entry.id()), Details.line(entry, ws))));
        if (found.size() > LISTED) {
            lines.add("and %d more".formatted(found.size() - LISTED));
        }
        return new ToolException(
                Code.AMBIGUOUS,
                "%d of your entries %s %s:\n%s"
                        .formatted(
                                found.size(),
                                searched(window),
                                wording(),
                                String.join("\n", lines)),
                "\nGive the entry_id of the one that is meant.");
    }

    private String searched(Window window) {
        return "that start from %s to before %s"
                .formatted(ws.text().moment(window.from()), ws.text().moment(window.to()));
    }

    private String wording() {
        @Nullable String exact = in.exactDescription();
        return exact != null && exact.isBlank()
                ? "have no description"
                : "%s ‹%s›"
                        .formatted(
                                exact != null ? "are described as" : "mention",
                                sought().strip().replaceAll("\\s+", " "));
    }
}
