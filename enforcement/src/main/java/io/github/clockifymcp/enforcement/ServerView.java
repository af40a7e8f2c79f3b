package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the tools about the server itself work with: the rules that hold for the caller, and the
/// tools there are.
///
/// @param tools every tool there is, whether or not the caller may use it
/// @param words what people also say for what a tool is about; empty for nothing
/// @param arguments the schema of a tool's arguments, as JSON
/// @param undo takes back what the caller changed
/// @param zone in which the caller is told times
public record ServerView(
        Policy policy,
        Limits.Settings limits,
        Confirmation.Settings confirming,
        Call call,
        Listing listing,
        Supplier<? extends Collection<ToolInfo>> tools,
        Function<ToolInfo, String> words,
        Function<ToolInfo, String> arguments,
        Undo undo,
        Supplier<ZoneId> zone) {

    /// Whether the tool is in the caller's list.
    boolean lists(ToolInfo tool) {
        return listing.lists(tool, call.activations());
    }
}
