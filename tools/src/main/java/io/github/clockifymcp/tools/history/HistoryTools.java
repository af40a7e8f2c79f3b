package io.github.clockifymcp.tools.history;

import io.github.clockifymcp.clockify.AuditLog;
import io.github.clockifymcp.clockify.AuditLog.Action;
import io.github.clockifymcp.clockify.AuditLog.Authors;
import io.github.clockifymcp.clockify.AuditLog.Search;
import io.github.clockifymcp.clockify.EntityChanges.Deed;
import io.github.clockifymcp.clockify.EntityChanges.EntityChange;
import io.github.clockifymcp.clockify.EntityChanges.Kind;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.history.ChangePage.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened in the workspace: what was made, changed and deleted, and who did what.
public final class HistoryTools implements ToolGroup<Workplace> {
    private static final String SYSTEM = "system";
    private static final Set<Subject> USUAL =
            EnumSet.of(Subject.ENTRY, Subject.PROJECT, Subject.TASK, Subject.CLIENT, Subject.TAG);

    @Override
    public String id() {
        return "change_tracking";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_entity_changes", ListChanges.class, ChangePage.class)
                .title("List changes")
                .describe(
                        "Lists what was created and updated, and after a minute, deleted. For admins.")
                .by(HistoryTools::changes);

        tools.read("clockify_search_audit_log", SearchLog.class, LogPage.class)
                .title("Search audit log")
                .describe(
                        "Shows who changed what, latest first, 31 days at a time. For admins on the"
                                + " largest plan.")
                .by(HistoryTools::log);
    }

    /// What may have changed.
    enum Subject {
        ENTRY(Kind.TIME_ENTRY),
        PROJECT(Kind.PROJECTS),
        TASK(Kind.TASKS),
        CLIENT(Kind.CLIENTS),
        TAG(Kind.TAGS),
        INVOICE(Kind.INVOICES),
        TIME_OFF(Kind.TIME_OFF_REQUEST),
        USER(Kind.USER);

        private final Kind kind;

        Subject(Kind kind) {
            this.kind = kind;
        }
    }

    record ListChanges(
            @Doc("Days or a moment: today, today 9:00.") @Default("\"last 7 days\"") String since,
            @Doc("Its end, else now.") @Nullable String until,
            @Doc("Else the first five.") @Nullable List<Subject> kinds,
            @Doc("Else all.") @Nullable List<Deed> deeds,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Of each deed.") @Range(min = 1, max = 50) @Default("20") int pageSize) {}

    static ChangePage changes(ListChanges in, Workplace ws) {
        Stretch stretch = Stretch.of(in.since(), in.until(), ws);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        chosen(in.kinds(), Subject.class, USUAL).forEach(subject -> kinds.add(subject.kind));
        Paging paging = new Paging(in.page(), in.pageSize());
        List<Part> parts = new ArrayList<>();
        for (Deed deed : chosen(in.deeds(), Deed.class, EnumSet.allOf(Deed.class))) {
            Page<EntityChange> found =
                    ws.api()
                            .entityChanges()
                            .list(deed, kinds, stretch.from(), stretch.to(), paging);
            parts.add(Part.of(deed, found, paging, ws));
        }
        return new ChangePage(stretch.said(ws), parts);
    }

    private static <T extends Enum<T>> Set<T> chosen(
            @Nullable List<T> named, Class<T> type, Set<T> usual) {
        if (named == null || named.isEmpty()) {
            return usual;
        }
        Set<T> chosen = EnumSet.noneOf(type);
        chosen.addAll(named);
        return chosen;
    }

    /// What the log is about.
    enum Thing {
        TIME,
        PROJECT,
        TASK,
        CLIENT,
        TAG,
        EXPENSE
    }

    record SearchLog(
            @Doc("Days or a moment: today, 2026-11.") @Default("\"last 7 days\"") String since,
            @Doc("Its end, else now.") @Nullable String until,
            @Doc("All if left out.") @Nullable List<Thing> things,
            @Doc("Who did it: a name, e-mail, id or system.") @Nullable String user,
            @Doc("From 1, latest first.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Deeds on a page.") @Range(min = 1, max = 50) @Default("20") int pageSize) {}

    static LogPage log(SearchLog in, Workplace ws) {
        PlanFeatures.need("AUDIT_LOG", "an audit log", ws);
        Stretch stretch = Stretch.of(in.since(), in.until(), ws);
        // A month with 25 hours in one of its days is no longer than a month.
        if (stretch.to().isAfter(stretch.after(AuditLog.MOST_DAYS, ws))) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "From %s is longer than the %d days the audit log shows at once."
                            .formatted(stretch.said(ws), AuditLog.MOST_DAYS),
                    "Give since and until that are closer, and ask once for each part.");
        }
        Set<Action> actions = actions(chosen(in.things(), Thing.class, EnumSet.allOf(Thing.class)));
        Search search = new Search(actions, authors(in.user(), ws), stretch.from(), stretch.to());
        Paging paging = new Paging(in.page(), in.pageSize());
        return LogPage.of(
                stretch.said(ws),
                new LogReading(ws.api().auditLog()).page(search, paging),
                paging,
                ws);
    }

    private static Set<Action> actions(Set<Thing> things) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            // The second word is what it was done to: CREATE_TASK_IMPORT.
            if (things.contains(Thing.valueOf(action.name().split("_", -1)[1]))) {
                actions.add(action);
            }
        }
        return actions;
    }

    private static Authors authors(@Nullable String user, Workplace ws) {
        if (user == null) {
            return Authors.all();
        }
        return Authors.only(
                SYSTEM.equalsIgnoreCase(user.strip()) ? "SYSTEM" : ws.names().person(user).id());
    }
}
