package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static io.github.clockifymcp.enforcement.Scene.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What callers may do whose tokens are good for more or less.
final class ScopedPoliciesTest {
    private static final Map<String, Mode> MODES =
            Map.of(
                    "read", Mode.READ_ONLY,
                    "plan", Mode.SAFE_CORE,
                    "write", Mode.STANDARD,
                    "admin", Mode.FULL);

    private final Scene scene = new Scene();
    private final List<GuardObserver.Passed> passed = new ArrayList<>();

    @BeforeEach
    void know_scopes() {
        scene.scoping = all -> new ScopedPolicies(all, MODES);
        scene.observer = passed::add;
        holds("read");
    }

    private void holds(String... scopes) {
        scene.principal = new Principal("acme", "anna", Set.of(scopes));
    }

    private static Problem refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem();
    }

    @Test
    void a_caller_has_the_widest_mode_of_its_scopes_and_never_more_than_without_any() {
        Policies scoped = scene.scoping.apply(Policies.everywhere(new Policy(Mode.STANDARD)));

        assertThat(scoped.of(scene.principal).mode()).isEqualTo(Mode.READ_ONLY);
        holds("read", "write", "unknown");
        assertThat(scoped.of(scene.principal).mode()).isEqualTo(Mode.STANDARD);
        holds("admin");
        assertThat(scoped.of(scene.principal).mode()).isEqualTo(Mode.STANDARD);
        holds("unknown");
        assertThat(scoped.of(scene.principal)).isEqualTo(Policy.NOTHING);
    }

    @Test
    void
            what_another_token_would_allow_is_refused_with_the_narrowest_scope_that_does_and_one_row() {
        Problem problem = refusal(scene.call("log_time", named("x")));

        assertThat(problem.code()).isEqualTo(Code.INSUFFICIENT_SCOPE);
        assertThat(problem.scope()).isEqualTo("plan");
        assertThat(problem.message()).contains("scope plan");
        assertThat(scene.audit.rows()).hasSize(1);
        assertThat(scene.audit.last().code()).isEqualTo(Code.INSUFFICIENT_SCOPE);
        assertThat(scene.audit.last().tool()).isEqualTo("log_time");
        assertThat(passed.getLast().rule()).isEqualTo(Rule.SCOPE);
        assertThat(scene.arguments.read()).isEmpty();
        holds("plan");
        assertThat(scene.call("log_time", named("x"))).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void what_a_change_really_is_decides() {
        holds("plan");

        assertThat(scene.call("create_project", named("x"))).isInstanceOf(Outcome.Answer.class);
        Problem problem = refusal(scene.call("create_project", named("y").put("rate", 5)));
        assertThat(problem.scope()).isEqualTo("write");
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void what_no_token_would_allow_is_refused_with_its_reason() {
        Problem problem = refusal(scene.call("invite", named("x")));

        assertThat(problem.code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(problem.scope()).isEmpty();
        assertThat(passed.getLast().rule()).isEqualTo(Rule.MODE);
    }

    @Test
    void what_the_operator_took_away_does_not_exist_for_any_token() {
        scene.policy = new Policy(Mode.STANDARD, Set.of("log_time"), Set.of(), Set.of());

        assertThat(refusal(scene.call("log_time", named("x"))).code()).isEqualTo(Code.UNKNOWN_TOOL);
    }

    @Test
    void it_is_the_named_tool_that_counts() {
        scene.more =
                new Toolbox<ServerView>(ScopedPoliciesTest::none).add(new FindingTools()).tools();
        ObjectNode address = args().put("name", "log_time");
        address.set("arguments", named("x"));

        Problem problem = refusal(scene.call("clockify_run_tool", address));

        assertThat(problem.scope()).isEqualTo("plan");
        assertThat(scene.audit.last().tool()).isEqualTo("log_time");
    }

    private static ServerView none(Call call) {
        throw new AssertionError("nothing is asked of it");
    }
}
