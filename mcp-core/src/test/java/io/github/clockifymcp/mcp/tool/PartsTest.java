package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private static final String URI = "x://report/{id}" + ResourceTemplate.PARTS;

    private static ResourceContent.Part part(String text, String number) {
        return Parts.part(
                new ResourceContent.Text("text/csv", text),
                URI,
                Map.of("id", "a b", "part", number));
    }

    @Test
    void a_short_text_is_one_part() {
        ResourceContent.Part only = part("a\nb\n", "1");

        assertThat(only.text()).isEqualTo("a\nb\n");
        assertThat(only.mimeType()).isEqualTo("text/csv");
        assertThat(only.next()).isEmpty();
        assertThat(only.note()).startsWith("Part 1 of 1");
        assertThat(part("", "1").text()).isEmpty();
    }

    @Test
    void a_long_text_is_cut_at_the_ends_of_lines_and_each_part_names_the_next() {
        String line = "x".repeat(9_999) + "\n";

        ResourceContent.Part first = part(line.repeat(5), "1");

        assertThat(first.text()).isEqualTo(line.repeat(2));
        assertThat(first.next()).isEqualTo("x://report/a%20b/part/2");
        assertThat(first.note()).startsWith("Part 1 of 3");
        assertThat(part(line.repeat(5), "2").next()).isEqualTo("x://report/a%20b/part/3");
        assertThat(part(line.repeat(5), "3").text()).isEqualTo(line);
        assertThat(part(line.repeat(5), "3").next()).isEmpty();
    }

    @Test
    void a_text_that_just_fits_is_not_cut() {
        String text = "a\n" + "x".repeat(Parts.LENGTH - 2);

        assertThat(part(text, "1").text()).isEqualTo(text);
    }

    @Test
    void a_line_that_is_longer_than_a_part_is_cut_between_characters() {
        String plain = "x".repeat(Parts.LENGTH) + "\ny";
        String pairs = "x" + "😀".repeat(Parts.LENGTH / 2) + "y";

        assertThat(part(plain, "1").text()).hasSize(Parts.LENGTH);
        assertThat(part(pairs, "1").text()).hasSize(Parts.LENGTH - 1).endsWith("😀");
        assertThat(part("\n" + plain, "1").text()).isEqualTo("\n");
    }

    @Test
    void there_is_no_part_before_the_first_or_after_the_last() {
        for (String number : new String[] {"0", "2", "-1", "one", ""}) {
            assertThatThrownBy(() -> part("a", number))
                    .isInstanceOf(ToolException.class)
                    .hasMessage("There is no such part; there are 1.");
        }
    }
}
