package io.github.clockifymcp.mcp.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.ArgumentReader.Checked;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;
    private final List<Tool<?, ?>> tools = declared();
    private Catalogue catalogue = new Catalogue();
    private SchemaArguments arguments = new SchemaArguments(catalogue);

    enum Kind {
        FIXED_FEE,
        HOURLY
    }

    record Line(@Doc("What for.") String item, @Doc("How much.") BigDecimal amount) {}

    record Everything(
            @Doc("Its name.") @Size(min = 2, max = 5) String name,
            @Doc("Which kind.") @Nullable Kind kind,
            @Doc("How many on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc("From when.") @Nullable LocalDate firstDay,
            @Doc("The lines.") @Size(max = 2) @Nullable List<Line> lines,
            @Doc("By name.") @Nullable Map<String, Integer> counts,
            @Doc("Anything.") @Nullable JsonNode extra,
            @Doc("A colour.") @Pattern("^#[0-9a-f]{6}$") @Nullable String color,
            @Doc("Whether.") @Default("true") boolean billable) {}

    record Nothing() {}

    record Removal(@Doc("An id.") String id) {}

    record Done(String id, @Nullable Integer left, @JsonIgnore String told) {}

    static final class Group implements ToolGroup<Call> {
        @Override
        public String id() {
            return "things";
        }

        @Override
        public void declare(Toolbox<Call> tools) {
            tools.read("things_list", Everything.class, Done.class)
                    .title("List things")
                    .describe("Lists things.")
                    .by((in, call) -> new Done(in.name(), null, ""));
            tools.read("things_count", Nothing.class, Done.class)
                    .title("Count things")
                    .describe("Counts things.")
                    .by((in, call) -> new Done("all", null, ""));
            tools.write("things_delete", Removal.class, Done.class)
                    .title("Delete a thing")
                    .describe("Deletes a thing.")
                    .risk(Risk.DESTRUCTIVE)
                    .touching(Reach.WORKSPACE)
                    .plan((in, call) -> {
                        throw new AssertionError("nothing is planned here");
                    });
        }
    }

    private static List<Tool<?, ?>> declared() {
        return new Toolbox<Call>(call -> call).add(new Group()).tools();
    }

    @BeforeEach
    void publish() throws IOException {
        for (Map.Entry<String, String> file : new CatalogueWriter().files(tools).entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".json"), file.getValue());
        }
        CatalogueCutter.cut("test", folder, folder.resolve("cut"));
        catalogue = new Catalogue(List.of("test"), this::file);
        arguments = new SchemaArguments(catalogue);
    }

    private byte[] file(String name) {
        try {
            return Files.readAllBytes(folder.resolve("cut").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_kind_of_argument_has_a_schema() throws IOException {
        JsonNode properties =
                definition("things_list", Family.TITLED).at("/inputSchema/properties");

        assertThat(properties)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"name":{"type":"string","description":"Its name.","minLength":2,"maxLength":5},
                                 "kind":{"type":"string","enum":["fixed_fee","hourly"],"description":"Which kind."},
                                 "page_size":{"type":"integer","description":"How many on a page.","minimum":1,"maximum":200,"default":50},
                                 "first_day":{"type":"string","format":"date","description":"From when."},
                                 "lines":{"type":"array","items":{"type":"object","properties":{
                                    "item":{"type":"string","description":"What for."},
                                    "amount":{"type":"number","description":"How much."}},
                                    "required":["item","amount"],"additionalProperties":false},
                                    "description":"The lines.","maxItems":2},
                                 "counts":{"type":"object","additionalProperties":{"type":"integer"},"description":"By name."},
                                 "extra":{"description":"Anything."},
                                 "color":{"type":"string","description":"A colour.","pattern":"^#[0-9a-f]{6}$"},
                                 "billable":{"type":"boolean","description":"Whether.","default":true}}
                                """));
        assertThat(definition("things_list", Family.TITLED).at("/inputSchema/required"))
                .isEqualTo(JSON.readTree("[\"name\"]"));
    }

    @Test
    void each_revision_gets_the_form_it_knows() throws IOException {
        assertThat(fields(Family.BARE)).containsExactly("name", "description", "inputSchema");
        assertThat(fields(Family.ANNOTATED))
                .containsExactly("name", "description", "annotations", "inputSchema");
        assertThat(definition("things_delete", Family.ANNOTATED).get("annotations"))
                .isEqualTo(
                        JSON.readTree("{\"destructiveHint\":true,\"title\":\"Delete a thing\"}"));
        assertThat(fields(Family.TITLED))
                .containsExactly("name", "title", "description", "annotations", "inputSchema");
        assertThat(fields(Family.DESCRIBED)).contains("outputSchema").doesNotContain("risk");
        assertThat(Family.of("2024-11-05", true)).isEqualTo(Family.BARE);
        assertThat(Family.of("2025-03-26", true)).isEqualTo(Family.ANNOTATED);
        assertThat(Family.of("2025-06-18", false)).isEqualTo(Family.TITLED);
        assertThat(Family.of("2026-07-28", true)).isEqualTo(Family.DESCRIBED);
    }

    @Test
    void a_write_accepts_a_dry_run_and_a_confirmed_one_a_token() throws IOException {
        assertThat(
                        fieldNames(
                                definition("things_delete", Family.TITLED)
                                        .at("/inputSchema/properties")))
                .containsExactly("id", "dry_run", "confirmation_token");

        Checked<Removal> checked =
                read(
                        "things_delete",
                        "{\"id\":\"x\",\"dry_run\":true,\"confirmation_token\":\"t\"}");

        assertThat(checked).isEqualTo(new Checked<>(new Removal("x"), true, "t"));
    }

    @Test
    void a_writes_answer_may_be_its_result_or_a_preview() throws IOException {
        JsonNode schema = definition("things_delete", Family.DESCRIBED).get("outputSchema");

        assertThat(fieldNames(schema.get("properties")))
                .containsExactly(
                        "id",
                        "left",
                        "dry_run",
                        "summary",
                        "notes",
                        "risk",
                        "requests",
                        "confirmation_token",
                        "confirmation_expires_at");
        assertThat(schema.has("required")).isFalse();
        assertThat(definition("things_list", Family.DESCRIBED).at("/outputSchema/required"))
                .isEqualTo(JSON.readTree("[\"id\"]"));
    }

    record Row(String name, @Nullable Done done, @Columns List<Done> parts) {}

    record Rows(@Columns List<Row> rows) {}

    @Test
    void a_table_publishes_the_columns_it_can_have() {
        JsonNode rows = new SchemaWriter().output(Rows.class).at("/properties/rows");

        assertThat(rows.at("/properties/columns/items/enum").toString())
                .isEqualTo("[\"name\",\"id\",\"left\",\"parts\"]");
        assertThat(rows.at("/properties/rows/items/type").asText()).isEqualTo("array");
    }

    @Test
    void null_counts_as_left_out_and_what_is_left_out_takes_its_default() {
        Checked<Everything> checked =
                read("things_list", "{\"name\":\"abc\",\"kind\":\"hourly\",\"page_size\":null}");

        assertThat(checked.input())
                .isEqualTo(
                        new Everything("abc", Kind.HOURLY, 50, null, null, null, null, null, true));
    }

    @Test
    void arguments_that_do_not_fit_are_named() {
        assertInvalid("{}", "‹name› is required");
        assertInvalid("{\"name\":null}", "‹name› is required");
        assertInvalid(
                "{\"name\":\"abc\",\"nmae\":1}", "‹nmae› is not an argument; there are name,");
        assertInvalid("{\"name\":5}", "/name is of type number and must be \"string\"");
        assertInvalid("{\"name\":\"abc\",\"page_size\":201}", "/page_size");
        assertInvalid("{\"name\":\"abc\",\"page_size\":1.5}", "/page_size");
        assertInvalid("{\"name\":\"abc\",\"kind\":\"free\"}", "[\"fixed_fee\",\"hourly\"]");
        assertInvalid("{\"name\":\"abcdef\"}", "/name");
        assertInvalid("{\"name\":\"abc\",\"color\":\"red\"}", "/color");
        assertInvalid("{\"name\":\"abc\",\"lines\":[{\"item\":\"x\"}]}", "/lines/0 ‹amount›");
        assertInvalid("{\"name\":\"abc\",\"first_day\":\"2026-02-30\"}", "cannot be");
        assertInvalid("{\"name\":\"abc\",\"page_size\":99999999999999999999}", "/page_size");
    }

    @Test
    void a_tool_without_arguments_says_that_it_takes_none() {
        assertThatThrownBy(() -> read("things_count", "{\"page\":1}"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("‹page› is not an argument; it takes none.");
    }

    @Test
    void of_many_mistakes_in_large_arguments_one_is_told() {
        String many = "1,".repeat(40_000) + "1";

        assertThatThrownBy(() ->
                        read("things_list", "{\"name\":\"abc\",\"lines\":[%s]}".formatted(many)))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("/lines");
    }

    @Test
    void a_dry_run_that_is_not_a_boolean_is_refused() {
        assertThatThrownBy(() -> read("things_delete", "{\"id\":\"x\",\"dry_run\":\"true\"}"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("/dry_run");
    }

    private void assertInvalid(String json, String message) {
        assertThatThrownBy(() -> read("things_list", json))
                .as(json)
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(message);
    }

    private <I extends Record> Checked<I> read(String name, String json) {
        @SuppressWarnings("unchecked") // the test asks for the tool's own input
        Tool<I, ?> tool =
                (Tool<I, ?>)
                        tools.stream()
                                .filter(t -> t.info().name().equals(name))
                                .findFirst()
                                .orElseThrow();
        try {
            return arguments.read(tool, (ObjectNode) JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode definition(String tool, Family family) throws IOException {
        return JSON.readTree(catalogue.definition(tool, family));
    }

    private List<String> fields(Family family) throws IOException {
        return fieldNames(definition("things_delete", family));
    }

    private static List<String> fieldNames(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
