package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ToolSearchTest {
    private record Nothing() {}

    private final List<ToolInfo> tools = new ArrayList<>();

    /// @param words what people also say; kept in the name of the group
    private void tool(String name, String title, String description, String words) {
        tools.add(
                new ToolInfo(
                        name,
                        words,
                        Tier.FIRST,
                        title,
                        description,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Nothing.class,
                        String.class));
    }

    private void named(String... names) {
        for (String name : names) {
            tool(name, "x", "x", "x");
        }
    }

    private List<String> find(String query) {
        return new ToolSearch(tools, ToolInfo::group)
                .find(query).stream().map(ToolInfo::name).toList();
    }

    @Test
    void a_word_counts_by_where_it_stands_and_far_worse_fits_are_left_out() {
        tool("text", "x", "Has an invoice.", "x");
        tool("words", "x", "x", "invoice");
        tool("title", "Invoice", "x", "x");
        tool("invoice", "x", "x", "x");

        assertThat(find("invoice")).containsExactly("invoice", "title", "words");
    }

    @Test
    void a_word_that_stands_in_the_description_alone_is_found_there() {
        tool("a", "x", "Has an invoice.", "x");
        named("b");

        assertThat(find("invoice")).containsExactly("a");
    }

    @Test
    void a_rare_word_counts_more_than_a_common_one() {
        named("time_a", "time_b", "time_c", "time_d", "time_e", "time_f", "time_g", "time_h");
        tool("other", "Receipt", "x", "x");

        assertThat(find("time receipt")).first().isEqualTo("other");
        assertThat(find("time receipt")).hasSize(9);
    }

    @Test
    void the_beginning_of_a_word_counts_for_it_in_part() {
        tool("reporter", "x", "x", "x");
        tool("a", "Report", "x", "x");

        assertThat(find("report")).containsExactly("a", "reporter");
        assertThat(find("repo")).contains("reporter");
        assertThat(find("reporters")).contains("a");
        assertThat(find("rep")).isEmpty();
    }

    @Test
    void one_and_many_are_the_same_word() {
        named("entries", "tag", "class", "ties", "bus");

        assertThat(find("entry")).containsExactly("entries");
        assertThat(find("tags")).containsExactly("tag");
        assertThat(find("tie")).containsExactly("ties");
        assertThat(find("classes")).as("its beginning").containsExactly("class");
    }

    @Test
    void what_only_ends_like_many_is_left_as_it_is() {
        named("pass", "bus");

        assertThat(find("pas")).isEmpty();
        assertThat(find("bu")).isEmpty();
        assertThat(find("bus")).containsExactly("bus");
    }

    @Test
    void words_that_say_nothing_count_only_where_there_are_no_others() {
        named("without", "tag");

        assertThat(find("with tag")).containsExactly("tag");
        assertThat(find("with")).containsExactly("without");
        assertThat(find("?")).isEmpty();
    }
}
