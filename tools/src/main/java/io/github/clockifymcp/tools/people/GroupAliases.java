package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;

/// The tools of [GroupTools] under their second names. The reference server has groups of people in
/// two of its own groups, and prompts and policies of its users name either.
public final class GroupAliases implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "groups_holidays";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        GroupTools.declareKeeping(tools, "_admin");
    }
}
