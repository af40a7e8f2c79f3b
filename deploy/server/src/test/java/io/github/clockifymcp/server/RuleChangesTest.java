package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whether a tenant's people are told that their lists are other ones.
final class RuleChangesTest {
    private final List<String> told = new ArrayList<>();
    private long nanos;
    private final RuleChanges changes = new RuleChanges(told::add, () -> nanos);

    private static Tenant tenant(@Nullable Mode mode, Set<Risk> personRequired, Limits.Own limits) {
        return new Tenant(
                "acme",
                true,
                new Narrowing(mode, Set.of(), Set.of(), Set.of(), personRequired, limits),
                null,
                null,
                Set.of());
    }

    private static Tenant in(@Nullable Mode mode) {
        return tenant(mode, Set.of(), Limits.Own.NONE);
    }

    @Test
    void a_change_is_told_at_once_and_again_when_every_replica_knows_of_it() {
        changes.seen(in(null));
        changes.seen(in(null));
        assertThat(told).isEmpty();

        changes.seen(in(Mode.READ_ONLY));
        changes.seen(in(Mode.READ_ONLY));
        assertThat(told).containsExactly("acme");

        nanos += Duration.ofSeconds(3).toNanos();
        changes.seen(in(Mode.READ_ONLY));
        changes.seen(in(Mode.READ_ONLY));
        assertThat(told).containsExactly("acme", "acme");

        nanos += Duration.ofHours(1).toNanos();
        changes.seen(in(Mode.READ_ONLY));
        assertThat(told).hasSize(2);
    }

    @Test
    void what_changes_no_list_is_not_told() {
        changes.seen(in(Mode.STANDARD));

        changes.seen(
                tenant(
                        Mode.STANDARD,
                        Set.of(Risk.WRITE),
                        new Limits.Own(new Limits.Limit(1, 1), Limits.Limit.NONE)));

        assertThat(told).isEmpty();
    }
}
