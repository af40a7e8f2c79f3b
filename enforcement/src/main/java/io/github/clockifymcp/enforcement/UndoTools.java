package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was changed here lately, and taking it back.
public final class UndoTools implements ToolGroup<ServerView> {
    static final String UNDO = "clockify_undo";

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm z", Locale.ENGLISH);

    @Override
    public String id() {
        return ServerTools.GROUP;
    }

    @Override
    public void declare(Toolbox<ServerView> tools) {
        tools.read("clockify_list_changes", ListChanges.class, ChangeList.class)
                .title("Your last changes")
                .describe("Lists what you changed through this server, and what can be undone.")
                .by(UndoTools::list);
        tools.write(UNDO, UndoChange.class, Undone.class)
                .title("Undo")
                .describe(
                        "Takes your last change back, or others; refuses what has moved on since.")
                .risk(
                        Risk.WRITE,
                        Risk.BILLING,
                        Risk.EXTERNAL_SIDE_EFFECT,
                        Risk.ADMIN,
                        Risk.PERMISSION_CHANGE,
                        Risk.DESTRUCTIVE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(UndoTools::undo);
    }

    record ListChanges(@Doc("How many.") @Range(min = 1, max = 200) @Default("10") int limit) {}

    /// The changes, newest first.
    record ChangeList(List<ChangeRow> changes) implements Told {
        ChangeList {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return changes.isEmpty()
                    ? "You have changed nothing in this workspace through this server lately."
                    : changes.stream().map(ChangeRow::told).collect(Collectors.joining("\n"));
        }
    }

    /// A change.
    ///
    /// @param at when, in the account's zone
    /// @param obstacle why it cannot be taken back; null when it can
    record ChangeRow(String id, String at, String tool, String what, @Nullable String obstacle) {
        String told() {
            return "%s %s | %s%s"
                    .formatted(id, at, what, obstacle == null ? "" : " [" + obstacle + "]");
        }
    }

    private static ChangeList list(ListChanges in, ServerView server) {
        History history = server.undo().history(server.call());
        DateTimeFormatter when = WHEN.withZone(server.zone().get());
        return new ChangeList(
                history.changes().stream()
                        .limit(in.limit())
                        .map(entry ->
                                new ChangeRow(
                                        entry.id(),
                                        when.format(entry.at()),
                                        entry.tool(),
                                        entry.summary(),
                                        history.obstacle(entry).orElse(null)))
                        .toList());
    }

    record UndoChange(
            @Doc("Its id.") @Nullable String change,
            @Doc("Or how many.") @Range(min = 1, max = 20) @Nullable Integer last) {}

    /// What was taken back.
    ///
    /// @param changes each with its id
    /// @param newIds of what was made again
    record Undone(List<String> changes, List<String> newIds) implements Told {
        Undone {
            changes = List.copyOf(changes);
            newIds = List.copyOf(newIds);
        }

        @Override
        public String told() {
            return Stream.concat(
                            changes.stream().map(change -> "Taken back: " + change),
                            newIds.stream())
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Planned<Undone> undo(UndoChange in, ServerView server) {
        if (in.change() != null && in.last() != null) {
            throw new ToolException(
                    Problem.Code.INVALID_ARGUMENTS,
                    "Both ‹change› and ‹last› are given.",
                    "Give one of the two.");
        }
        return in.change() == null
                ? server.undo().last(in.last() == null ? 1 : in.last(), server.call())
                : server.undo().one(in.change().strip(), server.call());
    }
}
