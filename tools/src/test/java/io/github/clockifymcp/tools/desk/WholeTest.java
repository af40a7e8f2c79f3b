package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeTest {

    @Test
    void a_list_that_was_read_to_its_end_counts() {
        assertThat(Whole.of(new Page<>(List.of("a", "b"), false), "letters", ""))
                .containsExactly("a", "b");
    }

    @Test
    void a_part_is_refused_and_says_how_much_there_is_at_least() {
        Page<String> part = new Page<>(List.of("a", "b"), true);

        assertThatThrownBy(() -> Whole.of(part, "letters", "Use one."))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("There are more than 2 letters, too many to look through.");
    }
}
