package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is declared is there as it was declared.
final class ToolboxTest {
    private static final Call CALL =
            new Call(
                    "call-1",
                    0,
                    Principal.LOCAL,
                    new Client("test", "1", "2025-11-25", false, false),
                    Instant.EPOCH,
                    Map.of(),
                    null,
                    Line.SILENT);

    record Named(String name) {}

    /// Declares one of each kind.
    private static final class Group implements ToolGroup<String> {
        @Override
        public String id() {
            return "group";
        }

        @Override
        public void declare(Toolbox<String> tools) {
            tools.read("read", Named.class, String.class)
                    .title("Read")
                    .describe("Reads.")
                    .by((in, at) -> in.name() + at);
            tools.write("one", Named.class, String.class)
                    .title("One")
                    .describe("Has one risk.")
                    .risk(Risk.WRITE)
                    .touching(Reach.OWN_WORK)
                    .plan((in, at) -> planned(in.name() + at));
            tools.write("some", Named.class, String.class)
                    .title("Some")
                    .describe("Has one of two risks.")
                    .risk(Risk.WRITE, Risk.BILLING)
                    .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                    .plan((in, at) -> planned(in.name()));
            tools.write("all", Named.class, String.class)
                    .title("All")
                    .describe("Has both risks.")
                    .certainRisks(Risk.WRITE, Risk.BILLING)
                    .touching(Reach.WORKSPACE)
                    .plan((in, at) -> planned(in.name()));
            tools.address("address", Named.class)
                    .title("Address")
                    .describe("Names another.")
                    .to(in -> new Address(in.name(), JsonNodeFactory.instance.objectNode()));
            tools.resource("x://{id}", "thing")
                    .title("Thing")
                    .describe("A thing.")
                    .withRightsOf("read")
                    .by("text/plain", (values, at) -> values.get("id") + at);
            tools.longResource("x://long/{id}", "text")
                    .title("Text")
                    .describe("A text.")
                    .withRightsOf("read")
                    .by("text/csv", (values, at) -> new ResourceContent.Text("text/csv", "a" + at));
            tools.prompt("week", List.of(new PromptTemplate.Argument("day", "Which.", true)))
                    .title("Week")
                    .describe("Reviews a week.")
                    .writtenBy("read", (values, at) -> values.get("day") + at);
            tools.completion("day", "read", (typed, at) -> List.of(typed + at));
        }
    }

    private static Planned<String> planned(String summary) {
        return new Planned<>(
                new Change(
                        summary,
                        List.of(),
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        List.of(),
                        List.of()),
                answers -> "done");
    }

    private static Toolbox<String> toolbox() {
        return new Toolbox<String>(call -> "!").add(new Group());
    }

