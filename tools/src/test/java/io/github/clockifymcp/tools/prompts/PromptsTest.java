package io.github.clockifymcp.tools.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.PromptTemplate;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.ToolGroups;
import io.github.clockifymcp.tools.desk.Desk;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PromptsTest {
    private static final Pattern TOOL = Pattern.compile("clockify_[a-z_]+");

    private static final Desk NOWHERE =
            new Desk(
                    () -> {
                        throw new AssertionError("a prompt asks Clockify");
                    },
                    null,
                    null,
                    new MemoryNameStore(Clock.systemUTC(), 1));
    private static final Call CALL = SandboxDesk.call(SandboxDesk.NOW);

    /// No prompt asks for anything while it is written.
    private static Workplace nobody(Call call) {
        return NOWHERE.at(call);
    }

    private static List<PromptTemplate> prompts() {
        return new Toolbox<>(PromptsTest::nobody).add(new Prompts()).prompts();
    }

    private static String written(PromptTemplate prompt, String value) {
        Map<String, String> arguments =
                prompt.arguments().stream()
                        .collect(
                                Collectors.toMap(
                                        PromptTemplate.Argument::name,
                                        argument -> value + "‹" + argument.name() + "›"));
        return prompt.text().apply(arguments, CALL);
    }

    @Test
    void a_prompt_names_only_tools_that_there_are() {
        Set<String> tools =
                ToolGroups.declareAll(new Toolbox<>(PromptsTest::nobody)).tools().stream()
                        .map(tool -> tool.info().name())
                        .collect(Collectors.toCollection(HashSet::new));
        // These are the server's own.
        tools.addAll(Set.of("clockify_list_tools", "clockify_run_tool"));

        for (PromptTemplate prompt : prompts()) {
            assertThat(TOOL.matcher(written(prompt, "x")).results().map(MatchResult::group))
                    .as(prompt.name())
                    .isNotEmpty()
                    .isSubsetOf(tools);
            assertThat(tools).contains(prompt.rights());
        }
    }

    @Test
    void each_argument_stands_in_the_text_and_none_is_left_open() {
        for (PromptTemplate prompt : prompts()) {
            String text = written(prompt, "value of ");
            for (PromptTemplate.Argument argument : prompt.arguments()) {
                assertThat(text).as(prompt.name()).contains("value of ‹" + argument.name() + "›");
            }
            assertThat(text).as(prompt.name()).doesNotContain("{", "}");
        }
    }

    @Test
    void an_argument_that_is_left_out_has_its_default_and_a_blank_one_is_said() {
        PromptTemplate duplicates = prompt("find-duplicate-entries");
        PromptTemplate review = prompt("weekly-review");

        assertThat(duplicates.text().apply(Map.of(), CALL)).contains("the last 14 days");
        assertThatThrownBy(() -> review.text().apply(Map.of("week_start", " "), CALL))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("week_start is empty.");
    }

    @Test
    void an_argument_is_one_line_and_no_essay() {
        PromptTemplate review = prompt("weekly-review");

        assertThat(review.text().apply(Map.of("week_start", "last\nweek {x}"), CALL))
                .startsWith("Review my week of last week {x} with me.");
        assertThatThrownBy(() -> review.text().apply(Map.of("week_start", "x".repeat(501)), CALL))
                .hasMessageContaining("more than 500 characters");
    }

    private static PromptTemplate prompt(String name) {
        return prompts().stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
