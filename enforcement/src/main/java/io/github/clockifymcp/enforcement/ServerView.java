package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.Collection;
import java.util.function.Supplier;

/// What the tools about the server itself work with: the rules that hold for the caller.
///
/// @param tools every tool there is, whether or not the caller may use it
public record ServerView(
        Policy policy,
        Limits.Settings limits,
        Confirmation.Settings confirming,
        boolean asksPerson,
        Supplier<? extends Collection<ToolInfo>> tools) {}
