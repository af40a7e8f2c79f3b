package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A digest stands for all of a change: of two that differ in anything it is another one.
final class CanonicalJsonTest {
    private static final Request REQUEST = new Request("core", "DELETE", "/entries/e1", null);

    private static String digest(@Nullable String renews, @Nullable String goesWith) {
        Step.@Nullable Inverse back =
                goesWith == null ? new Step.Inverse(REQUEST, List.of(), renews, null) : null;
        Step step = new Step("gone", REQUEST, List.of(), back, goesWith);
        return CanonicalJson.digest(
                new Change(
                        "It",
                        List.of(),
                        List.of(),
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        List.of(step),
                        List.of()));
    }

    @Test
    void the_record_that_taking_back_makes_again_is_in_it() {
        assertThat(digest("/entries/e1", null)).isNotEqualTo(digest("/entries/e2", null));
        assertThat(digest("/entries/e1", null)).isNotEqualTo(digest(null, null));
    }

    @Test
    void the_step_with_which_a_step_is_taken_back_is_in_it() {
        assertThat(digest(null, "one")).isNotEqualTo(digest(null, "other"));
        assertThat(digest(null, "one")).isNotEqualTo(digest(null, null));
    }
}
