package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Changing one's own list of tools. Only sessions of the older revisions have one that a call can
/// change, so these are listed to them alone.
public final class ActivatingTools implements ToolGroup<ServerView> {
    /// Their names.
    public static final Set<String> NAMES =
            Set.of(
                    "clockify_activate_group",
                    "clockify_activate_tool",
                    "clockify_deactivate_group");

    @Override
    public String id() {
        return ServerTools.GROUP;
    }

    @Override
    public void declare(Toolbox<ServerView> tools) {
        tools.read("clockify_activate_group", ActivateGroup.class, InList.class)
                .title("List a group's tools")
                .describe("Adds a group's tools, found with clockify_list_tools, to your list.")
                .by(ActivatingTools::activateGroup);
        tools.read("clockify_activate_tool", ActivateTool.class, InList.class)
                .title("List a tool")
                .describe("Adds one tool to your list.")
                .by(ActivatingTools::activateTool);
        tools.read("clockify_deactivate_group", DeactivateGroup.class, InList.class)
                .title("Take a group off the list")
                .describe("Takes what was added of a group off your list again.")
                .by(ActivatingTools::deactivateGroup);
    }

    record ActivateGroup(@Doc("The group.") @Size(max = 64) String name) {}

    record ActivateTool(@Doc("The tool.") @Size(max = 64) String name) {}

    record DeactivateGroup(@Doc("The group.") @Size(max = 64) String name) {}

    /// What came of it.
    ///
    /// @param said what happened
    /// @param tools the tools it is about
    /// @param changed whether the list is another one now
    record InList(String said, List<String> tools, boolean changed) implements Told {
        InList {
            tools = List.copyOf(tools);
        }

        @Override
        public String told() {
            return said;
        }
    }

    private static InList activateGroup(ActivateGroup in, ServerView server) {
        Activations list = changeable(server);
        List<ToolInfo> group = group(in.name(), server);
        List<String> usable = names(group.stream().filter(server.policy()::visible).toList());
        if (usable.isEmpty()) {
            throw new ToolException(
                    Problem.Code.DENIED_BY_POLICY,
                    "Mode %s allows nothing of group ‹%s›."
                            .formatted(server.policy().mode().id(), in.name()),
                    "clockify_policy_info says what may be done.");
        }
        boolean changed = list.activate(in.name());
        String which = ": " + String.join(", ", usable);
        return listed("Group ‹%s›".formatted(in.name()), which, usable, changed);
    }

    private static InList activateTool(ActivateTool in, ServerView server) {
        Activations list = changeable(server);
        ToolInfo tool =
                server.tools().get().stream()
                        .filter(each -> each.name().equals(in.name()))
                        .findFirst()
                        .orElseThrow(() -> noTool(in.name()));
        switch (server.policy().decide(tool)) {
            case Policy.Decision.Hidden() -> throw noTool(in.name());
            case Policy.Decision.Forbidden(String reason, Mode needed) ->
                    throw new ToolException(Problem.Code.DENIED_BY_POLICY, reason, "");
            case Policy.Decision.Allow allowed -> {}
        }
        boolean changed = !server.lists(tool) && list.activate(tool.name());
        return listed(tool.name(), "", List.of(tool.name()), changed);
    }

    private static InList listed(String what, String which, List<String> tools, boolean changed) {
        return new InList(
                "%s %s in your list%s. Where your client does not show it, clockify_run_tool calls it."
                        .formatted(what, changed ? "is now" : "was already", which),
                tools,
                changed);
    }

    private static InList deactivateGroup(DeactivateGroup in, ServerView server) {
        Activations list = changeable(server);
        List<ToolInfo> group = group(in.name(), server);
        List<ToolInfo> before = group.stream().filter(server::lists).toList();
        Set<String> added = new TreeSet<>(names(group));
        added.add(in.name());
        boolean changed = list.deactivate(added);
        List<String> gone = names(before.stream().filter(tool -> !server.lists(tool)).toList());
        return new InList(
                gone.isEmpty()
                        ? "Nothing of group ‹%s› was added to your list; what is listed from the start stays."
                                .formatted(in.name())
                        : "No longer in your list: %s.".formatted(String.join(", ", gone)),
                gone,
                changed);
    }

    private static Activations changeable(ServerView server) {
        Activations activations = server.call().activations();
        if (!activations.changeable()) {
            throw new ToolException(
                    Problem.Code.NOT_ACTIVE,
                    "Your list does not change by a call: this client speaks a revision in which"
                            + " lists are fixed.",
                    "Call any tool through clockify_run_tool, or connect to a path that names its"
                            + " groups, such as /mcp/x/tags.");
        }
        return activations;
    }

    /// The tools of a group, without those that the operator took away.
    private static List<ToolInfo> group(String name, ServerView server) {
        List<ToolInfo> known =
                server.tools().get().stream()
                        .filter(tool ->
                                !(server.policy().decide(tool) instanceof Policy.Decision.Hidden))
                        .toList();
        List<ToolInfo> group = known.stream().filter(tool -> tool.group().equals(name)).toList();
        if (group.isEmpty()) {
            String groups =
                    known.stream()
                            .map(ToolInfo::group)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new ToolException(
                    Problem.Code.INVALID_ARGUMENTS,
                    "There is no group ‹%s›.".formatted(PlainText.line(name, 64)),
                    "The groups are %s.".formatted(groups));
        }
        return group;
    }

    private static ToolException noTool(String name) {
        return new ToolException(
                Problem.Code.INVALID_ARGUMENTS,
                "There is no tool ‹%s›.".formatted(PlainText.line(name, 64)),
                "clockify_list_tools lists them.");
    }

    private static List<String> names(List<ToolInfo> tools) {
        return tools.stream().map(ToolInfo::name).toList();
    }
}
