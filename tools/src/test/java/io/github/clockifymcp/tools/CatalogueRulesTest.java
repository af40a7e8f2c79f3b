package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.CatalogueWriter;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules for what clients see, each with its reason.
class CatalogueRulesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> REFUSED =
            Set.of("oneOf", "anyOf", "allOf", "not", "if", "$ref", "$defs", "const");
    private static final int MOST_TOKENS = 220;
    private static final int MOST_TOKENS_IN_ALL = 5_600;

    /// Writing an entry down takes all that an entry can have, and a project has as much; a task
    /// has people as well, an expense its receipt, planned work says who, what, when and how often,
    /// what is shared or sent says with whom and about what, and entries are listed by nearly as
    /// much.
    private static final Map<String, Integer> LARGER =
            Map.ofEntries(
                    Map.entry("clockify_log_time", 270),
                    Map.entry("clockify_add_entry", 250),
                    Map.entry("clockify_update_entry", 260),
                    Map.entry("clockify_find_and_update_entry", 270),
                    Map.entry("clockify_update_project", 270),
                    Map.entry("clockify_update_task", 230),
                    Map.entry("clockify_create_expense", 265),
                    Map.entry("clockify_update_expense", 300),
                    Map.entry("clockify_create_assignment", 310),
                    Map.entry("clockify_update_assignment", 235),
                    Map.entry("clockify_log_many", 290),
                    Map.entry("clockify_list_entries", 235),
                    Map.entry("clockify_detailed_report", 245),
                    Map.entry("clockify_invoice_from_time", 250),
                    Map.entry("clockify_export_report", 260),
                    Map.entry("clockify_update_shared_report", 270),
                    Map.entry("clockify_create_shared_report", 350),
                    Map.entry("clockify_create_webhook", 265),
                    Map.entry("clockify_update_webhook", 290));

    private final List<JsonNode> entries = entries();

    @Test
    void words_are_there_for_groups_that_are_there() {
        assertThat(GroupWords.WORDS.keySet())
                .isSubsetOf(
                        CatalogueTest.tools().stream()
                                .map(tool -> tool.info().group())
                                .collect(Collectors.toSet()));
    }

    private static List<JsonNode> entries() {
        List<JsonNode> entries = new ArrayList<>();
        for (String file : new CatalogueWriter().files(CatalogueTest.tools()).values()) {
            try {
                JSON.readTree(file).forEach(entries::add);
            } catch (JsonProcessingException e) {
                throw new AssertionError(file, e);
            }
        }
        return entries;
    }

    /// Clients put the server's own name before a tool's, and some cut the whole at 64 characters.
    /// The prefix tells our tools from those of other servers in the same chat.
    @Test
    void names_are_short_and_alike_and_given_once() {
        assertThat(entries.stream().map(CatalogueRulesTest::name))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("clockify(_[a-z0-9]+)+"))
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(48));
    }

    /// A model reads every description before its first word to the user: what matters fits in
    /// three sentences.
    @Test
    void descriptions_are_one_to_three_sentences() {
        assertThat(entries)
                .allSatisfy(entry -> {
                    String description = entry.path("description").asText();
                    assertThat(description).hasSizeBetween(10, 300).endsWith(".");
                    assertThat(description.split("[.:;!?] ")).hasSizeLessThanOrEqualTo(4);
                    assertThat(description.split("[.!?]( |$)")).hasSizeLessThanOrEqualTo(3);
                    assertThat(entry.path("title").asText()).hasSizeBetween(3, 40);
                });
    }

    /// Several clients and model providers refuse a schema that has a choice or a reference in it,
    /// and with it the whole list. A format is a promise that validators keep differently; dates
    /// are said in words here and understood by the server.
    @Test
    void inputs_are_flat_schemas() {
        assertThat(entries)
                .allSatisfy(entry -> {
                    JsonNode input = entry.path("inputSchema");
                    assertThat(REFUSED)
                            .allSatisfy(word -> assertThat(input.findValue(word)).isNull());
                    // An argument may be called so, but no schema states one: it is rarely checked.
                    assertThat(input.findValues("format")).allMatch(JsonNode::isObject);
                    assertThat(input.path("type").asText()).isEqualTo("object");
                    assertThat(input.path("additionalProperties").asBoolean(true)).isFalse();
                });
    }

    /// An argument without a word on it is guessed at.
    @Test
    void every_argument_has_a_name_like_the_others_and_is_described() {
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.path("inputSchema").path("properties").properties())
                                .as(name(entry))
                                .allSatisfy(CatalogueRulesTest::assertDescribed));
    }

    private static void assertDescribed(Map.Entry<String, JsonNode> argument) {
        assertThat(argument.getKey()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(argument.getValue().path("description").asText())
                .hasSizeBetween(3, 120)
                .matches("[A-Z#a-z0-9].*");
        assertThat(argument.getValue().has("type")).isTrue();
    }

    /// Up to revision 2025-11-25 structured content is an object and nothing else.
    @Test
    void every_answer_is_an_object() {
        assertThat(entries)
                .allSatisfy(entry -> {
                    assertThat(entry.at("/outputSchema/type").asText()).isEqualTo("object");
                    assertThat(entry.at("/outputSchema/properties").isObject()).isTrue();
                });
    }

    /// Clients let a tool that reads run without asking; one that writes must not look like it. A
    /// write can always be tried first, and one that deletes asks for a confirmation.
    @Test
    void what_reads_and_what_writes_say_so() {
        assertThat(entries)
                .allSatisfy(entry -> {
                    boolean reads = entry.path("risk").isEmpty();
                    JsonNode annotations = entry.path("annotations");
                    JsonNode arguments = entry.at("/inputSchema/properties");
                    assertThat(annotations.path("readOnlyHint").asBoolean()).isEqualTo(reads);
                    assertThat(annotations.has("destructiveHint")).isEqualTo(!reads);
                    assertThat(arguments.has("dry_run")).isEqualTo(!reads);
                });
    }

    /// Everything else a user's model is to think about shares its window with this list. The
    /// server's own tools need the rest of 6,000. What is found when it is needed is not in it.
    @Test
    void the_list_fits_its_budget_of_tokens() {
        Encoding o200k =
                Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        Catalogue catalogue = new Catalogue("tools");
        Map<String, Integer> tokens = new LinkedHashMap<>();
        int sum = 0;

        for (Tool<?, ?> tool : CatalogueTest.tools()) {
            String name = tool.info().name();
            byte[] definition = catalogue.definition(name, Family.TITLED);
            int count = o200k.countTokens(new String(definition, StandardCharsets.UTF_8));
            tokens.put(name, count);
            sum += tool.info().tier() == Tier.FIRST ? count : 0;
        }
        System.out.printf(
                "%d o200k tokens are listed of %d tools: %s%n", sum, tokens.size(), tokens);

        assertThat(tokens)
                .allSatisfy((name, count) ->
                        assertThat(count)
                                .as(name)
                                .isLessThanOrEqualTo(LARGER.getOrDefault(name, MOST_TOKENS)));
        assertThat(sum).isLessThanOrEqualTo(MOST_TOKENS_IN_ALL);
    }

    /// Arguments that mean the same have the same name everywhere, so that a model that learned one
    /// tool knows the next.
    @Test
    void arguments_of_one_name_have_one_type() {
        Stream<Map.Entry<String, JsonNode>> arguments =
                entries.stream()
                        .flatMap(
                                entry -> entry.at("/inputSchema/properties").properties().stream());
        Map<String, List<String>> types =
                arguments.collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(
                                        argument -> argument.getValue().path("type").asText(),
                                        Collectors.toList())));

        assertThat(types)
                .allSatisfy((name, all) -> assertThat(Set.copyOf(all)).as(name).hasSize(1));
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText();
    }
}
