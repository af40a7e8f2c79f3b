package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.ServerTools;
import io.github.clockifymcp.enforcement.ServerView;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.ToolGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Every tool the server has, as declared, with nothing behind them.
public final class AllTools {
    private AllTools() {}

    public static List<ToolInfo> infos() {
        return tools().stream().<ToolInfo>map(Tool::info).toList();
    }

    /// The names of those that only name another one.
    public static Set<String> addresses() {
        return tools().stream()
                .filter(Tool.Addressing.class::isInstance)
                .map(tool -> tool.info().name())
                .collect(Collectors.toSet());
    }

    private static List<Tool<?, ?>> tools() {
        List<Tool<?, ?>> tools = new ArrayList<>();
        tools.addAll(
                ToolGroups.declareAll(
                                new Toolbox<>(call -> {
                                    throw new AssertionError("nothing is called here");
                                }))
                        .tools());
        tools.addAll(
                ServerTools.declareAll(
                                new Toolbox<ServerView>(call -> {
                                    throw new AssertionError("nothing is called here");
                                }))
                        .tools());
        return tools;
    }
}
