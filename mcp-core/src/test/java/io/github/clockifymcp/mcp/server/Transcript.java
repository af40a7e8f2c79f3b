package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.stdio.StdioSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A conversation on a pipe: `>` is what the client says, `<` what it must hear next. In what it
/// hears a `*` in a text stands for anything, the text `*` for any value, and `$name` for any text,
/// which is remembered and said again where `$name` stands in what the client says. Lines with `?`
/// that follow each other are heard in any order, as they come from several threads. What still
/// comes when the client has closed its side stands below a line `end`.
record Transcript(Path file) {
    private static final JsonMapper JSON = new JsonMapper();

    void play(McpServer server) throws IOException {
        Map<String, String> remembered = new HashMap<>();
        List<String> lines = Files.readAllLines(file);

        try (Served served = new Served(server, new StdioSettings(4_000, Duration.ofSeconds(10)))) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String where = file.getFileName() + ":" + (i + 1);
                if (line.startsWith("> ")) {
                    served.say(said(line.substring(2), remembered));
                } else if (line.startsWith("< ")) {
                    hear(where, List.of(line.substring(2)), served, remembered);
                } else if (line.startsWith("? ")) {
                    List<String> expected = new ArrayList<>();
                    for (; i < lines.size() && lines.get(i).startsWith("? "); i++) {
                        expected.add(lines.get(i).substring(2));
                    }
                    i--;
                    hear(where, expected, served, remembered);
                } else if (line.equals("end")) {
                    served.pipe().end();
                }
            }

            served.pipe().end();
            served.awaitEnd();
            assertThat(served.pipe().unheard()).as("lines nobody expected").isZero();
        }
    }

    private static void hear(
            String where, List<String> expected, Served served, Map<String, String> remembered)
            throws IOException {
        List<String> open = new ArrayList<>(expected);
        while (!open.isEmpty()) {
            JsonNode heard = JSON.readTree(served.hear());
            List<String> differences = List.of();
            boolean found = false;
            for (Iterator<String> all = open.iterator(); all.hasNext() && !found; ) {
                differences = new ArrayList<>();
                compare("", JSON.readTree(all.next()), heard, remembered, differences);
                found = differences.isEmpty();
                if (found) {
                    all.remove();
                }
            }
            assertThat(differences).as("%s heard %s", where, heard).isEmpty();
        }
    }

    private static String said(String line, Map<String, String> remembered) {
        String said = line.replace("${long}", "x".repeat(5_000));
        for (Map.Entry<String, String> entry : remembered.entrySet()) {
            said = said.replace(entry.getKey(), entry.getValue());
        }
        return said;
    }

    private static void compare(
            String at,
            JsonNode expected,
            JsonNode heard,
            Map<String, String> remembered,
            List<String> differences) {
        if (expected.isTextual() && heard != null) {
            String form = expected.textValue();
            if (form.startsWith("$")) {
                remembered.put(form, heard.asText());
                return;
            }
            boolean fits =
                    form.equals("*")
                            || (heard.isTextual()
                                    && pattern(form).matcher(heard.asText()).matches());
            if (fits) {
                return;
            }
        }
        if (expected instanceof ObjectNode fields && heard instanceof ObjectNode others) {
            Set<String> names = new TreeSet<>();
            fields.fieldNames().forEachRemaining(names::add);
            others.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!fields.has(name) || !others.has(name)) {
                    differences.add(
                            at + "/" + name + (fields.has(name) ? " missing" : " too much"));
                } else {
                    compare(
                            at + "/" + name,
                            fields.get(name),
                            others.get(name),
                            remembered,
                            differences);
                }
            }
            return;
        }
        if (expected instanceof ArrayNode items
                && heard instanceof ArrayNode others
                && items.size() == others.size()) {
            Iterator<JsonNode> other = others.iterator();
            for (JsonNode item : items) {
                compare(at + "/-", item, other.next(), remembered, differences);
            }
            return;
        }
        if (!expected.equals(heard)) {
            differences.add("%s is %s and should be %s".formatted(at, heard, expected));
        }
    }

    private static Pattern pattern(String form) {
        String quoted = Pattern.quote(form).replace("*", "\\E.*\\Q");
        return Pattern.compile(quoted, Pattern.DOTALL);
    }
}
