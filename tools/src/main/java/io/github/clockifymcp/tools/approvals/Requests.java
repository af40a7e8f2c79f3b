package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.Filter;
import io.github.clockifymcp.clockify.Approvals.Owner;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Looks for requests in Clockify's list, which is all that there is of them: it finds neither one
/// by its id, nor those of a person or a time.
final class Requests {
    /// Each comes with all its entries.
    private static final int ON_A_PAGE = 50;

    private static final int MOST_PAGES = 20;
    private static final int LONGEST_PERIOD = 31;

    private final Workplace ws;

    Requests(Workplace ws) {
        this.ws = ws;
        List<String> features = ws.account().workspace().features();
        if (!features.isEmpty() && !features.contains("APPROVAL")) {
            throw new ToolException(
                    Code.PLAN_REQUIRED,
                    "The plan of workspace ‹%s› has no approvals."
                            .formatted(Lines.one(ws.account().workspace().name())),
                    "Whoever owns the workspace can change its plan.");
        }
    }

    /// A page, the latest periods first.
    Page<Approval> page(Filter filter, Paging paging) {
        return ws.api().approvals().list(latestFirst(filter), paging);
    }

    /// All that fit, the latest periods first, until one begins before a day.
    ///
    /// @return `more` where there are more than are ever read
    Page<Approval> since(LocalDate day, Filter filter, Predicate<Approval> fits) {
        List<Approval> found = new ArrayList<>();
        for (int number = 1; number <= MOST_PAGES; number++) {
            Page<Approval> page = page(filter, new Paging(number, ON_A_PAGE));
            page.items().stream().filter(fits).forEach(found::add);
            if (!page.more() || page.items().stream().anyMatch(one -> isBefore(one, day))) {
                return new Page<>(found, false);
            }
        }
        return new Page<>(found, true);
    }

    private static boolean isBefore(Approval approval, LocalDate day) {
        LocalDate first = approval.approvalRequest().firstDay();
        return first != null && first.isBefore(day);
    }

    /// All that fit.
    Page<Approval> all(Filter filter, Predicate<Approval> fits) {
        return since(LocalDate.MIN, filter, fits);
    }

    /// The requests about the middle of a period, everybody's that may be seen.
    Page<Approval> meeting(Period period) {
        return since(
                period.days().start().minusDays(LONGEST_PERIOD),
                Filter.all(),
                approval -> period.meets(approval.approvalRequest()));
    }

    /// Somebody's request of a period: the one that waits or was agreed to, if there are several.
    Optional<Approval> of(Period period, String userId) {
        List<Approval> theirs =
                Whole.of(
                                meeting(period),
                                "requests of that time",
                                "clockify_list_approval_requests shows them page by page.")
                        .stream()
                        .filter(approval -> period.is(approval.approvalRequest()))
                        .filter(approval -> userId.equals(owner(approval).userId()))
                        .toList();
        return theirs.stream()
                .filter(approval -> Sheet.isOpen(approval.approvalRequest()))
                .findFirst()
                .or(() -> theirs.stream().findFirst());
    }

    /// The request with this id, or the only one that waits of the person with this name.
    Approval find(String idOrName) {
        String asked = idOrName.strip();
        return Names.isId(asked) ? byId(asked.toLowerCase(Locale.ROOT)) : byName(asked);
    }

    private Approval byId(String id) {
        Predicate<Approval> wanted = approval -> approval.id().equals(id);
        Page<Approval> pending = all(Filter.all().pending(), wanted);
        Page<Approval> found = pending.items().isEmpty() ? all(Filter.all(), wanted) : pending;
        return found.items().stream()
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                found.more()
                                        ? "Approval request %s is not among the latest %d that you may see."
                                                .formatted(id, MOST_PAGES * ON_A_PAGE)
                                        : "No approval request that you may see has the id %s."
                                                .formatted(id),
                                "clockify_list_approval_requests shows them."));
    }

    private Approval byName(String name) {
        Page<Approval> found =
                all(Filter.all().pending(), approval -> Lines.same(name(approval), name));
        List<Approval> theirs = found.items();
        return switch (theirs.size()) {
            case 1 -> theirs.getFirst();
            case 0 ->
                    throw new ToolException(
                            Code.NOT_FOUND,
                            "No approval request of ‹%s› is pending%s."
                                    .formatted(
                                            name,
                                            found.more()
                                                    ? " among the latest " + MOST_PAGES * ON_A_PAGE
                                                    : ""),
                            "clockify_list_approval_requests shows whose are; others are found by"
                                    + " their id.");
            default ->
                    throw new ToolException(
                            Code.AMBIGUOUS,
                            "%d approval requests of ‹%s› are pending."
                                    .formatted(theirs.size(), name),
                            "Use the id of the one that is meant: %s."
                                    .formatted(
                                            theirs.stream()
                                                    .map(one ->
                                                            "%s (%s)"
                                                                    .formatted(
                                                                            Sheet.period(
                                                                                    one
                                                                                            .approvalRequest(),
                                                                                    ws),
                                                                            one.id()))
                                                    .collect(Collectors.joining(", "))));
        };
    }

    static String name(Approval approval) {
        String name = owner(approval).userName();
        return name == null ? "" : name;
    }

    static Owner owner(Approval approval) {
        Owner owner = approval.approvalRequest().owner();
        return owner == null ? new Owner(null, null, null, null) : owner;
    }

    private static Filter latestFirst(Filter filter) {
        return filter.sortedBy("START", SortOrder.DESCENDING);
    }
}
