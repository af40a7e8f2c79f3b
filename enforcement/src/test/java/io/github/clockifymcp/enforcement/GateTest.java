package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static final Gate ANSWERS = (walk, next) -> new Outcome.Answer("done");
    private static final Gate PASSES = (walk, next) -> next.proceed(walk);

    private static Outcome walk(List<Gate> gates) {
        Scene scene = new Scene();
        Attempt attempt = new Attempt(new Target.OfTool("x"), Scene.args(), scene.call());
        return Gate.walk(gates, new Walk(attempt, new Trace(Scene.args())));
    }

    @Test
    void gates_are_passed_in_the_order_of_their_list() {
        List<String> passed = new ArrayList<>();
        Gate first =
                (walk, next) -> {
                    passed.add("first");
                    return next.proceed(walk);
                };
        Gate second =
                (walk, next) -> {
                    passed.add("second");
                    return next.proceed(walk);
                };

        Outcome outcome = walk(List.of(first, second, ANSWERS));

        assertThat(outcome).isEqualTo(new Outcome.Answer("done"));
        assertThat(passed).containsExactly("first", "second");
    }

    @Test
    void a_gate_that_proceeds_twice_is_found_out_and_named() {
        Gate twice =
                (walk, next) -> {
                    var ignored = next.proceed(walk);
                    return next.proceed(walk);
                };

        assertThatThrownBy(() -> walk(List.of(PASSES, twice, ANSWERS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gate 1 proceeded twice");
    }

    @Test
    void the_last_gate_has_to_answer() {
        assertThatThrownBy(() -> walk(List.of(PASSES))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_gate_that_asks_for_what_no_gate_has_found_is_found_out() {
        Gate hasty =
                (walk, next) -> {
                    var ignored = walk.change();
                    return next.proceed(walk);
                };

        assertThatThrownBy(() -> walk(List.of(hasty, ANSWERS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("plan");
    }
}
