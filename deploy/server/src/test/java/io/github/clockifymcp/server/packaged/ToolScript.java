package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.server.AllTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is said to tools and what they must answer, line by line:
///
/// - `# ` begins a comment.
/// - `@ bruno-admin NAME=value` starts a server for that person of the sandbox, in which the
///   settings stand; what was done on the one before is gone. The person agrees to every question.
/// - `> tool {…}` calls a tool.
/// - `< text` must stand in what it answers; `!` the same in a refusal. Every call has at least one
///   of them, and a refusal has no `<`.
/// - `? text` must stand in what the person was asked about this call.
/// - `- text` must not stand in the answer.
/// - `$name = pattern` remembers the pattern's group from the answer, and `$name` says it again in
///   later lines.
///
/// Every value that is answered is held against the tool's published schema. Every change is shown
/// before it is made, and what is shown of taking it back is held against the journal.
record ToolScript(String name, List<String> lines) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Catalogue CATALOGUE = new Catalogue("tools", "enforcement");
    private static final Set<String> CHANGING =
            AllTools.infos().stream()
                    .filter(tool -> !tool.reads())
                    .map(ToolInfo::name)
                    .collect(Collectors.toSet());
    private static final Map<String, Published> PUBLISHED = new ConcurrentHashMap<>();
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z][a-z0-9_]*)");

    ToolScript {
        lines = List.copyOf(lines);
    }

    static ToolScript read(Path file) {
        try {
            return new ToolScript(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tools that are called with these marks behind them: `<` for a success, `!` for a
    /// refusal.
    Set<String> called(char mark) {
        Set<String> tools = new TreeSet<>();
        String tool = "";
        for (String line : lines) {
            if (line.startsWith("> ")) {
                tool = line.substring(2).split(" ", 2)[0];
            } else if (!line.isEmpty() && line.charAt(0) == mark && !tool.isEmpty()) {
                tools.add(tool);
            }
        }
        return tools;
    }

    /// Plays it.
    ///
    /// @param home a folder for the servers' states
    void play(Path home) throws Exception {
        Map<String, String> remembered = new HashMap<>();
        ToolSession session = null;
        try {
            for (int i = 0; i < lines.size(); ) {
                String line = lines.get(i);
                if (line.startsWith("@ ")) {
                    if (session != null) {
                        session.close();
                    }
                    session = start(line.substring(2), home.resolve(String.valueOf(i)));
                    i++;
                } else if (line.startsWith("> ")) {
                    assertThat(session).as("%s:%d has nobody to call", name, i + 1).isNotNull();
                    i = call(session, i, remembered);
                } else {
                    assertThat(line).as("%s:%d", name, i + 1).matches("|#.*");
                    i++;
                }
            }
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    private static ToolSession start(String words, Path home) throws Exception {
        String[] parts = words.strip().split(" ", -1);
        Map<String, String> environment = new HashMap<>(ToolSession.key(parts[0]));
        environment.put("CLOCKIFY_RESULT_CHANNEL", "both");
        // More calls than a model makes in a minute.
        environment.put("CLOCKIFY_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");
        for (int i = 1; i < parts.length; i++) {
            String[] setting = parts[i].split("=", 2);
            environment.put(setting[0], setting[1]);
        }
        Files.createDirectories(home);
        return ToolSession.start(home, environment, ToolSession.FRIDAY);
    }

    /// Makes a call and checks what comes of it.
    ///
    /// @return where the script goes on
    private int call(ToolSession session, int at, Map<String, String> remembered) throws Exception {
        String where = "%s:%d".formatted(name, at + 1);
        String[] said = said(lines.get(at).substring(2), remembered).split(" ", 2);
        String arguments = said.length == 1 ? "{}" : said[1];
        boolean changes =
                CHANGING.contains(said[0])
                        && !arguments.contains("\"dry_run\"")
                        && at + 1 < lines.size()
                        && !lines.get(at + 1).startsWith("!");
        String shown = changes ? shown(session, said[0], arguments) : "";
        String before = changes ? lastChange(session) : "";
        JsonNode result = session.call(said[0], arguments);
        String text = text(result);
        List<String> marks = new ArrayList<>();
        int next = at + 1;
        for (; next < lines.size() && lines.get(next).matches("[<!?$-].*"); next++) {
            String line = lines.get(next);
            marks.add(line.substring(0, 1));
            String rest = said(line.substring(1).strip(), remembered);
            switch (line.charAt(0)) {
                case '<', '!' -> assertThat(text).as(where).contains(rest);
                case '-' -> assertThat(text).as(where).doesNotContain(rest);
                case '?' -> assertThat(session.asked()).as(where).contains(rest);
                default -> remember(where, line, text, remembered);
            }
        }
        boolean refused = marks.contains("!");
        assertThat(marks).as(where + " expects an answer or a refusal").containsAnyOf("<", "!");
        assertThat(refused && marks.contains("<")).as(where + " expects both").isFalse();
        assertThat(result.path("isError").asBoolean()).as("%s %s", where, text).isEqualTo(refused);
        if (!refused && !arguments.contains("\"dry_run\"")) {
            fits(where, said[0], result);
        }
        if (changes && !refused) {
            keepsItsWord(where, shown, before, lastChange(session));
        }
        return next;
    }

    private static String shown(ToolSession session, String tool, String arguments)
            throws Exception {
        ObjectNode dry = (ObjectNode) JSON.readTree(arguments);
        return text(session.call(tool, dry.put("dry_run", true).toString()));
    }

    private static String lastChange(ToolSession session) throws Exception {
        return text(session.call("clockify_list_changes", "{\"limit\":1}"));
    }

    /// Whether the change can be taken back was said before, and is so.
    private static void keepsItsWord(String where, String shown, String before, String after) {
        if (after.split(" ", 2)[0].equals(before.split(" ", 2)[0])) {
            return; // Nothing was sent.
        }
        boolean yes =
                shown.contains("clockify_undo takes it back.")
                        || shown.contains("clockify_undo makes it again, with a new id.");
        boolean no = shown.contains("It cannot be taken back");
        assertThat(yes ^ no).as("%s says of taking it back: %s", where, shown).isTrue();
        assertThat(
                        after.strip().endsWith("takes it back]")
                                || after.strip().endsWith("takes back]"))
                .as("%s was told: %s", where, shown + after)
                .isEqualTo(no);
    }

    private static String text(JsonNode result) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : result.path("content")) {
            text.append(block.path("text").asText());
            text.append(block.path("uri").asText()).append('\n');
        }
        return text.toString();
    }

    /// `$name` in a line that is said; a pattern's own dollar stands at its end.
    private static String said(String line, Map<String, String> remembered) {
        return VARIABLE.matcher(line)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(
                                remembered.getOrDefault(variable.group(1), variable.group())));
    }

    private static void remember(
            String where, String line, String text, Map<String, String> remembered) {
        String[] parts = line.substring(1).split(" = ", 2);
        Matcher found = Pattern.compile(parts[1]).matcher(text);
        assertThat(found.find()).as("%s: %s in %s", where, parts[1], text).isTrue();
        remembered.put(parts[0].strip(), found.group(1));
    }

    /// What a tool's answers are published to be. To read it takes longer than to make a call.
    ///
    /// @param notes whether it has room for notes itself
    private record Published(Schema schema, boolean notes) {
        static Published of(String tool) {
            try {
                JsonNode schema =
                        JSON.readTree(CATALOGUE.definition(tool, Family.DESCRIBED))
                                .path("outputSchema");
                return new Published(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema),
                        schema.path("properties").has("notes"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void fits(String where, String tool, JsonNode result) {
        Published published = PUBLISHED.computeIfAbsent(tool, Published::of);
        JsonNode value = result.path("structuredContent");
        assertThat(value.isObject()).as("%s: %s", where, result).isTrue();
        // Notes of a change stand beside its value.
        JsonNode bare = value.deepCopy();
        if (!published.notes()) {
            ((ObjectNode) bare).remove("notes");
        }
        assertThat(published.schema().validate(bare)).as("%s: %s", where, value).isEmpty();
    }
}