    private static Tool<?, ?> tool(Toolbox<String> tools, String name) {
        return tools.tools().stream()
                .filter(tool -> tool.info().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ToolInfo info(String name) {
        return tool(toolbox(), name).info();
    }

    /// The tool as what it was declared to be.
    @SuppressWarnings("unchecked") // every tool here takes a name, and is asked for as it is
    private static <T> T tool(Toolbox<String> tools, String name, Class<? super T> kind) {
        return (T) kind.cast(tool(tools, name));
    }

    @Test
    void tools_are_listed_in_the_order_in_which_they_were_declared() {
        assertThat(toolbox().tools())
                .extracting(tool -> tool.info().name())
                .containsExactly("read", "one", "some", "all", "address");
        assertThat(toolbox().tools()).extracting(tool -> tool.info().group()).containsOnly("group");
    }

    @Test
    void handlers_run_with_what_was_made_of_the_call() {
        Tool.Reading<Named, String> read = tool(toolbox(), "read", Tool.Reading.class);
        Tool.Writing<Named, String> one = tool(toolbox(), "one", Tool.Writing.class);
        Tool.Addressing<Named, Object> address = tool(toolbox(), "address", Tool.Addressing.class);

        assertThat(read.read().apply(new Named("a"), CALL)).isEqualTo("a!");
        assertThat(one.plan().apply(new Named("a"), CALL).change().summary()).isEqualTo("a!");
        assertThat(address.address().apply(new Named("a")).tool()).isEqualTo("a");
    }

    @Test
    void a_single_risk_is_certain_and_one_of_several_is_not_unless_it_is_said_to_be() {
        assertThat(info("one").certain()).containsExactly(Risk.WRITE);
        assertThat(info("some").risks()).containsExactlyInAnyOrder(Risk.WRITE, Risk.BILLING);
        assertThat(info("some").certain()).isEmpty();
        assertThat(info("all").certain()).containsExactlyInAnyOrder(Risk.WRITE, Risk.BILLING);
    }

    @Test
    void a_tool_is_confirmed_where_one_of_its_risks_is_and_reads_where_it_has_none() {
        assertThat(info("one").confirmed()).isFalse();
        assertThat(info("some").confirmed()).isTrue();
        assertThat(info("read").reads()).isTrue();
        assertThat(info("one").reads()).isFalse();
    }

    private static ToolInfo info(
            String name, Set<Risk> risks, Set<Risk> certain, Set<Reach> reaches) {
        return new ToolInfo(
                name,
                "group",
                Tier.FIRST,
                "A tool",
                "Does it.",
                risks,
                certain,
                reaches,
                Named.class,
                String.class);
    }

    @Test
    void a_tool_states_what_fits_together() {
        Set<Risk> write = Set.of(Risk.WRITE);
        Set<Reach> own = Set.of(Reach.OWN_WORK);

        assertThatThrownBy(() -> info("a tool", write, write, own))
                .hasMessage("not a tool name: a tool");
        assertThatThrownBy(() -> info("a", write, write, Set.of()))
                .hasMessageContaining("or neither");
        assertThatThrownBy(() -> info("a", Set.of(), Set.of(), own))
                .hasMessageContaining("or neither");
        assertThatThrownBy(() -> info("a", write, Set.of(Risk.ADMIN), own))
                .hasMessageContaining("is certain of a risk it does not state");
    }

    @Test
    void resources_are_read_whole_and_long_ones_in_parts_too() {
        List<ResourceTemplate> resources = toolbox().resources();

        assertThat(resources)
                .extracting(ResourceTemplate::uri)
                .containsExactly("x://{id}", "x://long/{id}", "x://long/{id}/part/{part}");
        assertThat(resources.get(0).read().apply(Map.of("id", "a"), CALL)).isEqualTo("a!");
        assertThat(resources.get(1).read().apply(Map.of("id", "a"), CALL))
                .isEqualTo(new ResourceContent.Text("text/csv", "a!"));
        assertThat(resources.get(2).read().apply(Map.of("id", "a", "part", "1"), CALL))
                .isInstanceOf(ResourceContent.Part.class);
    }

    @Test
    void prompts_and_completions_are_made_from_what_was_typed() {
        Toolbox<String> tools = toolbox();
        PromptTemplate prompt = tools.prompts().getFirst();
        Completion completion = tools.completions().getFirst();

        assertThat(prompt.name()).isEqualTo("week");
        assertThat(prompt.text().apply(Map.of("day", "Monday"), CALL)).isEqualTo("Monday!");
        assertThat(completion.argument()).isEqualTo("day");
        assertThat(completion.suggest().suggest("Mo", CALL)).containsExactly("Mo!");
    }

    @Test
    void what_a_handler_throws_is_put_into_words() {
        Toolbox<String> tools =
                new Toolbox<String>(
                                call -> {
                                    throw new IllegalStateException("no");
                                },
                                e -> new ToolException(Problem.Code.UNAVAILABLE, "Sorry: no.", ""))
                        .add(new Group());
        Tool.Reading<Named, String> read = tool(tools, "read", Tool.Reading.class);

        assertThatThrownBy(() -> read.read().apply(new Named("a"), CALL))
                .isInstanceOf(ToolException.class)
                .hasMessage("Sorry: no.");
    }
}
