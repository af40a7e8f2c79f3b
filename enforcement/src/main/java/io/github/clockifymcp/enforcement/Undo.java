package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// Takes back what stands in the journal of whoever calls.
public final class Undo {
    private final Journal journal;
    private final Records records;
    private final Function<Call, Journal.Owner> owner;

    /// @param owner whose changes a call's are
    public Undo(Journal journal, Records records, Function<Call, Journal.Owner> owner) {
        this.journal = journal;
        this.records = records;
        this.owner = owner;
    }

    /// The caller's journal.
    ///
    /// @throws ToolException when it cannot be read
    History history(Call call) {
        try {
            return new History(journal.of(owner.apply(call)));
        } catch (IOException e) {
            throw new ToolException(
                    Problem.Code.NOT_CONFIGURED,
                    "The journal of changes cannot be read.",
                    "Whoever runs the server has to see to it.");
        }
    }

    /// Plans to take one change back.
    Planned<UndoTools.Undone> one(String id, Call call) {
        History history = history(call);
        JournalEntry entry =
                history.entry(id)
                        .orElseThrow(() ->
                                new ToolException(
                                        Problem.Code.NOT_FOUND,
                                        "There is no change ‹%s› of yours in this workspace."
                                                .formatted(PlainText.line(id, 40)),
                                        "clockify_list_changes lists them."));
        return plan(List.of(entry), history, call);
    }

    /// Plans to take the last changes back. What was taken back does not count, nor does taking
    /// back: that is done again by naming it.
    Planned<UndoTools.Undone> last(int count, Call call) {
        History history = history(call);
        List<JournalEntry> entries =
                history.changes().stream()
                        .filter(entry -> !History.isUndo(entry) && !history.isUndone(entry))
                        .limit(count)
                        .toList();
        if (entries.size() < count) {
            throw new ToolException(
                    Problem.Code.NOT_FOUND,
                    entries.isEmpty()
                            ? "There is no change of yours in this workspace to take back."
                            : "There are only %d changes to take back.".formatted(entries.size()),
                    "clockify_list_changes lists them.");
        }
        return plan(entries, history, call);
    }

    private Planned<UndoTools.Undone> plan(List<JournalEntry> entries, History history, Call call) {
        for (JournalEntry entry : entries) {
            history.obstacle(entry)
                    .ifPresent(why -> {
                        throw new ToolException(
                                Problem.Code.CONFLICT,
                                "%s (%s) cannot be taken back: %s."
                                        .formatted(entry.id(), entry.summary(), why),
                                "Look at what is there; clockify_list_changes says which others can.");
                    });
        }
        return new UndoPlan(history, records, call).of(entries);
    }

    /// Whether the change is nothing but requests that take back what stands in the caller's
    /// journal. What is asked here is the journal, not the tool that planned it.
    boolean covers(Change change, Call call) {
        History history = history(call);
        return !change.steps().isEmpty()
                && change.steps().stream().allMatch(step -> covers(step, history));
    }

    private static boolean covers(Step step, History history) {
        return step.blanks().isEmpty()
                && history.back(step.name())
                        .filter(back -> history.current(back.request()).equals(step.request()))
                        .isPresent();
    }
}
