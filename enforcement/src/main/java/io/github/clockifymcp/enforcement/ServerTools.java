package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tools about the server itself: what it lets the caller do, and which tools there are.
public final class ServerTools implements ToolGroup<ServerView> {
    /// The id of the group. No list of allowed groups takes it away.
    static final String GROUP = "server";

    @Override
    public String id() {
        return GROUP;
    }

    @Override
    public void declare(Toolbox<ServerView> tools) {
        tools.read("clockify_policy_info", PolicyInfo.class, Rules.class)
                .title("What may be done here")
                .describe(
                        "Says what this server lets you change, when a person is asked first, and"
                                + " how often you may call. Use it when a call was refused by"
                                + " policy.")
                .by(ServerTools::rules);
        tools.read("clockify_list_tools", ListTools.class, ToolList.class)
                .title("Find tools")
                .describe(
                        "Searches all tools by words in their names and descriptions, those that"
                                + " are not listed among them, and says of each whether it may be"
                                + " used here and whether a person is asked.")
                .by(ServerTools::list);
    }

    record PolicyInfo() {}

    /// What holds for the caller.
    ///
    /// @param takenAway how many tools and groups the operator took away
    /// @param confirmed which kinds of change a person has to agree to
    /// @param callsPerMinute how often the caller may call; null when that is not limited
    record Rules(
            String mode,
            String allows,
            int takenAway,
            List<String> confirmed,
            String agreement,
            @Nullable Integer callsPerMinute)
            implements Told {
        Rules {
            confirmed = List.copyOf(confirmed);
        }

        @Override
        public String told() {
            String calls = callsPerMinute == null ? "" : "\nCalls a minute: " + callsPerMinute;
            String taken = takenAway == 0 ? "" : "\nTaken away by the operator: " + takenAway;
            String asked =
                    confirmed.isEmpty()
                            ? ""
                            : "\nConfirmed first: %s. %s"
                                    .formatted(String.join(", ", confirmed), agreement);
            return "Mode %s allows %s.%s%s%s".formatted(mode, allows, taken, asked, calls);
        }
    }

    private static Rules rules(PolicyInfo in, ServerView server) {
        Policy policy = server.policy();
        List<String> confirmed =
                Arrays.stream(Risk.values())
                        .filter(risk ->
                                risk.confirmed()
                                        || server.confirming().personRequired().contains(risk))
                        .filter(risk -> policy.mode().allowsSome(risk))
                        .map(risk -> risk.name().toLowerCase(Locale.ROOT))
                        .toList();
        int each = server.limits().perMinuteEach();
        String refused =
                server.confirming().personRequired().stream()
                        .sorted()
                        .map(risk -> risk.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return new Rules(
                policy.mode().id(),
                policy.mode().words(),
                policy.denyTools().size() + policy.denyGroups().size(),
                confirmed,
                server.asksPerson()
                        ? "The person is asked through this client."
                        : "This client cannot ask its person: call once for a preview with a"
                                + " confirmation_token, then again with it."
                                + (refused.isEmpty()
                                        ? ""
                                        : " Refused to it, since it needs a person: " + refused),
                each == 0 ? null : each);
    }

    record ListTools(
            @Doc("Words to look for, such as 'invoice send'; leave out to list all.")
                    @Size(max = 200)
                    @Nullable String query,
            @Doc("How many to list at most.") @Range(min = 1, max = 200) @Default("50")
                    int limit) {}

    /// The tools that were found.
    ///
    /// @param more how many more there are
    record ToolList(List<ToolRow> tools, int more) implements Told {
        ToolList {
            tools = List.copyOf(tools);
        }

        @Override
        public String told() {
            if (tools.isEmpty()) {
                return "No tool fits. Try fewer or other words.";
            }
            String rows = tools.stream().map(ToolRow::told).collect(Collectors.joining("\n"));
            return more == 0 ? rows : rows + "\n… and %d more".formatted(more);
        }
    }

    /// A tool, and whether the caller may use it.
    ///
    /// @param use `yes`, `confirmed`, `sometimes_confirmed`, or `needs_mode_` and the mode
    record ToolRow(String name, String title, String group, String use) {
        String told() {
            String extra = use.equals("yes") ? "" : " [" + use.replace('_', ' ') + "]";
            return "%s (%s): %s%s".formatted(name, group, title, extra);
        }
    }

    private static ToolList list(ListTools in, ServerView server) {
        List<String> words =
                in.query() == null
                        ? List.of()
                        : Arrays.stream(in.query().toLowerCase(Locale.ROOT).split("[\\s_]+", -1))
                                .filter(word -> !word.isEmpty())
                                .toList();
        List<ToolRow> found =
                server.tools().get().stream()
                        .filter(tool -> words.isEmpty() || hits(tool, words) > 0)
                        .sorted(Comparator.comparingLong((ToolInfo tool) -> -hits(tool, words)))
                        .flatMap(tool -> row(tool, server.policy()).stream())
                        .toList();
        List<ToolRow> shown = found.stream().limit(in.limit()).toList();
        return new ToolList(shown, found.size() - shown.size());
    }

    /// How well a tool fits: a word in its name says more than one in its description.
    private static long hits(ToolInfo tool, List<String> words) {
        String name = tool.name().toLowerCase(Locale.ROOT);
        String text = (tool.title() + " " + tool.description()).toLowerCase(Locale.ROOT);
        return words.stream().filter(name::contains).count() * 3
                + words.stream().filter(text::contains).count();
    }

    /// No row for what the operator took away: for the caller there is no such tool.
    private static Optional<ToolRow> row(ToolInfo tool, Policy policy) {
        return switch (policy.decide(tool)) {
            case Policy.Decision.Hidden() -> Optional.empty();
            case Policy.Decision.Forbidden(String reason, Mode needed) ->
                    Optional.of(row(tool, "needs_mode_" + needed.id()));
            case Policy.Decision.Allow(Policy.Agreement agreement) ->
                    Optional.of(
                            row(
                                    tool,
                                    switch (agreement) {
                                        case NEVER -> "yes";
                                        case SOMETIMES -> "sometimes_confirmed";
                                        case ALWAYS -> "confirmed";
                                    }));
        };
    }

    private static ToolRow row(ToolInfo tool, String use) {
        return new ToolRow(tool.name(), tool.title(), tool.group(), use);
    }
}
