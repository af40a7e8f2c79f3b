package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static io.github.clockifymcp.enforcement.Scene.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What somebody who counts hears of the calls that go through the gates.
final class GuardObserverTest {
    private final Scene scene = new Scene();
    private final List<GuardObserver.Passed> heard = new ArrayList<>();

    private Outcome call(String tool, ObjectNode arguments) {
        return call(tool, arguments, scene.call());
    }

    private Outcome call(String tool, ObjectNode arguments, Call call) {
        scene.observer = heard::add;
        return Scene.call(scene.guard(), tool, arguments, call);
    }

    private GuardObserver.Passed last() {
        return heard.getLast();
    }

    @Test
    void a_read_has_its_name_and_no_rule() {
        Outcome outcome = call("list_tags", args());

        assertThat(heard).hasSize(1);
        assertThat(last().label()).isEqualTo("list_tags");
        assertThat(last().outcome()).isSameAs(outcome);
        assertThat(last().rule()).isNull();
        assertThat(last().agreed()).isFalse();
    }

    @Test
    void what_a_client_typed_is_no_label() {
        call("list_tags\n\"}evil", args());

        assertThat(last().label()).isEqualTo("unknown");
        assertThat(last().rule()).isEqualTo(Rule.UNKNOWN);
    }

    @Test
    void each_refusal_has_its_rule() {
        scene.policy = new Policy(Mode.READ_ONLY);
        call("delete_tag", named("urgent"));
        assertThat(last().rule()).isEqualTo(Rule.MODE);
        assertThat(last().label()).isEqualTo("delete_tag");

        scene.policy = new Policy(Mode.FULL, Set.of("delete_tag"), Set.of(), Set.of());
        call("delete_tag", named("urgent"));
        assertThat(last().rule()).isEqualTo(Rule.TAKEN_AWAY);
        assertThat(last().label()).isEqualTo("unknown");

        scene.policy = new Policy(Mode.FULL);
        scene.listing = (tool, activations) -> false;
        call("list_tags", args());
        assertThat(last().rule()).isEqualTo(Rule.NOT_LISTED);

        scene.listing = (tool, activations) -> true;
        scene.asksPerson = false;
        scene.confirming =
                new Confirmation.Settings(Duration.ofMinutes(5), Set.of(Risk.DESTRUCTIVE));
        call("delete_tag", named("urgent"));
        assertThat(last().rule()).isEqualTo(Rule.PERSON_REQUIRED);
    }

    @Test
    void a_limit_says_whose_it_was() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        call("list_tags", args());
        call("list_tags", args());

        assertThat(last().rule()).isEqualTo(Rule.CALLS_A_MINUTE);
        assertThat(last().scope()).isEqualTo(Quota.Scope.CALLER);

        scene.quota = new Limits(new Limits.Settings(0, 1, 0, 0, Duration.ZERO), scene.clock);
        call("list_tags", args());
        call("list_tags", args());

        assertThat(last().scope()).isEqualTo(Quota.Scope.ALL);
    }

    @Test
    void a_confirmation_is_heard_when_it_is_good_and_when_it_is_not() {
        Call first = scene.call();
        Outcome asked = call("delete_tag", named("urgent"), first);
        assertThat(asked).isInstanceOf(Outcome.Question.class);
        assertThat(last().agreed()).isFalse();

        Call second = scene.answered(first, (Outcome.Question) asked, Scene.yes());
        call("delete_tag", named("urgent"), second);
        assertThat(last().agreed()).isTrue();
        assertThat(last().rule()).isNull();

        call("delete_tag", named("urgent"), second);
        assertThat(last().rule()).isEqualTo(Rule.CONFIRMATION_USED);

        Call no = scene.answered(first, (Outcome.Question) asked, Scene.action("decline"));
        call("delete_tag", named("urgent"), no);
        assertThat(last().rule()).isEqualTo(Rule.DECLINED);

        scene.clock.passes(Duration.ofHours(1));
        Call late = scene.answered(first, (Outcome.Question) asked, Scene.yes());
        call("delete_tag", named("urgent"), late);
        assertThat(last().rule()).isEqualTo(Rule.CONFIRMATION_EXPIRED);
    }

    private String ticket() {
        scene.asksPerson = false;
        Outcome shown = call("delete_tag", named("urgent"));
        return Objects.requireNonNull(((Outcome.Preview) shown).ticket()).token();
    }

    private Rule ruleFor(String token, String tag) {
        call("delete_tag", named(tag).put("confirmation_token", token));
        return Objects.requireNonNull(last().rule());
    }

    @Test
    void a_ticket_that_is_not_good_says_why() {
        scene.tools.tagged("other", 3);
        String token = ticket();

        assertThat(ruleFor("AQ", "urgent")).isEqualTo(Rule.CONFIRMATION_FOREIGN);
        assertThat(ruleFor(token, "other")).isEqualTo(Rule.CONFIRMATION_OF_OTHER_ARGUMENTS);
        scene.asksPerson = true;
        assertThat(ruleFor(token, "urgent")).isEqualTo(Rule.CONFIRMATION_NOT_ASKED);
        scene.asksPerson = false;
        scene.clock.passes(Duration.ofHours(1));
        assertThat(ruleFor(token, "urgent")).isEqualTo(Rule.CONFIRMATION_EXPIRED);
    }

    @Test
    void an_answer_to_what_another_call_asked_says_so() {
        Outcome asked = call("delete_tag", named("urgent"));

        Call other = scene.answered(scene.call(), (Outcome.Question) asked, Scene.yes());
        call("delete_tag", named("urgent"), other);

        assertThat(last().rule()).isEqualTo(Rule.CONFIRMATION_OF_ANOTHER_CALL);
    }

    @Test
    void a_mode_that_allows_the_tool_and_not_the_change_is_told_apart() {
        scene.policy = new Policy(Mode.SAFE_CORE);

        call("create_project", named("Website").put("rate", 1));

        assertThat(last().rule()).isEqualTo(Rule.MODE_FOR_CHANGE);
    }

    @Test
    void what_is_away_is_told_apart() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED;
        scene.audit.fails(new IllegalStateException("disk full"));
        call("log_time", named("work"));
        assertThat(last().rule()).isEqualTo(Rule.AUDIT);

        scene.quota = (principal, counted) -> new Quota.Admission.Uncounted(Duration.ofSeconds(5));
        call("list_tags", args());
        assertThat(last().rule()).isEqualTo(Rule.UNCOUNTED);
    }

    @Test
    void a_rule_is_written_in_small_letters() {
        assertThat(Rule.CONFIRMATION_OF_ANOTHER_CALL.id())
                .isEqualTo("confirmation_of_another_call");
    }
}
