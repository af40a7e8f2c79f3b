package io.github.clockifymcp.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everyday tasks, and what each costs: calls, requests to Clockify, and the tokens that a model
/// writes and reads. `tasks.txt` has them, one after the other in one session:
///
/// - `## ` begins a task, with the most requests it may need behind a bar;
/// - `@ ` says whose key the session has from here on;
/// - `> ` is a call of a listed tool, `~ ` of one that is not, through `clockify_run_tool`. Where a
///   change has to be confirmed, the call is made again with the token.
final class Tasks {
    private static final Pattern TOKEN = Pattern.compile("confirmation_token \"([^\"]+)\"");

    private final Path launcher;
    private final Path state;
    private final Counting clockify;
    private final Encoding tokens;
    private final Table table;

    private String task = "";
    private int most;
    private int calls;
    private int before;
    private int written;
    private int heard;

    Tasks(Path launcher, Path state, Counting clockify, Encoding tokens, Table table) {
        this.launcher = launcher;
        this.state = state;
        this.clockify = clockify;
        this.tokens = tokens;
        this.table = table;
    }

    void measure() throws IOException {
        StdioServer server = null;
        try {
            for (String line : lines()) {
                if (line.startsWith("@ ")) {
                    end();
                    if (server != null) {
                        server.close();
                    }
                    server = start(line.substring(2).strip());
                } else if (line.startsWith("## ")) {
                    end();
                    begin(line.substring(3));
                } else if (server != null && (line.startsWith("> ") || line.startsWith("~ "))) {
                    call(server, line);
                }
            }
            end();
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = Tasks.class.getResourceAsStream("/tasks.txt")) {
            if (file == null) {
                throw new IOException("tasks.txt is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private StdioServer start(String person) throws IOException {
        Map<String, String> environment =
                new HashMap<>(ServerEnvironment.of(clockify.port(), state));
        environment.put("CLOCKIFY_API_KEY", "sandbox-key-" + person);
        environment.put("CLOCKIFY_POLICY", "standard");
        StdioServer server = new StdioServer(launcher, environment, "--profile=local-stdio");
        server.initialized();
        return server;
    }

    private void begin(String title) {
        String[] parts = title.split("\\|", 2);
        task = parts[0].strip();
        most = parts.length == 1 ? 0 : Integer.parseInt(parts[1].strip());
        calls = 0;
        written = 0;
        heard = 0;
        before = clockify.requests();
    }

    private void call(StdioServer server, String line) throws IOException {
        String[] said = line.substring(2).split(" ", 2);
        String arguments = said.length == 1 ? "{}" : said[1];
        boolean listed = line.charAt(0) == '>';
        String tool = listed ? said[0] : "clockify_run_tool";
        JsonNode result = ask(server, tool, listed, said[0], arguments);
        Matcher token = TOKEN.matcher(result.at("/content/0/text").asText());
        if (token.find()) {
            String again =
                    "%s,\"confirmation_token\":\"%s\"}"
                            .formatted(
                                    arguments.substring(0, arguments.length() - 1), token.group(1));
            ask(server, tool, listed, said[0], again);
        }
    }

    private JsonNode ask(
            StdioServer server, String tool, boolean listed, String named, String arguments)
            throws IOException {
        String all =
                listed
                        ? arguments
                        : "{\"name\":\"%s\",\"arguments\":%s}".formatted(named, arguments);
        calls++;
        written += tokens.countTokens(tool + all);
        JsonNode result =
                server.request(
                        "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, all));
        String text = result.at("/content/0/text").asText();
        if (result.path("isError").asBoolean()) {
            throw new IOException("‹%s› failed at %s: %s".formatted(task, named, text));
        }
        heard += tokens.countTokens(text);
        return result;
    }

    private void end() {
        if (task.isEmpty()) {
            return;
        }
        int requests = clockify.requests() - before;
        String measured =
                "%s; %s to Clockify; %d tokens written, %d read"
                        .formatted(many(calls, "call"), many(requests, "request"), written, heard);
        if (most > 0) {
            table.row("task: " + task, measured, "≤ " + many(most, "request"), requests <= most);
        } else {
            table.row("task: " + task, measured);
        }
        task = "";
    }

    private static String many(int count, String word) {
        return "%d %s%s".formatted(count, word, count == 1 ? "" : "s");
    }
}
