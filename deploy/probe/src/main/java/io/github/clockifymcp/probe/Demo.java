package io.github.clockifymcp.probe;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The main job, told step by step: the official Java client starts the packaged server over stdio,
/// on the sandbox, and a person is asked before anything is deleted. Nothing of the server runs in
/// this process; a step that does not come out as told ends the demo with exit code 1.
///
///     java -cp 'lib/*' io.github.clockifymcp.probe.Demo PATH-TO-LAUNCHER STATE-FOLDER
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A Friday in November, mid-afternoon in Vienna, so that the week is the same in every run.
    private static final String FRIDAY = "2026-11-20T14:30:00Z";

    private static final Pattern HANDLE = Pattern.compile("\\b([0-9a-f]{5,24})\\b");
    private static final String BAR = "─".repeat(90);

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private final String launcher;
    private final Path state;
    private final PrintStream out;
    private int steps;
    private int asked;

    private Demo(String launcher, Path state, PrintStream out) {
        this.launcher = launcher;
        this.state = state;
        this.out = out;
    }

    /// Tells the story, and ends the process with 0 when it came out.
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        if (arguments.length != 2) {
            System.err.println("Usage: Demo PATH-TO-LAUNCHER STATE-FOLDER");
            System.exit(2);
        }
        Demo demo = new Demo(arguments[0], Path.of(arguments[1]).toAbsolutePath(), out);
        try {
            demo.tell();
        } catch (IOException | RuntimeException e) {
            System.err.println("The demo did not come out as told: " + e.getMessage());
            System.exit(1);
        }
    }

    private void tell() throws IOException {
        say("A model's client starts bin/clockify-mcp --profile=sandbox over stdio. The mode is");
        say("standard; the Clockify behind it is the one in the box; it is Friday afternoon.");
        String entry = work();
        step("Another mode. The same server, started without the profile's mode.");
        refusal(entry);
        step("What the audit has of all that, from " + state.resolve("audit.jsonl") + ".");
        audit();
        say(BAR);
        say("That is all: %d steps, the person was asked once.".formatted(steps));
    }

    private String work() {
        try (McpSyncClient client = client(Map.of())) {
            client.initialize();
            step("Who am I?");
            call(client, "clockify_whoami", Map.of());

            step("Two hours on a project, by its name and in the person's own words.");
            call(
                    client,
                    "clockify_log_time",
                    Map.of(
                            "project", "Booking App",
                            "start", "today 9:00",
                            "duration", "2h",
                            "description", "Sketching the new start page"));

            step("The week so far.");
            String week = call(client, "clockify_weekly_summary", Map.of());
            require(week.contains("Booking App"), "the week has the new entry");

            step("And today, entry by entry.");
            String today = call(client, "clockify_today_entries", Map.of());
            String entry = handle(today, "Sketching the new start page");

            step("Deleting it again: first only the preview.");
            call(client, "clockify_delete_entry", Map.of("entry_id", entry, "dry_run", true));
            require(asked == 0, "nobody was asked for a look");

            step("Now in earnest. The server asks the person, who agrees.");
            call(client, "clockify_delete_entry", Map.of("entry_id", entry));
            require(asked == 1, "the person was asked once");
            String after = call(client, "clockify_today_entries", Map.of());
            require(!after.contains("Sketching"), "the entry is gone");
            return handle(week(client), ":");
        }
    }

    private static String week(McpSyncClient client) {
        return text(
                client.callTool(
                        McpSchema.CallToolRequest.builder("clockify_list_entries")
                                .arguments(Map.of("start", "this week"))
                                .build()));
    }

    private void refusal(String entry) {
        try (McpSyncClient client = client(Map.of("CLOCKIFY_POLICY", "time_tracking_safe"))) {
            client.initialize();
            Map<String, Object> arguments = Map.of("entry_id", entry);
            said("clockify_delete_entry", arguments);
            McpSchema.CallToolResult result =
                    client.callTool(
                            McpSchema.CallToolRequest.builder("clockify_delete_entry")
                                    .arguments(arguments)
                                    .build());
            answered(text(result));
            require(Boolean.TRUE.equals(result.isError()), "the mode refuses");
            require(asked == 1, "nobody is asked about what is forbidden");
        }
    }

    private McpSyncClient client(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MCP_CONTROL_PLANE_DSN", "file:" + state);
        environment.putAll(more);
        ServerParameters server =
                ServerParameters.builder(launcher)
                        .args(new ArrayList<>(List.of("--profile=sandbox", "--at=" + FRIDAY)))
                        .env(environment)
                        .build();
        StdioClientTransport transport = new StdioClientTransport(server, json);
        transport.setStdErrorHandler(line -> {});
        return McpClient.sync(transport)
                .clientInfo(McpSchema.Implementation.builder("clockify-mcp-demo", "1").build())
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .capabilities(McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(this::agree)
                .build();
    }

    private McpSchema.ElicitResult agree(McpSchema.ElicitFormRequest question) {
        asked++;
        say("  the person is asked:");
        indented("  ? ", question.message());
        say("  the person says yes");
        return new McpSchema.ElicitResult(
                McpSchema.ElicitResult.Action.ACCEPT, Map.of("confirm", true));
    }

    private String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        said(tool, arguments);
        McpSchema.CallToolResult result =
                client.callTool(
                        McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        String text = text(result);
        answered(text);
        require(!Boolean.TRUE.equals(result.isError()), tool + " does its work");
        return text;
    }

    private static String text(McpSchema.CallToolResult result) {
        return result.content().stream()
                .map(part ->
                        part instanceof McpSchema.TextContent(var a, var words, var m) ? words : "")
                .collect(Collectors.joining("\n"));
    }

    private static String handle(String text, String part) {
        String line =
                text.lines()
                        .filter(each -> each.contains(part) && HANDLE.matcher(each).lookingAt())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no line has ‹" + part + "›"));
        Matcher matcher = HANDLE.matcher(line);
        require(matcher.lookingAt(), "a line begins with a handle");
        return matcher.group(1);
    }

    private void audit() throws IOException {
        for (String line : auditLines()) {
            Map<?, ?> row = json.readValue(line, Map.class);
            StringBuilder told = new StringBuilder("  ");
            for (String field : List.of("seq", "phase", "tool", "outcome", "code", "summary")) {
                Object value = row.get(field);
                if (value != null) {
                    told.append(value).append("  ");
                }
            }
            say(told.toString().stripTrailing());
        }
    }

    /// The lines, once the server that was left last has written its own.
    private List<String> auditLines() throws IOException {
        Path file = state.resolve("audit.jsonl");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> lines = Files.readAllLines(file);
            if (lines.stream().anyMatch(line -> line.contains("denied_by_policy"))) {
                return lines;
            }
            require(System.nanoTime() < end, "the refusal is in the audit");
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private void step(String what) {
        say(BAR);
        say(++steps + ". " + what);
    }

    private void said(String tool, Map<String, Object> arguments) {
        try {
            say("  → " + tool + " " + json.writeValueAsString(arguments));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answered(String text) {
        indented("  ← ", text);
    }

    private void indented(String prefix, String text) {
        text.lines().forEach(line -> say(prefix + line));
    }

    private void say(String line) {
        out.println(line);
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new IllegalStateException("It is not so that " + what + ".");
        }
    }
}
