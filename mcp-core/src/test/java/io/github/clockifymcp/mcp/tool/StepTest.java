package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StepTest {
    private static final Request MADE = new Request("core", "POST", "/projects", null);

    private static Step.Inverse inverse(String method) {
        return new Step.Inverse(new Request("core", method, "/projects/p1", null), List.of());
    }

    @Test
    void a_step_is_taken_back_by_its_own_inverse_or_with_another_step() {
        assertThat(new Step("made", MADE).reversible()).isFalse();
        assertThat(new Step("made", MADE, List.of(), inverse("DELETE")).reversible()).isTrue();
        assertThat(new Step("marked", MADE, List.of(), null, "made").reversible()).isTrue();
    }

    @Test
    void a_step_is_not_taken_back_twice() {
        assertThatThrownBy(() -> new Step("x", MADE, List.of(), inverse("DELETE"), "made"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x is taken back twice");
    }

    @Test
    void the_requests_of_an_inverse_follow_one_another() {
        Step.Inverse one = inverse("PUT");
        Step.Inverse two = inverse("PATCH");
        Step.Inverse three = inverse("DELETE");

        Step.Inverse all = one.followedBy(two).followedBy(three);

        assertThat(one.all()).containsExactly(one);
        assertThat(all.all())
                .extracting(each -> each.request().method())
                .containsExactly("PUT", "PATCH", "DELETE");
        assertThat(all.all().getLast()).isEqualTo(three);
    }
}
