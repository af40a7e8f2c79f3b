package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the server lets the caller do.
public final class ServerTools implements ToolGroup<ServerView> {
    /// The id of the group. No list of allowed groups takes it away.
    static final String GROUP = "server";

    /// Declares every tool about the server itself in a toolbox.
    public static Toolbox<ServerView> declareAll(Toolbox<ServerView> tools) {
        return tools.add(new ServerTools())
                .add(new FindingTools())
                .add(new ActivatingTools())
                .add(new UndoTools());
    }

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
                                + " how often you may call. Use it after a refusal by policy.")
                .by(ServerTools::rules);
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
        int each = server.limits().each().perMinute();
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
                server.call().client().asksPerson()
                        ? "The person is asked through this client."
                        : "This client cannot ask its person: call once for a preview with a"
                                + " confirmation_token, then again with it."
                                + (refused.isEmpty()
                                        ? ""
                                        : " Refused to it, since it needs a person: " + refused),
                each == 0 ? null : each);
    }
}
