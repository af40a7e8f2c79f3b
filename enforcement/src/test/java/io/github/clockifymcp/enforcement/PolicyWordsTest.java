package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.mcp.tool.Reach.OWN_WORK;
import static io.github.clockifymcp.mcp.tool.Reach.WORKSPACE;
import static io.github.clockifymcp.mcp.tool.Risk.BILLING;
import static io.github.clockifymcp.mcp.tool.Risk.DESTRUCTIVE;
import static io.github.clockifymcp.mcp.tool.Risk.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyWordsTest {
    private record Nothing() {}

    private static final ToolInfo READS = tool(Set.of(), Set.of());
    private static final ToolInfo DELETES = tool(Set.of(DESTRUCTIVE), Set.of(OWN_WORK, WORKSPACE));
    private static final ToolInfo BOTH = tool(Set.of(WRITE, BILLING), Set.of(OWN_WORK, WORKSPACE));

    private static ToolInfo tool(Set<Risk> risks, Set<Reach> reaches) {
        return new ToolInfo(
                "a_tool",
                "a_group",
                Tier.FIRST,
                "A tool",
                "Does it.",
                risks,
                Set.of(),
                reaches,
                Nothing.class,
                String.class);
    }

    private static PolicyWords words(Policy policy, Risk... personRequired) {
        return new PolicyWords(
                policy, new Confirmation.Settings(Duration.ofMinutes(5), Set.of(personRequired)));
    }

    @Test
    void what_reads_is_for_every_mode() {
        for (Mode mode : Mode.values()) {
            assertThat(words(new Policy(mode)).verdict(READS)).isEqualTo("yes");
        }
    }

    @Test
    void a_no_says_what_the_mode_allows_and_which_would_do() {
        PolicyWords core = words(new Policy(Mode.SAFE_CORE));

        assertThat(core.verdict(DELETES)).isEqualTo("no");
        assertThat(core.reasons(DELETES).getFirst())
                .startsWith("Mode safe_core allows reading, ordinary changes to your own")
                .endsWith("Mode standard would allow this.");
    }

    @Test
    void a_yes_says_what_is_confirmed_and_for_whom_it_is_a_no() {
        PolicyWords standard = words(new Policy(Mode.STANDARD), DESTRUCTIVE, WRITE);

        assertThat(standard.verdict(DELETES)).isEqualTo("yes, asked");
        assertThat(standard.reasons(DELETES))
                .containsExactly(
                        "Mode standard allows everything but workspace settings and people's"
                                + " permissions.",
                        "Confirmed first: destructive.",
                        "Refused to a client that cannot ask its person: destructive.");
        assertThat(words(new Policy(Mode.STANDARD)).verdict(BOTH)).isEqualTo("yes, some asked");
        assertThat(standard.verdict(BOTH)).isEqualTo("yes, asked");
    }

    @Test
    void what_is_allowed_in_part_says_which_part_is_not() {
        PolicyWords safe = words(new Policy(Mode.TIME_TRACKING_SAFE));

        assertThat(safe.verdict(BOTH)).isEqualTo("in part");
        assertThat(safe.reasons(BOTH))
                .contains("Changes are refused that are: write on workspace; billing.");
    }

    @Test
    void what_was_taken_away_says_by_which_list() {
        Policy tool = new Policy(Mode.FULL, Set.of("a_tool"), Set.of(), Set.of());
        Policy group = new Policy(Mode.FULL, Set.of(), Set.of("a_group"), Set.of());
        Policy others = new Policy(Mode.FULL, Set.of(), Set.of(), Set.of("b_group"));

        assertThat(words(tool).verdict(READS)).isEqualTo("taken away");
        assertThat(words(tool).reasons(READS).getFirst()).contains("denies this tool");
        assertThat(words(group).reasons(READS).getFirst()).contains("denies the group a_group");
        assertThat(words(others).reasons(READS).getFirst()).contains("not among those");
    }

    @Test
    void a_verdict_never_says_more_than_the_policy_decides() {
        for (Mode mode : Mode.values()) {
            Policy policy = new Policy(mode);
            for (ToolInfo tool : new ToolInfo[] {READS, DELETES, BOTH}) {
                boolean allowed = policy.decide(tool) instanceof Policy.Decision.Allow;

                assertThat(words(policy).verdict(tool).equals("no")).isEqualTo(!allowed);
            }
        }
    }

    @Test
    void a_tool_is_said_to_read_or_what_it_may_change() {
        assertThat(PolicyWords.about(READS)).isEqualTo("It reads.");
        assertThat(PolicyWords.about(BOTH))
                .isEqualTo("Its changes may be: write, billing. They touch: own_work, workspace.");
    }
}
