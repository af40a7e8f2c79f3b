package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOff.Filter;
import io.github.clockifymcp.clockify.TimeOff.Half;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How time off is said, found and counted.
final class LeaveWords {
    private static final int PAGES = 25;

    private LeaveWords() {}

    /// An amount with its unit, where that is known.
    static String said(BigDecimal amount, @Nullable Unit unit) {
        return unit == null ? amount.toPlainString() : unit.said(amount);
    }

    /// The days of a request where its person is, or its hours where the account is.
    static String when(Leave leave, Workplace ws) {
        LocalDate first = leave.first(ws.account().zone());
        LocalDate last = leave.last(ws.account().zone());
        if (leave.start() == null || leave.end() == null || first == null || last == null) {
            return "at no known time";
        }
        if (leave.unit() == Unit.HOURS && !leave.end().isBefore(leave.start())) {
            return ws.text().span(new Span(leave.start(), leave.end()));
        }
        String days =
                ws.text().day(first) + (last.isAfter(first) ? " – " + ws.text().day(last) : "");
        return days + half(leave.half());
    }

    static String half(@Nullable Half half) {
        if (half == null) {
            return "";
        }
        return half == Half.FIRST_HALF ? ", first half" : ", second half";
    }

    /// The days that one or two texts say, looking ahead.
    static DateRange days(String start, @Nullable String end, Workplace ws) {
        return end == null
                ? ws.words().range(start, Direction.FUTURE)
                : ws.words().range(start, end, Direction.FUTURE);
    }

    static ToolException endAlone() {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "There is an end and no start.",
                "Give the first day as start.");
    }

    /// The request with this id.
    static Leave find(String id, Workplace ws) {
        return find(List.of(id), ws).getFirst();
    }

    /// The requests with these ids, each once. Clockify has no route for one, so all are gone
    /// through until these are found.
    static List<Leave> find(List<String> ids, Workplace ws) {
        Map<String, Leave> found = new LinkedHashMap<>();
        Set<String> sought = new LinkedHashSet<>();
        ids.forEach(id -> sought.add(checked(id)));
        List<String> wanted = List.copyOf(sought);
        Page<Leave> page = new Page<>(List.of(), true);
        for (int number = 1; number <= PAGES && page.more() && !sought.isEmpty(); number++) {
            page = ws.api().timeOff().search(Filter.all(), new Paging(number, Paging.LARGEST));
            for (Leave leave : page.items()) {
                if (sought.remove(leave.id())) {
                    found.put(leave.id(), leave);
                }
            }
        }
        if (!sought.isEmpty()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    page.more()
                            ? "Request %s is not among the latest %d."
                                    .formatted(sought.iterator().next(), PAGES * Paging.LARGEST)
                            : "No request for time off has the id %s."
                                    .formatted(sought.iterator().next()),
                    "clockify_list_time_off_requests shows those one may see.");
        }
        return wanted.stream().map(found::get).map(Objects::requireNonNull).toList();
    }

    private static String checked(String id) {
        String stripped = id.strip().toLowerCase(Locale.ROOT);
        if (!Names.isId(stripped)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the id of a request.".formatted(Lines.one(id)),
                    "clockify_list_time_off_requests shows the ids.");
        }
        return stripped;
    }

    /// What somebody has left, under every policy.
    static List<Balance> balances(String userId, Workplace ws) {
        return Whole.of(
                Page.walk(PAGES, paging -> ws.api().timeOff().balancesOf(userId, paging)),
                "balances of one person",
                "Archive policies that are not used.");
    }
}
