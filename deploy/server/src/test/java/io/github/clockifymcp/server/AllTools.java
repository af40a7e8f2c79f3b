package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.ServerTools;
import io.github.clockifymcp.enforcement.ServerView;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.ToolGroups;
import java.util.ArrayList;
import java.util.List;

/// Every tool the server has, as declared, with nothing behind them.
final class AllTools {
    private AllTools() {}

    static List<ToolInfo> infos() {
        List<Tool<?, ?>> tools = new ArrayList<>();
        tools.addAll(
                ToolGroups.declareAll(
                                new Toolbox<>(call -> {
                                    throw new AssertionError("nothing is called here");
                                }))
                        .tools());
        tools.addAll(
                new Toolbox<ServerView>(
                                call -> {
                                    throw new AssertionError("nothing is called here");
                                })
                        .add(new ServerTools())
                        .tools());
        List<ToolInfo> infos = new ArrayList<>();
        tools.forEach(tool -> infos.add(tool.info()));
        return infos;
    }
}
