package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOff.Filter;
import io.github.clockifymcp.clockify.TimeOff.Half;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
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

    /// The request with this id. Clockify has no route for one, so they are searched.
    static Leave find(String id, Workplace ws) {
        if (!Names.isId(id.strip())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the id of a request.".formatted(Lines.one(id)),
                    "clockify_list_time_off_requests shows the ids.");
        }
        return Page.walk(PAGES, paging -> ws.api().timeOff().search(Filter.all(), paging))
                .items()
                .stream()
                .filter(leave -> leave.id().equals(id.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                "No request for time off has the id %s.".formatted(id.strip()),
                                "clockify_list_time_off_requests shows those one may see."));
    }

    /// What somebody has left, under every policy.
    static List<Balance> balances(String userId, Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().timeOff().balancesOf(userId, paging)).items();
    }
}
