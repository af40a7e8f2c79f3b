package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Risk;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NarrowingTest {
    private static Narrowing to(@Nullable Mode mode, Set<String> groups) {
        return new Narrowing(mode, Set.of("t2"), Set.of("g2"), groups, Set.of(Risk.BILLING));
    }

    @ParameterizedTest
    @EnumSource
    void the_narrower_mode_holds_whoever_says_it(Mode operator) {
        for (Mode tenant : Mode.values()) {
            Mode left = to(tenant, Set.of()).of(new Policy(operator)).mode();

            assertThat(left).isIn(operator, tenant);
            assertThat(left).isLessThanOrEqualTo(operator).isLessThanOrEqualTo(tenant);
        }
        assertThat(Narrowing.NONE.of(new Policy(operator))).isEqualTo(new Policy(operator));
    }

    @Test
    void what_one_takes_away_the_other_does_not_give_back() {
        Policy operator = new Policy(Mode.FULL, Set.of("t1"), Set.of("g1"), Set.of());

        Policy left = to(null, Set.of()).of(operator);

        assertThat(left.denyTools()).containsExactlyInAnyOrder("t1", "t2");
        assertThat(left.denyGroups()).containsExactlyInAnyOrder("g1", "g2");
        assertThat(to(null, Set.of()).personRequired(Set.of(Risk.ADMIN)))
                .containsExactlyInAnyOrder(Risk.ADMIN, Risk.BILLING);
    }

    @Test
    void only_groups_that_both_allow_are_left() {
        Policy operator = new Policy(Mode.FULL, Set.of(), Set.of(), Set.of("tags", "projects"));

        assertThat(to(null, Set.of()).of(operator).allowGroups())
                .containsExactlyInAnyOrder("tags", "projects");
        assertThat(to(null, Set.of("tags", "invoices")).of(operator).allowGroups())
                .containsExactly("tags");
        assertThat(to(null, Set.of("tags")).of(new Policy(Mode.FULL)).allowGroups())
                .containsExactly("tags");
        // None in common is none at all, and not all of them.
        assertThat(to(null, Set.of("invoices")).of(operator).allowGroups())
                .hasSize(1)
                .doesNotContain("tags", "projects", "invoices");
    }
}
