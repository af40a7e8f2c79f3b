package io.github.clockifymcp.tools.webhooks;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Webhooks.Webhook;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Finds webhooks by what people call them, and says what they are.
final class Found {
    private Found() {}

    /// The one with this id, or the only one with this name.
    static Webhook webhook(String nameOrId, Workplace ws) {
        String asked = nameOrId.strip();
        return Names.isId(asked) ? byId(asked.toLowerCase(Locale.ROOT), ws) : listed(asked, ws);
    }

    /// A new one is in the list before Clockify finds it by its id.
    private static Webhook byId(String id, Workplace ws) {
        try {
            return ws.api().webhooks().get(id);
        } catch (ClockifyException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            return listed(id, ws);
        }
    }

    private static Webhook listed(String asked, Workplace ws) {
        List<Webhook> all = ws.api().webhooks().list();
        List<Webhook> meant =
                all.stream()
                        .filter(one ->
                                Names.isId(asked)
                                        ? one.id().equals(asked)
                                        : Lines.same(one.name(), asked))
                        .toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        throw meant.isEmpty()
                ? new ToolException(
                        Code.NOT_FOUND,
                        "No webhook is called ‹%s›.".formatted(asked),
                        all.isEmpty()
                                ? "There are none; clockify_create_webhook makes one."
                                : "There are: %s.".formatted(listed(all)))
                : new ToolException(
                        Code.AMBIGUOUS,
                        "%d webhooks are called ‹%s›.".formatted(meant.size(), asked),
                        "Use the id of the one that is meant: %s.".formatted(listed(meant)));
    }

    private static String listed(List<Webhook> some) {
        return some.stream()
                .limit(8)
                .map(one ->
                        "‹%s› for %s (%s)".formatted(Lines.one(one.name()), one.event(), one.id()))
                .collect(Collectors.joining(", "));
    }

    static String said(String name) {
        return "webhook ‹%s›".formatted(Lines.one(name));
    }

    /// The host alone: what follows it is often a secret of the receiver's.
    static String host(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getHost(), "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Whether it is called at all, and if not, why.
    static String state(Webhook webhook) {
        if (Objects.equals(webhook.planEnabled(), false)) {
            return "off: the plan has no room for it";
        }
        if (Objects.equals(webhook.enabled(), false)) {
            return "off";
        }
        return Objects.equals(webhook.deliveryEnabled(), false)
                ? "stopped by Clockify after failures"
                : "on";
    }

    /// Whose events it is for, such as `2 projects`; empty for all of the workspace.
    static String scope(String type, List<String> sources) {
        if (sources.isEmpty() || type.equals("WORKSPACE_ID")) {
            return "";
        }
        String thing = type.replace("_ID", "").toLowerCase(Locale.ROOT);
        return sources.size() == 1
                ? "only 1 " + thing
                : "only %d %ss".formatted(sources.size(), thing);
    }
}
