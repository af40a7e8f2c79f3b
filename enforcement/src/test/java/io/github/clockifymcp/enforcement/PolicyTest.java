package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.mcp.tool.Reach.NEW_NAMES;
import static io.github.clockifymcp.mcp.tool.Reach.OWN_WORK;
import static io.github.clockifymcp.mcp.tool.Reach.WORKSPACE;
import static io.github.clockifymcp.mcp.tool.Risk.ADMIN;
import static io.github.clockifymcp.mcp.tool.Risk.BILLING;
import static io.github.clockifymcp.mcp.tool.Risk.DESTRUCTIVE;
import static io.github.clockifymcp.mcp.tool.Risk.EXTERNAL_SIDE_EFFECT;
import static io.github.clockifymcp.mcp.tool.Risk.PERMISSION_CHANGE;
import static io.github.clockifymcp.mcp.tool.Risk.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyTest {
    private record Nothing() {}

    private static ToolInfo tool(Set<Risk> risks, Set<Reach> reaches) {
        return tool(risks, Set.of(), reaches);
    }

    private static ToolInfo tool(Set<Risk> risks, Set<Risk> certain, Set<Reach> reaches) {
        return new ToolInfo(
                "a_tool",
                "a_group",
                Tier.FIRST,
                "A tool",
                "Does it.",
                risks,
                certain,
                reaches,
                Nothing.class,
                String.class);
    }

    private static Change change(Set<Risk> risks, Reach reach) {
        return new Change("It", List.of(), risks, reach, List.of(), List.of());
    }

    @Test
    void each_mode_allows_exactly_what_it_is_defined_to_allow() {
        List<String> rows = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Risk risk : Risk.values()) {
                for (Reach reach : Reach.values()) {
                    Policy.Decision tool =
                            new Policy(mode).decide(tool(Set.of(risk), Set.of(reach)));
                    Policy.Decision change =
                            new Policy(mode)
                                    .decide(
                                            tool(Set.of(risk), Set.of(reach)),
                                            change(Set.of(risk), reach));
                    assertThat(change).isEqualTo(tool);
                    if (tool instanceof Policy.Decision.Allow) {
                        rows.add(mode.id() + " " + risk + " " + reach);
                    }
                }
            }
        }

        List<String> expected = new ArrayList<>();
        expected.add("time_tracking_safe WRITE OWN_WORK");
        expected.add("safe_core WRITE OWN_WORK");
        expected.add("safe_core WRITE NEW_NAMES");
        for (Risk risk : List.of(WRITE, BILLING, EXTERNAL_SIDE_EFFECT, DESTRUCTIVE)) {
            for (Reach reach : Reach.values()) {
                expected.add("standard " + risk + " " + reach);
            }
        }
        for (Risk risk : Risk.values()) {
            for (Reach reach : Reach.values()) {
                expected.add("full " + risk + " " + reach);
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_mode_reads_everything() {
        for (Mode mode : Mode.values()) {
            assertThat(new Policy(mode).decide(tool(Set.of(), Set.of())))
                    .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.NEVER));
        }
    }

    @Test
    void a_tool_may_be_called_if_some_change_of_it_may_be_made() {
        ToolInfo either = tool(Set.of(WRITE, BILLING), Set.of(OWN_WORK, WORKSPACE));
        Policy safe = new Policy(Mode.TIME_TRACKING_SAFE);

        assertThat(safe.decide(either))
                .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.NEVER));
        assertThat(safe.decide(either, change(Set.of(WRITE), OWN_WORK)))
                .isInstanceOf(Policy.Decision.Allow.class);
        assertThat(safe.decide(either, change(Set.of(WRITE), WORKSPACE)))
                .isInstanceOf(Policy.Decision.Forbidden.class);
        assertThat(safe.decide(either, change(Set.of(WRITE, BILLING), OWN_WORK)))
                .isInstanceOf(Policy.Decision.Forbidden.class);
    }

    @Test
    void a_tool_may_not_be_called_if_a_class_is_forbidden_that_all_of_its_changes_have() {
        ToolInfo invite =
                tool(
                        Set.of(EXTERNAL_SIDE_EFFECT, PERMISSION_CHANGE, BILLING),
                        Set.of(PERMISSION_CHANGE, BILLING),
                        Set.of(WORKSPACE));
        Policy standard = new Policy(Mode.STANDARD);

        assertThat(standard.decide(invite))
                .isInstanceOfSatisfying(
                        Policy.Decision.Forbidden.class,
                        forbidden -> assertThat(forbidden.needed()).isEqualTo(Mode.FULL));
        assertThat(standard.visible(invite)).isFalse();
        assertThat(new Policy(Mode.FULL).visible(invite)).isTrue();
    }

    @Test
    void a_change_that_lacks_a_class_its_tool_is_certain_of_is_a_fault() {
        ToolInfo tool = tool(Set.of(WRITE, DESTRUCTIVE), Set.of(DESTRUCTIVE), Set.of(WORKSPACE));
        Request request = new Request("CORE", "DELETE", "/workspaces/w/tags/t", null);
        Change sending =
                new Change(
                        "It",
                        List.of(),
                        Set.of(WRITE),
                        WORKSPACE,
                        List.of(new Step("it", request)),
                        List.of());
        Policy full = new Policy(Mode.FULL);

        assertThatThrownBy(() -> full.decide(tool, sending))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("less than it declares");
        assertThat(full.decide(tool, change(Set.of(WRITE), WORKSPACE)))
                .isInstanceOf(Policy.Decision.Allow.class);
    }

    @Test
    void a_decision_says_how_often_a_person_must_agree() {
        Policy full = new Policy(Mode.FULL);

        assertThat(full.decide(tool(Set.of(WRITE), Set.of(OWN_WORK))))
                .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.NEVER));
        assertThat(full.decide(tool(Set.of(WRITE, ADMIN), Set.of(OWN_WORK))))
                .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.SOMETIMES));
        assertThat(full.decide(tool(Set.of(DESTRUCTIVE), Set.of(OWN_WORK))))
                .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.ALWAYS));
        assertThat(full.decide(tool(Set.of(WRITE, ADMIN), Set.of(ADMIN), Set.of(OWN_WORK))))
                .isEqualTo(new Policy.Decision.Allow(Policy.Agreement.ALWAYS));
    }

    @Test
    void a_refusal_names_the_mode_and_the_narrowest_that_would_do() {
        Policy.Decision names =
                new Policy(Mode.TIME_TRACKING_SAFE).decide(tool(Set.of(WRITE), Set.of(NEW_NAMES)));
        Policy.Decision people =
                new Policy(Mode.STANDARD)
                        .decide(tool(Set.of(PERMISSION_CHANGE), Set.of(WORKSPACE)));

        assertThat(names)
                .isEqualTo(
                        new Policy.Decision.Forbidden(
                                "This server runs in mode time_tracking_safe, which allows reading,"
                                        + " and ordinary changes to your own entries and timers."
                                        + " Mode safe_core would allow this.",
                                Mode.SAFE_CORE));
        assertThat(((Policy.Decision.Forbidden) people).needed()).isEqualTo(Mode.FULL);
    }

    @Test
    void a_change_that_goes_beyond_its_tool_is_a_fault() {
        ToolInfo tool = tool(Set.of(WRITE), Set.of(OWN_WORK));
        Policy full = new Policy(Mode.FULL);

        assertThatThrownBy(() -> full.decide(tool, change(Set.of(WRITE, BILLING), OWN_WORK)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> full.decide(tool, change(Set.of(WRITE), WORKSPACE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lists_take_away_and_never_give() {
        ToolInfo read = tool(Set.of(), Set.of());
        ToolInfo delete = tool(Set.of(DESTRUCTIVE), Set.of(WORKSPACE));

        assertThat(new Policy(Mode.FULL, Set.of("a_tool"), Set.of(), Set.of()).decide(read))
                .isEqualTo(new Policy.Decision.Hidden());
        assertThat(new Policy(Mode.FULL, Set.of(), Set.of("a_group"), Set.of()).decide(read))
                .isEqualTo(new Policy.Decision.Hidden());
        assertThat(new Policy(Mode.FULL, Set.of(), Set.of(), Set.of("other")).decide(read))
                .isEqualTo(new Policy.Decision.Hidden());
        assertThat(
                        new Policy(Mode.FULL, Set.of(), Set.of("a_group"), Set.of("a_group"))
                                .decide(read))
                .isEqualTo(new Policy.Decision.Hidden());
        assertThat(new Policy(Mode.READ_ONLY, Set.of(), Set.of(), Set.of("a_group")).decide(delete))
                .isInstanceOf(Policy.Decision.Forbidden.class);
    }

    @Test
    void a_list_of_allowed_groups_leaves_the_tools_about_the_server() {
        ToolInfo info =
                new ToolInfo(
                        "clockify_policy_info",
                        "server",
                        Tier.FIRST,
                        "Rules",
                        "Says the rules.",
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Nothing.class,
                        String.class);

        assertThat(new Policy(Mode.FULL, Set.of(), Set.of(), Set.of("other")).visible(info))
                .isTrue();
        assertThat(new Policy(Mode.FULL, Set.of(), Set.of("server"), Set.of()).visible(info))
                .isFalse();
    }

    @Test
    void what_is_listed_is_what_may_be_called() {
        Seeds.each(
                500,
                random -> {
                    Risk risk = List.of(Risk.values()).get(random.nextInt(6));
                    Reach reach = List.of(Reach.values()).get(random.nextInt(3));
                    Mode mode = List.of(Mode.values()).get(random.nextInt(5));
                    Set<String> denied = random.nextBoolean() ? Set.of("a_tool") : Set.of();
                    Policy policy = new Policy(mode, denied, Set.of(), Set.of());
                    ToolInfo tool = tool(Set.of(risk), Set.of(reach));

                    boolean callable = policy.decide(tool) instanceof Policy.Decision.Allow;

                    assertThat(policy.visible(tool)).isEqualTo(callable);
                });
    }

    @Test
    void a_mode_is_known_by_its_name() {
        assertThat(Mode.of("time_tracking_safe")).hasValue(Mode.TIME_TRACKING_SAFE);
        assertThat(Mode.of("TIME_TRACKING_SAFE")).isEmpty();
        assertThat(Mode.of("admin")).isEmpty();
    }

    @Test
    void a_change_of_a_tool_that_was_taken_away_is_hidden_like_the_tool() {
        Policy policy = new Policy(Mode.FULL, Set.of("a_tool"), Set.of(), Set.of());

        assertThat(
                        policy.decide(
                                tool(Set.of(WRITE), Set.of(OWN_WORK)),
                                change(Set.of(WRITE), OWN_WORK)))
                .isEqualTo(new Policy.Decision.Hidden());
    }
}
