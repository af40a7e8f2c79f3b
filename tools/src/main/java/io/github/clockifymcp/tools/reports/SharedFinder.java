package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.SharedReports.Rendered;
import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.clockify.SharedReports.Which;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns a shared report's name or id into the one that is meant, with its numbers as of now.
final class SharedFinder {
    private static final int LISTED = 8;
    private static final int PAGES = 10;

    private SharedFinder() {}

    static Rendered find(String nameOrId, Workplace ws) {
        String asked = nameOrId.strip();
        if (Names.isId(asked)) {
            return seen(checked(read(asked, ws), ws), ws);
        }
        SharedReport listed = named(asked, ws);
        Rendered found = checked(read(listed.id(), ws), ws);
        return found.of(found.report().seenBy(listed.users(), listed.groups()));
    }

    private static Rendered read(String id, Workplace ws) {
        try {
            return ws.api().sharedReports().get(id);
        } catch (ClockifyException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            throw new ToolException(
                    Code.NOT_FOUND,
                    "No shared report has the id %s.".formatted(id),
                    "clockify_list_shared_reports shows those there are.");
        }
    }

    /// With the names of those who see it, which only lists have; one that others share is in none.
    private static Rendered seen(Rendered found, Workplace ws) {
        if (!found.report().seenByUnnamed()) {
            return found;
        }
        return all(ws).items().stream()
                .filter(one -> one.id().equals(found.report().id()))
                .findFirst()
                .map(one -> found.of(found.report().seenBy(one.users(), one.groups())))
                .orElse(found);
    }

    private static Page<SharedReport> all(Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().sharedReports().list(Which.ALL, paging));
    }

    /// The id in a URI, if it is that of a report of this workspace.
    static String here(Map<String, String> values, Workplace ws) {
        String id = WorkspaceUris.value(values, "reportId");
        return checked(read(id, ws), ws).report().id();
    }

    private static Rendered checked(Rendered found, Workplace ws) {
        String here = ws.account().workspace().id();
        String there = found.report().workspace();
        if (there != null && !there.equals(here)) {
            // Its address names no workspace, so that any public one could be read here.
            throw new ToolException(
                    Code.NOT_FOUND,
                    "The report with the id %s is not one of this workspace's."
                            .formatted(found.report().id()),
                    "clockify_list_shared_reports shows those there are.");
        }
        return found;
    }

    private static SharedReport named(String asked, Workplace ws) {
        Page<SharedReport> all = all(ws);
        List<SharedReport> meant =
                all.items().stream().filter(one -> Lines.same(one.name(), asked)).toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (!meant.isEmpty()) {
            throw new ToolException(
                    Code.AMBIGUOUS,
                    "%d shared reports are called ‹%s›.".formatted(meant.size(), Lines.one(asked)),
                    "Use an id: %s."
                            .formatted(
                                    meant.stream()
                                            .limit(LISTED)
                                            .map(SharedReport::id)
                                            .collect(Collectors.joining(", "))));
        }
        throw new ToolException(
                Code.NOT_FOUND,
                "No shared report %sis called ‹%s›."
                        .formatted(
                                all.more() ? "of the first %d ".formatted(all.items().size()) : "",
                                Lines.one(asked)),
                "clockify_list_shared_reports shows those there are; others' are found by their"
                        + " id.");
    }

    static String said(String name) {
        return "shared report ‹%s›".formatted(Lines.one(name));
    }
}
