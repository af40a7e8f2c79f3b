package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.Replacement;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntryList;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.EntryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes of many entries as one: one request where the plan has it, and else one for each. What
/// is sent is the whole entry, which sending the old one takes back. Entries that are already as
/// wished are left alone, and counted.
final class EntryChanges {
    private static final String TOGETHER = "entries";

    private final Workplace ws;
    private final List<Changed> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int untouched;

    EntryChanges(Workplace ws) {
        this.ws = ws;
    }

    /// One of them.
    ///
    /// @param names what it will be about
    private record Changed(TimeEntry entry, TimeEntryEdit edit, Names names, String says) {
        /// This one among those that one request changed.
        TimeEntry among(Answers answers) {
            return Json.readList(answers.of(TOGETHER), TimeEntry.class).stream()
                    .filter(made -> made.id().equals(entry.id()))
                    .findFirst()
                    .orElse(entry);
        }
    }

    /// What Clockify's answer to a change has only ids for.
    record Names(@Nullable String project, @Nullable String task, List<String> tags) {
        Names {
            tags = List.copyOf(tags);
        }
    }

    /// One more.
    ///
    /// @param says what is different, each as it was and as it will be; empty when nothing is
    void add(TimeEntry entry, TimeEntryEdit edit, Names names, List<String> says) {
        if (says.isEmpty()) {
            untouched++;
            return;
        }
        all.add(new Changed(entry, edit, names, String.join("; ", says)));
        if (entry.locked()) {
            notes.add(
                    "%s is locked; Clockify may refuse the change."
                            .formatted(ws.entries().handle(entry)));
        }
    }

    void note(String note) {
        notes.add(note);
    }

    int size() {
        return all.size();
    }

    /// The change of all.
    ///
    /// @param what such as `Move 3 entries`, with the number of those that change
    Planned<ChangedEntries> plan(String what) {
        if (all.isEmpty()) {
            return ws.plan("Nothing to change: it is already so")
                    .answering(answers -> new ChangedEntries(List.of(), List.of(), untouched));
        }
        boolean together = together();
        Plan plan = ws.plan(what);
        if (together) {
            sendAll(plan);
        }
        Reach reach = Reach.OWN_WORK;
        for (int i = 0; i < all.size(); i++) {
            Changed one = all.get(i);
            if (!together) {
                plan.send(step(i), ws.api().timeEntries().replace(one.entry(), one.edit()))
                        .undoneBy(
                                ws.api().timeEntries().replace(one.entry(), TimeEntryEdit.none()));
            }
            plan.replacing("time_entry", one.entry().id(), one.entry().raw())
                    .details(
                            List.of(
                                    "%s: %s"
                                            .formatted(
                                                    EntryLine.of(one.entry(), ws).line(),
                                                    one.says())));
            if (ws.entries().reach(one.entry()) != Reach.OWN_WORK) {
                reach = Reach.WORKSPACE;
                plan.note(
                        "%s is the entry of somebody else."
                                .formatted(ws.entries().handle(one.entry())));
            }
        }
        if (untouched > 0) {
            plan.note("%d more are already so.".formatted(untouched));
        }
        return plan.touching(reach)
                .notes(notes)
                .answering(answers -> {
                    List<EntryLine> lines = new ArrayList<>();
                    for (int i = 0; i < all.size(); i++) {
                        TimeEntry made =
                                together
                                        ? all.get(i).among(answers)
                                        : Plan.read(answers, step(i), TimeEntry.class);
                        Names names = all.get(i).names();
                        lines.add(
                                EntryLine.of(
                                        Details.row(made, ws)
                                                .named(names.project(), names.task(), names.tags()),
                                        ws));
                    }
                    return new ChangedEntries(
                            lines, all.stream().map(Changed::says).toList(), untouched);
                });
    }

    /// Whether one request can change them all, which a plan has to have. It demands an end, and
    /// what it makes of breaks is not known. A locked one would have all of them refused.
    private boolean together() {
        String user = all.getFirst().entry().userId();
        return all.size() > 1
                && user != null
                && ws.account().workspace().has("BULK_EDIT")
                && all.stream()
                        .map(Changed::entry)
                        .allMatch(entry ->
                                entry.end() != null
                                        && !entry.locked()
                                        && TimeEntries.REGULAR.equals(entry.type())
                                        && user.equals(entry.userId()));
    }

    private void sendAll(Plan plan) {
        plan.send(TOGETHER, together(Changed::edit))
                .undoneBy(together(one -> TimeEntryEdit.none()));
    }

    /// One request that edits each entry as it is now.
    private ApiRequest<TimeEntryList> together(Function<Changed, TimeEntryEdit> edit) {
        return ws.api()
                .timeEntries()
                .replaceAll(
                        all.getFirst().entry().userId(),
                        all.stream()
                                .map(one -> new Replacement(one.entry(), edit.apply(one)))
                                .toList());
    }

    private static String step(int index) {
        return "entry" + (index + 1);
    }
}
