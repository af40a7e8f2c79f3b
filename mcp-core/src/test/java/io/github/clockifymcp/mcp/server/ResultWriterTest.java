package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Contents;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    enum Kind {
        BREAK_TIME
    }

    record Row(String firstName, Kind kind, LocalDate day, Instant at, @Nullable String left) {}

    private static final Outcome ROW =
            new Outcome.Answer(
                    new Row(
                            "An\u202En",
                            Kind.BREAK_TIME,
                            LocalDate.of(2026, 11, 20),
                            Instant.parse("2026-11-20T10:00:00Z"),
                            null));
    private static final String ROW_JSON =
            "{\"first_name\":\"Ann\",\"kind\":\"break_time\",\"day\":\"2026-11-20\",\"at\":\"2026-11-20T10:00:00Z\"}";

    private static final Change CHANGE =
            new Change(
                    "Send it",
                    List.of("It is a mail."),
                    Set.of(Risk.BILLING, Risk.WRITE),
                    Reach.WORKSPACE,
                    List.of(new Step("send", new Request("core", "POST", "/mail", null))),
                    List.of());

    @Test
    void a_value_is_text_unless_its_structure_is_wanted() {
        String text = ROW_JSON.replace("\"", "\\\"");

        assertThat(result(ROW, Channel.TEXT, "2025-11-25"))
                .isEqualTo("{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}");
        assertThat(result(ROW, Channel.STRUCTURED, "2025-11-25"))
                .isEqualTo("{\"content\":[],\"structuredContent\":" + ROW_JSON + "}");
        assertThat(result(ROW, Channel.BOTH, "2025-11-25"))
                .isEqualTo(
                        "{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"structuredContent\":%s}"
                                .formatted(text, ROW_JSON));
    }

    record Length(int hours, @JsonIgnore String told) {}

    record Entry(
            String firstName,
            @Nullable Length length,
            @Nullable OffsetDateTime start,
            List<String> tags,
            @Nullable String left,
            @Columns @Nullable List<Length> parts) {
        static Entry of(String name, @Nullable Length length, @Nullable String start) {
            OffsetDateTime at = start == null ? null : OffsetDateTime.parse(start);
            return new Entry(name, length, at, List.of(), null, null);
        }
    }

    record Table(@Columns List<Entry> entries) {}

    @Test
    void a_table_has_the_columns_of_which_some_row_says_something() {
        Table table =
                new Table(
                        List.of(
                                Entry.of("Ann", new Length(2, "2:00"), "2026-11-20T10:00:00+01:00"),
                                Entry.of("B\u202En", null, "2026-11-20T10:00:07+01:00")));

        assertThat(result(new Outcome.Answer(table), Channel.STRUCTURED, "2025-11-25"))
                .contains(
                        "{\"entries\":{\"columns\":[\"first_name\",\"hours\",\"start\"],\"rows\":[")
                .contains("[\"Ann\",2,\"2026-11-20T10:00+01:00\"]")
                .contains("[\"Bn\",null,\"2026-11-20T10:00:07+01:00\"]");
    }

    @Test
    void a_table_can_stand_in_a_table_and_an_empty_one_has_no_columns() {
        List<Length> parts = List.of(new Length(1, ""), new Length(3, ""));
        Entry entry = new Entry("Ann", null, null, List.of("a"), null, parts);

        assertThat(
                        result(
                                new Outcome.Answer(new Table(List.of(entry))),
                                Channel.STRUCTURED,
                                "2025-11-25"))
                .contains("\"columns\":[\"first_name\",\"tags\",\"parts\"]")
                .contains("[\"Ann\",[\"a\"],{\"columns\":[\"hours\"],\"rows\":[[1],[3]]}]");
        assertThat(
                        result(
                                new Outcome.Answer(new Table(List.of())),
                                Channel.STRUCTURED,
                                "2025-11-25"))
                .contains("{\"entries\":{\"columns\":[],\"rows\":[]}}");
    }

    record Asked(int hours, @JsonIgnore boolean asValue) implements Told {
        @Override
        public String told() {
            return "2 hours";
        }
    }

    @Test
    void an_output_can_say_that_its_value_reads_best() {
        assertThat(result(new Outcome.Answer(new Asked(2, false)), Channel.TEXT, "2025-11-25"))
                .contains("2 hours");
        assertThat(result(new Outcome.Answer(new Asked(2, true)), Channel.TEXT, "2025-11-25"))
                .contains("{\\\"hours\\\":2}");
    }

    @Test
    void an_older_client_is_never_left_without_text() {
        assertThat(result(ROW, Channel.STRUCTURED, "2025-03-26"))
                .startsWith("{\"content\":[{\"type\":\"text\"")
                .doesNotContain("structuredContent");
    }

    @Test
    void what_a_colleague_would_mention_follows_the_answer() {
        Outcome answer = new Outcome.Answer(Map.of("id", "x"), List.of(), List.of("It is long."));

        assertThat(result(answer, Channel.BOTH, "2025-11-25"))
                .contains("\\nNote: It is long.")
                .contains("\"structuredContent\":{\"id\":\"x\",\"notes\":[\"It is long.\"]}");
    }

    @Test
    void a_preview_has_one_envelope() {
        Outcome preview = new Outcome.Preview(CHANGE, null);

        assertThat(result(preview, Channel.STRUCTURED, "2025-11-25"))
                .isEqualTo(
                        "{\"content\":[],\"structuredContent\":{\"dry_run\":true,\"summary\":\"Send it\",\"notes\":[\"It is a mail.\"],\"risk\":[\"write\",\"billing\"],\"requests\":[{\"method\":\"POST\",\"path\":\"/mail\"}]}}");
        assertThat(result(preview, Channel.TEXT, "2025-11-25"))
                .contains("Nothing was sent.")
                .contains("call the tool again without dry_run.");
    }

    @Test
    void a_preview_says_what_a_change_of_many_consists_of() {
        Outcome preview =
                new Outcome.Preview(
                        new Change(
                                "Log 2 entries",
                                List.of("1 Mail", "2 Call"),
                                List.of("They overlap."),
                                Set.of(Risk.WRITE),
                                Reach.OWN_WORK,
                                CHANGE.steps(),
                                List.of()),
                        null);

        assertThat(result(preview, Channel.STRUCTURED, "2025-11-25"))
                .contains(
                        "\"summary\":\"Log 2 entries\",\"details\":[\"1 Mail\",\"2 Call\"],\"notes\":[\"They overlap.\"]");
        assertThat(result(preview, Channel.TEXT, "2025-11-25"))
                .contains("Log 2 entries\\n  1 Mail\\n  2 Call\\n- They overlap.\\nRisk: write");
    }

    @Test
    void a_preview_shows_how_large_a_file_is_and_not_its_bytes() {
        ObjectNode body = Json.object();
        body.putArray("parts").addObject().put("name", "a.png").put("bytes", new byte[] {1, 2, 3});
        Request request = new Request("core", "POST", "/files", body);
        Outcome preview =
                new Outcome.Preview(
                        new Change(
                                "Send it",
                                List.of(),
                                Set.of(Risk.WRITE),
                                Reach.OWN_WORK,
                                List.of(new Step("send", request)),
                                List.of()),
                        null);

        assertThat(result(preview, Channel.BOTH, "2025-11-25"))
                .contains("\"body\":{\"parts\":[{\"name\":\"a.png\",\"bytes\":\"(3 bytes)\"}]}")
                .contains("POST /files {\\\"parts\\\"")
                .doesNotContain("AQID");
    }

    @Test
    void a_failure_says_what_was_sent_in_words_and_in_structure() {
        Sent refused =
                new Sent("send", CHANGE.steps().getFirst().request(), Sent.Fate.REFUSED, null);
        Problem problem = new Problem(Problem.Code.CONFLICT, "It is taken.", "Choose another.");
        Outcome failed = new Outcome.Failed(problem, List.of(refused));

        assertThat(result(failed, Channel.BOTH, "2025-11-25"))
                .contains("It is taken. Choose another.\\nNothing was changed.")
                .contains(
                        "\"structuredContent\":{\"error\":{\"code\":\"conflict\",\"message\":\"It is taken.\",\"hint\":\"Choose another.\",\"sent\":[{\"step\":\"send\",\"method\":\"POST\",\"path\":\"/mail\",\"fate\":\"refused\"}]}}")
                .endsWith("\"isError\":true}");
    }

    @Test
    void a_structure_that_is_no_object_waits_for_a_revision_that_takes_it() {
        ObjectNode text = Json.object().put("type", "text").put("text", "1");
        Outcome list = new Outcome.Answer(new Contents(List.of(text), Json.array().add(1), false));

        assertThat(result(list, Channel.BOTH, "2025-11-25")).doesNotContain("structuredContent");
    }

    record Export(String range, List<Link> links) implements Linked, Told {
        @Override
        public String told() {
            return "October, 120 rows.";
        }
    }

    @Test
    void links_follow_what_is_said() {
        Link link = new Link("test://october", "october.csv", "Octo\u202Eber", "text/csv", null);
        Link sized = new Link("test://may", "may.pdf", "May", "application/pdf", 12L);
        Outcome linked = new Outcome.Answer(new Export("October", List.of(link, sized)));
        String block =
                "{\"type\":\"resource_link\",\"uri\":\"test://october\",\"name\":\"october.csv\",\"title\":\"October\",\"mimeType\":\"text/csv\"}";

        assertThat(result(linked, Channel.TEXT, "2025-11-25"))
                .isEqualTo(
                        "{\"content\":[{\"type\":\"text\",\"text\":\"October, 120 rows.\"},"
                                + block
                                + ",{\"type\":\"resource_link\",\"uri\":\"test://may\",\"name\":\"may.pdf\",\"title\":\"May\",\"mimeType\":\"application/pdf\",\"size\":12}]}");
        assertThat(result(linked, Channel.STRUCTURED, "2025-11-25"))
                .startsWith("{\"content\":[" + block)
                .contains("\"structuredContent\":{\"range\":\"October\",\"links\":[{\"uri\":");
    }

    @Test
    void a_revision_without_links_gets_them_as_text() {
        Link link = new Link("test://october", "october.csv", "October", "text/csv", null);
        Outcome linked = new Outcome.Answer(new Export("October", List.of(link)));

        assertThat(result(linked, Channel.TEXT, "2025-03-26"))
                .endsWith("{\"type\":\"text\",\"text\":\"october.csv: test://october\"}]}");
    }

    private static String result(Outcome outcome, Channel channel, String revision) {
        Fixture fixture = new Fixture().with(channel).tool("t", attempt -> outcome);
        try (Served served = new Served(fixture.server())) {
            served.greet(revision, "{}");
            String answer =
                    served.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"t\"}}");
            String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":";
            assertThat(answer).startsWith(start);
            return answer.substring(start.length(), answer.length() - 1);
        }
    }
}
