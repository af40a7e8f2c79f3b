package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Address;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finding a tool, and calling one that is not listed.
public final class FindingTools implements ToolGroup<ServerView> {
    private static final int MOST_EXPLAINED = 10;

    @Override
    public String id() {
        return ServerTools.GROUP;
    }

    @Override
    public void declare(Toolbox<ServerView> tools) {
        tools.read("clockify_list_tools", ListTools.class, ToolList.class)
                .title("Find tools")
                .describe(
                        "Searches all tools, listed or not, by the words people use; says which may"
                                + " be used here and where a person is asked.")
                .by(FindingTools::list);
        tools.address("clockify_run_tool", RunTool.class)
                .title("Run a tool that is not listed")
                .describe(
                        "Calls any tool by name, by the same rules. clockify_list_tools finds it and"
                                + " its arguments.")
                .to(FindingTools::address);
    }

    record ListTools(
            @Doc("Words to look for, such as 'invoice send'; leave out to list all.")
                    @Size(max = 200)
                    @Nullable String query,
            @Doc("How many to list at most.") @Range(min = 1, max = 200) @Default("50") int limit,
            @Doc("Also what each does and takes, for the best ten.") @Default("false")
                    boolean arguments) {}

    /// The tools that were found.
    ///
    /// @param more how many more there are
    record ToolList(@Columns List<ToolRow> tools, int more, String hint) implements Told {
        ToolList {
            tools = List.copyOf(tools);
        }

        @Override
        public String told() {
            if (tools.isEmpty()) {
                return "No tool fits. Try fewer or other words.";
            }
            return Stream.concat(
                            tools.stream().map(ToolRow::told),
                            Stream.of(more == 0 ? "" : "… and %d more".formatted(more), hint))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
        }
    }

    /// A tool, and whether the caller may use it.
    ///
    /// @param use `yes`, `confirmed`, `sometimes_confirmed`, or `needs_mode_` and the mode
    /// @param listed whether it is in the caller's list
    /// @param description what it does; null when that was not asked for
    /// @param arguments the schema of its arguments as JSON; likewise
    record ToolRow(
            String name,
            String title,
            String group,
            String use,
            boolean listed,
            @Nullable String description,
            @Nullable String arguments) {
        String told() {
            String extra =
                    (use.equals("yes") ? "" : " [" + use.replace('_', ' ') + "]")
                            + (listed ? "" : " [not listed]");
            String row = "%s (%s): %s%s".formatted(name, group, title, extra);
            return arguments == null
                    ? row
                    : "%s\n  %s\n  %s".formatted(row, description, arguments);
        }
    }

    private static ToolList list(ListTools in, ServerView server) {
        int most = in.arguments() ? Math.min(in.limit(), MOST_EXPLAINED) : in.limit();
        // For the caller there is nothing that the operator took away: it makes no word rarer.
        List<ToolInfo> there =
                server.tools().get().stream()
                        .filter(tool ->
                                !(server.policy().decide(tool) instanceof Policy.Decision.Hidden))
                        .toList();
        List<ToolInfo> found =
                in.query() == null || in.query().isBlank()
                        ? there
                        : new ToolSearch(there, server.words()).find(in.query());
        List<ToolRow> shown =
                found.stream()
                        .limit(most)
                        .flatMap(tool -> row(tool, server, in.arguments()).stream())
                        .toList();
        boolean all = shown.stream().allMatch(ToolRow::listed);
        return new ToolList(
                shown, found.size() - shown.size(), all ? "" : reach(server.call().activations()));
    }

    /// No row for what the operator took away: for the caller there is no such tool.
    private static Optional<ToolRow> row(ToolInfo tool, ServerView server, boolean explained) {
        return switch (server.policy().decide(tool)) {
            case Policy.Decision.Hidden() -> Optional.empty();
            case Policy.Decision.Forbidden(String reason, Mode needed) ->
                    Optional.of(row(tool, "needs_mode_" + needed.id(), true, server, explained));
            case Policy.Decision.Allow(Policy.Agreement agreement) ->
                    Optional.of(
                            row(
                                    tool,
                                    switch (agreement) {
                                        case NEVER -> "yes";
                                        case SOMETIMES -> "sometimes_confirmed";
                                        case ALWAYS -> "confirmed";
                                    },
                                    server.lists(tool),
                                    server,
                                    explained));
        };
    }

    private static ToolRow row(
            ToolInfo tool, String use, boolean listed, ServerView server, boolean explained) {
        return new ToolRow(
                tool.name(),
                tool.title(),
                tool.group(),
                use,
                listed,
                explained ? tool.description() : null,
                explained ? server.arguments().apply(tool) : null);
    }

    /// How to use what is not listed.
    private static String reach(Activations activations) {
        return activations.changeable()
                ? "clockify_run_tool calls what is not listed; clockify_activate_group lists it."
                : "clockify_run_tool calls what is not listed.";
    }

    static Problem notListed(ToolInfo tool, Activations activations) {
        String listing =
                activations.changeable()
                        ? ", or list it with clockify_activate_group ‹%s›".formatted(tool.group())
                        : "";
        return new Problem(
                Problem.Code.NOT_ACTIVE,
                "%s is not in your list of tools.".formatted(tool.name()),
                "Call it through clockify_run_tool%s.".formatted(listing));
    }

    record RunTool(
            @Doc("The tool.") @Size(max = 64) String name,
            @Doc("Its arguments; dry_run and confirmation_token stand in here too.")
                    @Nullable ObjectNode arguments) {}

    private static Address address(RunTool in) {
        ObjectNode arguments = in.arguments();
        return new Address(
                in.name(), arguments == null ? JsonNodeFactory.instance.objectNode() : arguments);
    }
}
