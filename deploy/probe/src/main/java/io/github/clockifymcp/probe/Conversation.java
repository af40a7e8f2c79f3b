package io.github.clockifymcp.probe;

import io.github.clockifymcp.probe.Script.Step;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds a scripted conversation with a server and tells each step as a line of JSON.
final class Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_PAGES = 100;
    private static final int MOST_CAUSES = 10;

    private final Script script;
    private final McpJsonMapper json;
    private final PrintStream out;
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Step current;
    private volatile boolean good = true;

    Conversation(Script script, McpJsonMapper json, PrintStream out) {
        this.script = script;
        this.json = json;
        this.out = out;
    }

    /// Goes through the script with a server.
    ///
    /// @return whether everything was as the script has it
    boolean hold(McpClient.SyncSpec spec) {
        spec.clientInfo(McpSchema.Implementation.builder("clockify-mcp-probe", "1").build())
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE);
        if (script.asks()) {
            spec.capabilities(McpSchema.ClientCapabilities.builder().elicitation().build())
                    .elicitation(this::answer);
        }
        try (McpSyncClient client = spec.build()) {
            McpSchema.InitializeResult server = client.initialize();
            tell(
                    "initialize",
                    "server",
                    server.serverInfo().name(),
                    "version",
                    server.serverInfo().version(),
                    "protocol",
                    server.protocolVersion());
            for (Step step : script.steps()) {
                if (step.isFor(script.asks())) {
                    take(client, step);
                }
            }
            if (!client.closeGracefully()) {
                fail("close", "The server did not end in time.");
            }
        } catch (RuntimeException e) {
            fail("exception", reasons(e));
        }
        return good;
    }

    /// The SDK tells what went wrong only in the causes of what it throws.
    private static String reasons(Throwable thrown) {
        StringBuilder told = new StringBuilder(thrown.toString());
        @Nullable Throwable cause = thrown.getCause();
        for (int deep = 0; cause != null && deep < MOST_CAUSES; deep++) {
            told.append(" ← ").append(cause);
            cause = cause.getCause();
        }
        return told.toString();
    }

    private void take(McpSyncClient client, Step step) {
        current = step;
        asked.set(0);
        if (step.call() == null) {
            list(client, step);
        } else {
            call(client, step, step.call());
        }
        if (step.answer() != null && asked.get() != 1) {
            fail("asked", "The person was asked %d times.".formatted(asked.get()));
        }
        if (step.what() != null) {
            tell("so far", "what", step.what(), "good", good);
        }
    }

    private void list(McpSyncClient client, Step step) {
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            McpSchema.ListToolsResult page =
                    cursor == null ? client.listTools() : client.listTools(cursor);
            page.tools().forEach(tool -> names.add(tool.name()));
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null && pages < MOST_PAGES);
        tell("list", "pages", pages, "tools", names);
        check("list", step, String.join("\n", names));
    }

    private void call(McpSyncClient client, Step step, String tool) {
        Map<String, Object> arguments =
                filled(Objects.requireNonNullElse(step.arguments(), Map.of()));
        McpSchema.CallToolResult result =
                client.callTool(
                        McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        boolean error = Boolean.TRUE.equals(result.isError());
        String text =
                result.content().stream()
                        .map(part ->
                                part instanceof McpSchema.TextContent(var a, var words, var m)
                                        ? words
                                        : "")
                        .collect(Collectors.joining("\n"));
        tell("call", "tool", tool, "arguments", arguments, "error", error, "text", text);
        if (error != Boolean.TRUE.equals(step.error())) {
            fail(tool, error ? "It is an error." : "It is no error.");
        }
        check(tool, step, text);
    }

    private void check(String what, Step step, String text) {
        contains(what, step.says(), text);
        for (String part : Objects.requireNonNullElse(step.hides(), List.<String>of())) {
            if (text.contains(part)) {
                fail(what, "It says ‹" + part + "›.");
            }
        }
        Objects.requireNonNullElse(step.keep(), Map.<String, String>of())
                .forEach((name, pattern) -> {
                    Matcher found = Pattern.compile(pattern).matcher(text);
                    if (found.find()) {
                        kept.put(name, found.group(1));
                    } else {
                        fail(what, "There is no ‹" + name + "› in it.");
                    }
                });
    }

    private void contains(String what, @Nullable List<String> parts, String text) {
        for (String part : Objects.requireNonNullElse(parts, List.<String>of())) {
            if (!text.contains(filled(part))) {
                fail(what, "It does not say ‹" + part + "›.");
            }
        }
    }

    private McpSchema.ElicitResult answer(McpSchema.ElicitFormRequest question) {
        asked.incrementAndGet();
        Step step = current;
        @Nullable String action = step == null ? null : step.answer();
        tell(
                "asked",
                "message",
                question.message(),
                "answer",
                Objects.requireNonNullElse(action, "cancel"));
        if (step == null || action == null) {
            fail("asked", "The script has no answer here.");
            return new McpSchema.ElicitResult(McpSchema.ElicitResult.Action.CANCEL, null);
        }
        contains("asked", step.question(), question.message());
        McpSchema.ElicitResult.Action taken =
                McpSchema.ElicitResult.Action.valueOf(action.toUpperCase(Locale.ROOT));
        return new McpSchema.ElicitResult(
                taken,
                taken == McpSchema.ElicitResult.Action.ACCEPT
                        ? Objects.requireNonNullElse(step.content(), Map.of())
                        : null);
    }

    private Map<String, Object> filled(Map<String, Object> arguments) {
        Map<String, Object> filled = new LinkedHashMap<>();
        arguments.forEach((name, value) ->
                filled.put(name, value instanceof String text ? filled(text) : value));
        return filled;
    }

    private String filled(String words) {
        String text = words;
        for (Map.Entry<String, String> each : kept.entrySet()) {
            text = text.replace("{" + each.getKey() + "}", each.getValue());
        }
        return text;
    }

    private void fail(String what, String why) {
        good = false;
        tell("failed", "what", what, "why", why);
    }

    /// @param details names and values, in turn
    private void tell(String step, Object... details) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        for (int i = 0; i < details.length; i += 2) {
            line.put((String) details[i], details[i + 1]);
        }
        try {
            out.println(json.writeValueAsString(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
