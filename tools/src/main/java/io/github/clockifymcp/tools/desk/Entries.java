package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Window;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The account's time entries: found by id or handle, listed by day.
public final class Entries {
    /// How far back a handle is looked for that no answer of ours has shown.
    private static final Duration HANDLES_REACH = Duration.ofDays(31);

    /// How many entries are read for one answer at most.
    public static final int MOST = 2_000;

    private final Workplace ws;
    private final Shown shown;
    private final Taken taken;

    Entries(Workplace ws, Shown shown, Taken taken) {
        this.ws = ws;
        this.shown = shown;
        this.taken = taken;
    }

    /// Gives each id the handle it is shown by, and remembers it.
    public Map<String, String> handles(Collection<String> ids) {
        return shown.handles(ids);
    }

    public String handle(TimeEntry entry) {
        String handle = shown.handles(List.of(entry.id())).get(entry.id());
        return handle == null ? entry.id() : handle;
    }

    /// The entry with this id or handle, with the names of what it is about.
    public TimeEntry find(String idOrHandle) {
        return ws.api().timeEntries().hydrated(id(idOrHandle));
    }

    /// The entries with these ids or handles, each once and in this order, with the names of what
    /// they are about; in one request when the handles are known.
    public List<TimeEntry> findAll(Collection<String> idsOrHandles) {
        List<String> ids = idsOrHandles.stream().map(this::id).distinct().toList();
        Map<String, TimeEntry> found =
                ws.api().timeEntries().hydratedBatch(ids).stream()
                        .collect(Collectors.toMap(TimeEntry::id, Function.identity()));
        List<String> missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "There is no entry with the id %s, or you may not see it."
                            .formatted(String.join(", ", missing)),
                    "clockify_list_entries shows what there is.");
        }
        return ids.stream().map(found::get).toList();
    }

    private String id(String idOrHandle) {
        String asked = idOrHandle.strip().toLowerCase(Locale.ROOT);
        if (Names.isId(asked)) {
            return asked;
        }
        if (!asked.matches("[0-9a-f]{%d,23}".formatted(Shown.SHORTEST))) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is neither an entry's id nor a handle.".formatted(idOrHandle.strip()),
                    "Ids have 24 hexadecimal digits; handles are what lists show before an entry.");
        }
        List<String> known = shown.ending(asked);
        return only(asked, known.isEmpty() ? recent(asked) : known);
    }

    private List<String> recent(String handle) {
        Instant now = ws.call().now();
        Window window =
                new Window(
                        now.minus(HANDLES_REACH),
                        now.plus(HANDLES_REACH),
                        ws.account().windowZone());
        return list(TimeEntries.Filter.all().within(window)).items().stream()
                .map(TimeEntry::id)
                .filter(id -> id.endsWith(handle))
                .toList();
    }

    private static String only(String handle, List<String> ids) {
        return switch (ids.size()) {
            case 1 -> ids.getFirst();
            case 0 ->
                    throw new ToolException(
                            Code.NOT_FOUND,
                            "No entry that was shown, and none of your last 31 days, has the"
                                    + " handle ‹%s›.".formatted(handle),
                            "List the entries, or use the whole id.");
            default ->
                    throw new ToolException(
                            Code.AMBIGUOUS,
                            "%d entries end in ‹%s›.".formatted(ids.size(), handle),
                            "Use a whole id: " + String.join(", ", ids) + ".");
        };
    }

    /// The account's own entries, with the names of what they are about, the latest first; up to
    /// [#MOST] of them.
    public Page<TimeEntry> list(TimeEntries.Filter filter) {
        TimeEntries.Filter hydrated = filter.hydrated();
        Page<TimeEntry> read =
                Page.walk(
                        MOST / 200,
                        paging ->
                                ws.api()
                                        .timeEntries()
                                        .list(ws.account().user().id(), hydrated, paging));
        taken.remember(read.items(), ws.call().now());
        return read;
    }

    /// Remembers an entry of the account that a call made.
    public void made(TimeEntry entry) {
        taken.remember(List.of(entry), ws.call().now());
    }

    /// The account's entries that take some of a span, of those that were read or made within the
    /// last ten minutes. Only where there seem to be some are they read again, since they may have
    /// changed: in doubt it costs a request, and usually none.
    public List<TimeEntry> taking(Span span) {
        List<String> suspects = taken.of(span, ws.call().now());
        if (suspects.isEmpty()) {
            return List.of();
        }
        return ws.api().timeEntries().hydratedBatch(suspects).stream()
                .filter(entry -> entry.start().isBefore(span.end()))
                .filter(entry -> entry.end() == null || entry.end().isAfter(span.start()))
                .sorted(Comparator.comparing(TimeEntry::start))
                .toList();
    }

    /// Those that start within days of the account's calendar.
    public Page<TimeEntry> within(DateRange days) {
        return list(TimeEntries.Filter.all().within(window(days)));
    }

    /// Days of the account's calendar as Clockify's lists understand them.
    public Window window(DateRange days) {
        return new Window(
                days.startsAt(ws.account().zone()),
                days.endsAt(ws.account().zone()),
                ws.account().windowZone());
    }

    /// Whose things a change of this entry touches.
    public Reach reach(TimeEntry entry) {
        return ws.account().owns(entry.userId()) ? Reach.OWN_WORK : Reach.WORKSPACE;
    }
}
