package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.server.packaged.Ways.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each mode means the same on each transport and in each era, on every way to a tool. What it
/// means is looked up in the policy matrix, which people review.
class ModesOnEveryWayTest {
    private static final Path MATRIX = Path.of("policy-matrix.tsv");
    private static final List<String> MODES =
            List.of("read_only", "time_tracking_safe", "safe_core", "standard", "full");
    private static final String NONSENSE = "{\"no_such_argument\":1}";

    /// What each tool may do, by tool and mode: `no` is the word that counts.
    private final Map<String, Map<String, String>> matrix = new TreeMap<>();

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> a_mode_means_the_same_everywhere() throws Exception {
        List<String> lines = Files.readAllLines(MATRIX);
        List<String> head = List.of(lines.getFirst().split("\t", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (cells[1].equals("as named")) {
                continue;
            }
            Map<String, String> modes = new HashMap<>();
            MODES.forEach(mode -> modes.put(mode, cells[head.indexOf(mode)]));
            matrix.put(cells[0], modes);
        }
        return MODES.stream().map(mode -> DynamicTest.dynamicTest(mode, () -> meets(mode)));
    }

    private boolean forbids(String mode, String tool) {
        return matrix.getOrDefault(tool, Map.of()).getOrDefault(mode, "").equals("no");
    }

    private void meets(String mode) throws Exception {
        try (Ways ways = new Ways(folder.resolve(mode), mode)) {
            for (Way way : ways.all()) {
                String where = mode + " on " + way.name();
                lists(where, mode, way);
                calls(where, mode, way);
                changes(where, mode, way);
                reads(where, way);
                completes(where, way);
            }
            otherTiers(mode, ways);
        }
    }

    /// What the mode forbids is not listed from the start, and what it allows is.
    private void lists(String where, String mode, Way way) throws Exception {
        List<String> listed = way.names("tools/list", "tools");

        assertThat(listed).as(where).noneMatch(tool -> forbids(mode, tool));
        assertThat(listed).as(where).contains("clockify_list_entries", "clockify_run_tool");
        for (String tool :
                List.of(
                        "clockify_log_time",
                        "clockify_stop_timer",
                        "clockify_create_project",
                        "clockify_delete_entry")) {
            assertThat(listed.contains(tool))
                    .as("%s: %s", where, tool)
                    .isEqualTo(!forbids(mode, tool));
        }
    }

    /// Every tool there is, by its name and by address, with arguments that fit none: what the mode
    /// forbids says so, and nothing else does.
    private void calls(String where, String mode, Way way) throws Exception {
        String reason = "This server runs in mode " + mode;
        for (String tool : matrix.keySet()) {
            for (String told : List.of(way.told(tool, NONSENSE), way.run(tool, NONSENSE))) {
                assertThat(told.startsWith(reason))
                        .as("%s: %s says %s", where, tool, told)
                        .isEqualTo(forbids(mode, tool));
            }
        }
    }

    /// What is allowed is done, and what is not leaves nothing.
    private void changes(String where, String mode, Way way) throws Exception {
        String tag = "by " + where;
        way.run("clockify_create_tag", "{\"name\":\"%s\"}".formatted(tag));
        String after = way.told("clockify_list_tags", "{}");
        String deletion = way.run("clockify_delete_tag", "{\"tag\":\"%s\"}".formatted(tag));

        assertThat(after.contains(tag))
                .as("%s: %s", where, after)
                .isEqualTo(!forbids(mode, "clockify_create_tag"));
        assertThat(deletion.startsWith("Nothing was sent."))
                .as("%s: %s", where, deletion)
                .isEqualTo(!forbids(mode, "clockify_delete_tag"));
        assertThat(way.told("clockify_list_tags", "{}")).as(where).isEqualTo(after);
        if (!forbids(mode, "clockify_delete_tag")) {
            String confirmed =
                    way.run(
                            "clockify_delete_tag",
                            "{\"tag\":\"%s\",\"confirmation_token\":\"%s\"}"
                                    .formatted(tag, ToolSession.token(deletion)));
            assertThat(confirmed).as(where).doesNotContain("Nothing was sent");
            assertThat(way.told("clockify_list_tags", "{}")).as(where).doesNotContain(tag);
        }
    }

    /// Every mode reads everything, by every door.
    private static void reads(String where, Way way) throws Exception {
        assertThat(way.told("clockify_list_projects", "{}")).as(where).contains("Booking App");
        assertThat(way.run("clockify_list_invoices", "{}")).as(where).contains("Café Zentral");
        assertThat(way.names("resources/templates/list", "resourceTemplates"))
                .as(where)
                .contains("workspace", "entry");
        JsonNode read = way.ask("resources/read", "{\"uri\":\"%s\"}".formatted(Ways.workspace()));
        assertThat(read.at("/result/contents/0/text").asText()).as(where).contains("Studio");
        assertThat(way.ask("resources/read", "{\"uri\":\"clockify://nothing\"}").has("error"))
                .as(where)
                .isTrue();
        assertThat(way.names("prompts/list", "prompts")).as(where).contains("invoice-client");
        JsonNode prompt =
                way.ask(
                        "prompts/get",
                        "{\"name\":\"weekly-review\",\"arguments\":{\"week_start\":\"last week\"}}");
        assertThat(prompt.at("/result/messages/0/content/text").asText())
                .as(where)
                .contains("Review my week");
    }

    private static void completes(String where, Way way) throws Exception {
        JsonNode known = complete(way, "plan-schedule");
        JsonNode unknown = complete(way, "no-such-prompt");

        assertThat(known.at("/result/completion/values/0").asText())
                .as(where)
                .isEqualTo("Booking App");
        assertThat(unknown.at("/error/code").asInt()).as(where).isEqualTo(-32602);
        assertThat(unknown.at("/error/message").asText())
                .as(where)
                .isEqualTo("Unknown prompt: no-such-prompt");
    }

    private static JsonNode complete(Way way, String prompt)
            throws IOException, InterruptedException {
        return way.ask(
                "completion/complete",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"%s\"},\"argument\":{\"name\":\"project\",\"value\":\"book\"}}"
                        .formatted(prompt));
    }

    /// A group that is added, in a session or by the path, brings what the mode allows of it.
    private void otherTiers(String mode, Ways ways) throws Exception {
        for (Way way : ways.all()) {
            if (!way.modern()) {
                way.told("clockify_activate_group", "{\"name\":\"tags\"}");
                group(mode, way);
            } else {
                assertThat(way.names("tools/list", "tools"))
                        .as("%s on %s", mode, way.name())
                        .doesNotContain("clockify_get_tag");
            }
        }
        group(mode, ways.withGroups("tags"));
    }

    private void group(String mode, Way way) throws Exception {
        List<String> listed = way.names("tools/list", "tools");

        assertThat(listed).as("%s on %s", mode, way.name()).contains("clockify_get_tag");
        assertThat(listed.contains("clockify_update_tag"))
                .as("%s on %s", mode, way.name())
                .isEqualTo(!forbids(mode, "clockify_update_tag"));
        assertThat(way.told("clockify_update_tag", NONSENSE).contains("runs in mode"))
                .as("%s on %s", mode, way.name())
                .isEqualTo(forbids(mode, "clockify_update_tag"));
    }
}
