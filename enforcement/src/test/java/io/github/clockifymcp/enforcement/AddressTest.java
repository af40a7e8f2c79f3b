package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static io.github.clockifymcp.enforcement.Scene.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tools that are in nobody's list from the start, and the ways to call them.
final class AddressTest {
    private static final String RUN = "clockify_run_tool";

    private final Scene scene = new Scene();

    @BeforeEach
    void declare_an_address_and_hide_a_tool() {
        scene.more = new Toolbox<ServerView>(AddressTest::none).add(new FindingTools()).tools();
        scene.listing =
                (tool, activations) ->
                        tool.name().equals(RUN)
                                || activations.active().contains(tool.name())
                                || activations.active().contains(tool.group());
    }

    private static ServerView none(Call call) {
        throw new AssertionError("nothing is asked of it");
    }

    private static ObjectNode to(String tool, ObjectNode arguments) {
        ObjectNode address = args().put("name", tool);
        address.set("arguments", arguments);
        return address;
    }

    private static Problem refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem();
    }

    @Test
    void what_is_not_listed_is_refused_with_the_way_to_it() {
        Outcome fixed = scene.call("list_tags", args());
        scene.activations = new FakeActivations();
        Outcome session = scene.call("list_tags", args());

        assertThat(refusal(fixed).code()).isEqualTo(Code.NOT_ACTIVE);
        assertThat(refusal(fixed).hint()).isEqualTo("Call it through clockify_run_tool.");
        assertThat(refusal(session).hint())
                .isEqualTo(
                        "Call it through clockify_run_tool, or list it with clockify_activate_group"
                                + " ‹tags›.");
        assertThat(scene.audit.last().tool()).isEqualTo("list_tags");
        assertThat(scene.arguments.read()).isEmpty();
    }

    @Test
    void what_was_activated_is_called_by_its_name() {
        scene.activations = Activations.fixed(Set.of("tags"));

        assertThat(scene.call("list_tags", args())).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void an_address_is_a_call_of_the_tool_it_names() {
        Outcome outcome = scene.call(RUN, to("log_time", named("x")));

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
        assertThat(scene.audit.rows()).extracting(AuditRow::tool).containsOnly("log_time");
        scene.activations = Activations.fixed(Set.of("tags"));
        scene.call("log_time", named("x"));
        assertThat(scene.audit.rows()).extracting(AuditRow::arguments).hasSize(4);
        assertThat(scene.audit.rows().stream().map(AuditRow::arguments).distinct()).hasSize(1);
    }

    @Test
    void arguments_may_be_left_out_where_the_tool_takes_none() {
        Outcome outcome = scene.call(RUN, named("list_tags"));

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void a_dry_run_stands_inside_the_arguments() {
        Outcome inside = scene.call(RUN, to("log_time", named("x").put("dry_run", true)));
        ObjectNode beside = to("log_time", named("x"));
        Outcome outside = scene.call(RUN, beside.put("dry_run", true));

        assertThat(inside).isInstanceOf(Outcome.Preview.class);
        assertThat(((Outcome.Preview) inside).change().summary()).isNotEmpty();
        assertThat(refusal(outside).code()).isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_grave_change_is_confirmed_like_any_other() {
        Guard guard = scene.guard();
        Call first = scene.call();
        ObjectNode address = to("delete_tag", named("urgent"));

        Outcome asked = Scene.call(guard, RUN, address, first);
        Outcome.Question question = (Outcome.Question) asked;
        Outcome done =
                Scene.call(guard, RUN, address, scene.answered(first, question, Scene.yes()));

        assertThat(done).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_token_is_good_on_either_way_since_the_tool_is_the_same() {
        scene.asksPerson = false;
        scene.activations = Activations.fixed(Set.of("tags"));
        Guard guard = scene.guard();
        Outcome shown = Scene.call(guard, "delete_tag", named("urgent"), scene.call());
        Outcome.Ticket ticket = ((Outcome.Preview) shown).ticket();
        assertThat(ticket).isNotNull();
        ObjectNode with = named("urgent").put("confirmation_token", ticket.token());

        Outcome done = Scene.call(guard, RUN, to("delete_tag", with), scene.call());
        Outcome again = Scene.call(guard, RUN, to("delete_tag", with), scene.call());

        assertThat(done).isInstanceOf(Outcome.Answer.class);
        assertThat(refusal(again).code()).isEqualTo(Code.BAD_CONFIRMATION);
    }

    @Test
    void the_named_tools_own_policy_decides() {
        scene.policy = new Policy(Mode.READ_ONLY);
        Outcome forbidden = scene.call(RUN, to("log_time", named("x")));
        scene.policy = new Policy(Mode.FULL, Set.of("log_time"), Set.of(), Set.of());
        Outcome hidden = scene.call(RUN, to("log_time", named("x")));
        Outcome never = scene.call(RUN, to("no_such_tool", args()));

        assertThat(refusal(forbidden).code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(refusal(hidden).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(refusal(hidden).message())
                .isEqualTo(refusal(never).message().replace("no_such_tool", "log_time"));
        assertThat(scene.audit.rows())
                .extracting(AuditRow::tool)
                .containsExactly("log_time", "unknown", "unknown");
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void an_address_that_the_operator_took_away_leads_nowhere() {
        scene.policy = new Policy(Mode.FULL, Set.of(RUN), Set.of(), Set.of());

        Outcome outcome = scene.call(RUN, to("list_tags", args()));

        assertThat(refusal(outcome).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(scene.audit.last().tool()).isEqualTo("unknown");
        assertThat(scene.arguments.read()).isEmpty();
    }

    @Test
    void an_address_does_not_name_an_address() {
        Outcome outcome = scene.call(RUN, to(RUN, to("list_tags", args())));

        assertThat(refusal(outcome).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(refusal(outcome).message()).contains(RUN);
    }

    @Test
    void a_bad_address_is_a_bad_argument_of_the_one_that_names() {
        Outcome outcome = scene.call(RUN, args().put("nam", "list_tags"));

        assertThat(refusal(outcome).code()).isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(scene.audit.last().tool()).isEqualTo(RUN);
    }

    @Test
    void it_counts_once_against_the_limits() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 2, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();
        List<Outcome> outcomes = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            outcomes.add(Scene.call(guard, RUN, to("list_tags", args()), scene.call()));
        }

        assertThat(outcomes.subList(0, 2)).allMatch(Outcome.Answer.class::isInstance);
        assertThat(refusal(outcomes.get(2)).code()).isEqualTo(Code.TOO_MANY_CALLS);
    }

    @Test
    void a_listing_that_throws_refuses() {
        scene.listing =
                (tool, activations) -> {
                    throw new IllegalStateException("secret detail");
                };

        Outcome outcome = scene.call("list_tags", args());

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(scene.audit.last().tool()).isEqualTo("list_tags");
    }
}
