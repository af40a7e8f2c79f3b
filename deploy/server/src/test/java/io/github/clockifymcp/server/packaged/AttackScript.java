package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Attacks on the packaged server, line by line. `== ` and a sentence begin a scenario, which has a
/// state folder of its own; all its servers share it.
///
/// - `# ` begins a comment.
/// - `@ kind [as PERSON] [at INSTANT] [NAME=value …]` starts a server and a client, or goes back to
///   the one that the same line has started. [AttackSession] says which kinds there are.
/// - `* the key is thrown away` ends all servers, and removes the key of the state folder.
/// - `> tool {…}` calls through `clockify_run_tool`, `>> tool {…}` by the tool's own name, and `%
///   method {…}` is any request. `+ yes` and `+ no` make the last call again with a person's
///   answer, in a modern client.
/// - `< text` must stand in what is answered, `! text` in a refusal or an error, `- text` in
///   neither, `? text` in what a person is asked. After `!` no change may have begun.
/// - `= tool outcome [code]` is the row that the call leaves in the audit log; `= nothing` is none,
///   after a call that said its row.
/// - `$name = pattern` remembers the pattern's group from the answer; `$name = altered $other` is
///   one letter of it changed; `$name = 400 times x` is long. `$name` says it again, and `$state`
///   is what a modern client was given with a question.
record AttackScript(String name, List<String> lines) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z][a-z_]*)");
    private static final Pattern TIMES = Pattern.compile("([0-9]+) times (.+)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(300);

    AttackScript {
        lines = List.copyOf(lines);
    }

    /// The scenarios of a file, each with its sentence as its name.
    static List<AttackScript> read(Path file) {
        List<AttackScript> scenarios = new ArrayList<>();
        String name = "";
        List<String> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("== ")) {
                    add(name, lines, scenarios);
                    name = line.substring(3).strip();
                    lines.clear();
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(name, lines, scenarios);
        return scenarios;
    }

    private static void add(String name, List<String> lines, List<AttackScript> scenarios) {
        if (!name.isEmpty()) {
            scenarios.add(new AttackScript(name, lines));
        }
    }

    /// Plays it.
    ///
    /// @param home for the servers' state
    void play(Path home) throws Exception {
        assertThat(lines)
                .as(name + " says what the audit log has")
                .anyMatch(l -> l.startsWith("="));
        Files.createDirectories(home);
        try (Play play = new Play(home)) {
            for (String line : lines) {
                play.line(line);
            }
            play.judged();
        }
    }

    /// One scenario while it is played.
    private static final class Play implements AutoCloseable {
        private final Path home;
        private final Path audit;
        private final Map<String, AttackSession> sessions = new LinkedHashMap<>();
        private final Map<String, String> remembered = new HashMap<>();
        private String current = "";
        private String at = "";
        private ObjectNode params = JSON.createObjectNode();
        private JsonNode answer = JSON.missingNode();
        private int rowsBefore;
        private boolean judged = true;

        /// Whether all rows of the calls so far are there, and of those before the last one.
        private boolean settled = true;

        private boolean settledBefore = true;

        Play(Path home) {
            this.home = home;
            remembered.put("studio", Seed.studio());
            remembered.put("laboratory", Seed.laboratory());
            this.audit = home.resolve(".local/state/clockify-mcp-sandbox/audit.jsonl");
        }

        void line(String line) throws Exception {
            String rest = line.isEmpty() ? "" : said(line.substring(1).strip());
            if (!line.isEmpty() && "@*>%+".indexOf(line.charAt(0)) >= 0) {
                judged();
                at = line;
            }
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '#' -> {}
                case '@' -> session(rest);
                case '*' -> throwAwayTheKey();
                case '>' -> call(line.startsWith(">>"), said(line.replaceFirst("^>+ ", "")));
                case '%' -> {
                    String[] parts = rest.split(" ", 2);
                    request(parts[0], parts[1]);
                }
                case '+' -> answered(rest.equals("yes"));
                case '<' -> {
                    assertThat(refused()).as(where()).isFalse();
                    assertThat(text()).as(where()).contains(rest);
                    judged = true;
                }
                case '!' -> {
                    assertThat(refused()).as(where()).isTrue();
                    assertThat(text()).as(where()).contains(rest);
                    assertThat(intents(rowsBefore)).as(where() + " began a change").isEmpty();
                    judged = true;
                }
                case '?' -> {
                    assertThat(session().asked()).as(where()).contains(rest);
                    judged = true;
                }
                case '-' -> assertThat(text()).as(where()).doesNotContain(rest);
                case '=' -> left(rest);
                case '$' -> remember(line.substring(1));
                default -> throw new IllegalArgumentException("What is ‹" + line + "›?");
            }
        }

        /// What was said must be judged before something else is said.
        void judged() {
            assertThat(judged).as(where() + " is judged by <, ! or ?").isTrue();
        }

        private String where() {
            return "‹%s› %s".formatted(at.length() > 200 ? at.substring(0, 200) : at, answer);
        }

        private void session(String words) throws Exception {
            current = words;
            if (sessions.containsKey(words)) {
                return;
            }
            Map<String, String> environment = new HashMap<>();
            environment.put("CLOCKIFY_SANDBOX_AT", "2026-11-20T14:30:00Z");
            String[] parts = words.split(" ", -1);
            for (int i = 1; i < parts.length; i++) {
                switch (parts[i]) {
                    case "as" -> environment.put("CLOCKIFY_API_KEY", "sandbox-key-" + parts[++i]);
                    case "at" -> environment.put("CLOCKIFY_SANDBOX_AT", parts[++i]);
                    default -> {
                        String[] setting = parts[i].split("=", 2);
                        environment.put(setting[0], setting[1]);
                    }
                }
            }
            sessions.put(words, AttackSession.start(parts[0], home, environment));
        }

        private AttackSession session() {
            AttackSession session = sessions.get(current);
            assertThat(session).as(where() + " has nobody to say it").isNotNull();
            return session;
        }

        private void throwAwayTheKey() throws IOException {
            close();
            Files.delete(audit.resolveSibling("key"));
        }

        private void call(boolean byName, String words) throws Exception {
            String[] parts = words.split(" ", 2);
            String arguments = parts.length == 1 ? "{}" : parts[1];
            String tool = "{\"name\":\"" + parts[0] + "\",\"arguments\":" + arguments + "}";
            request(
                    "tools/call",
                    byName ? tool : "{\"name\":\"clockify_run_tool\",\"arguments\":" + tool + "}");
        }

        private void request(String method, String given) throws Exception {
            rowsBefore = rows().size();
            settledBefore = settled;
            settled = false;
            judged = false;
            answer = session().ask(method, given);
            JsonNode state = answer.at("/result/requestState");
            if (state.isTextual()) {
                remembered.put("state", state.textValue());
                params = (ObjectNode) JSON.readTree(given);
            }
        }

        private void answered(boolean yes) throws Exception {
            ObjectNode again = params.deepCopy().put("requestState", remembered.get("state"));
            ObjectNode confirm = again.putObject("inputResponses").putObject("confirm");
            confirm.put("action", yes ? "accept" : "decline");
            if (yes) {
                confirm.putObject("content").put("confirm", true);
            }
            ObjectNode before = params;
            request("tools/call", again.toString());
            params = before;
        }

        private boolean refused() {
            return answer.has("error") || answer.at("/result/isError").asBoolean();
        }

        private String text() {
            StringBuilder text = new StringBuilder(answer.path("error").toString());
            answer.at("/result/content").forEach(block -> text.append(block.path("text").asText()));
            answer.at("/result/contents").forEach(each -> text.append(each.path("text").asText()));
            return text.toString();
        }

        /// What the call left in the audit log. A row about nothing that was sent is written soon.
        private void left(String row) throws InterruptedException {
            settled = true;
            if (row.equals("nothing")) {
                assertThat(settledBefore).as(where() + " follows a call with its row").isTrue();
                Thread.sleep(MOMENT);
                assertThat(outcomes(rowsBefore)).as(where()).isEmpty();
                return;
            }
            await(() -> outcomes(rowsBefore).contains(row));
            assertThat(outcomes(rowsBefore)).as(where()).contains(row);
        }

        private static void await(BooleanSupplier there) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!there.getAsBoolean() && System.nanoTime() - end < 0) {
                Thread.sleep(Duration.ofMillis(10));
            }
        }

        private List<String> outcomes(int from) {
            return since(from).stream()
                    .filter(row -> row.path("phase").asText().equals("outcome"))
                    .map(row ->
                            "%s %s %s"
                                    .formatted(
                                            row.path("tool").asText(),
                                            row.path("outcome").asText(),
                                            row.path("code").asText())
                                    .strip())
                    .toList();
        }

        private List<JsonNode> intents(int from) {
            return since(from).stream()
                    .filter(row -> row.path("phase").asText().equals("intent"))
                    .toList();
        }

        private List<JsonNode> since(int from) {
            List<JsonNode> rows = rows();
            return rows.subList(Math.min(from, rows.size()), rows.size());
        }

        private List<JsonNode> rows() {
            List<JsonNode> rows = new ArrayList<>();
            try {
                if (Files.exists(audit)) {
                    for (String line : Files.readString(audit).split("(?<=\n)", -1)) {
                        if (line.endsWith("\n")) {
                            rows.add(JSON.readTree(line));
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return rows;
        }

        private void remember(String line) {
            String[] parts = line.split(" = ", 2);
            String meaning = parts[1].strip();
            Matcher times = TIMES.matcher(meaning);
            String value;
            if (meaning.startsWith("altered ")) {
                value = altered(said(meaning.substring("altered ".length())));
            } else if (times.matches()) {
                value = times.group(2).repeat(Integer.parseInt(times.group(1)));
            } else {
                Matcher found = Pattern.compile(meaning).matcher(text());
                assertThat(found.find()).as(where()).isTrue();
                value = found.group(1);
            }
            remembered.put(parts[0].strip(), value);
        }

        private static String altered(String text) {
            int middle = text.length() / 2;
            char other = text.charAt(middle) == 'A' ? 'B' : 'A';
            return text.substring(0, middle) + other + text.substring(middle + 1);
        }

        private String said(String line) {
            return VARIABLE.matcher(line)
                    .replaceAll(variable ->
                            Matcher.quoteReplacement(
                                    remembered.getOrDefault(variable.group(1), variable.group())));
        }

        @Override
        public void close() {
            sessions.values().forEach(AttackSession::close);
            sessions.clear();
        }
    }
}
