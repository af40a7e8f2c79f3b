package io.github.clockifymcp.tools.business;

import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;

/// Two projects become one.
public final class MergeTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "business";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        // What is billed changes with the rates, so a person agrees to it.
        tools.write("clockify_merge_projects", MergeProjects.class, MergedProjects.class)
                .title("Merge projects")
                .describe(
                        "Moves everybody's entries of a project to another, tasks by name, and"
                                + " archives the old project. Up to 200 entries.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) -> new Merging(in, ws).plan());
    }

    record MergeProjects(
            @Doc("The project that goes: name or id.") String from,
            @Doc("The project that stays: name or id.") String into) {}

    /// @param entries how many were moved
    /// @param tasksMade how many tasks were made for them
    /// @param archived the id of the project that went, by which it is found again
    record MergedProjects(String from, String into, int entries, int tasksMade, String archived)
            implements Told {
        @Override
        public String told() {
            return "Moved %s from ‹%s› to ‹%s›%s. ‹%s› is archived, id %s."
                    .formatted(
                            entries == 1 ? "1 entry" : entries + " entries",
                            Lines.one(from),
                            Lines.one(into),
                            tasksMade == 0
                                    ? ""
                                    : ", making %s"
                                            .formatted(
                                                    tasksMade == 1
                                                            ? "1 task"
                                                            : tasksMade + " tasks"),
                            Lines.one(from),
                            archived);
        }
    }
}
