package io.github.clockifymcp.tools.prompts;

import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;

/// What a person can begin from a menu, and what completes the arguments of it and of resources.
public final class Prompts implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "prompts";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        TimePrompts.declare(tools);
        RecipePrompts.declare(tools);
        Suggestions.declare(tools);
    }
}
