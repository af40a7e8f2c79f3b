package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.named;
import static io.github.clockifymcp.enforcement.Scene.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConfirmationTest {
    private final Scene scene = new Scene();

    /// A call that was asked about, with the question.
    private record Asked(Call call, Outcome.Question question) {
        String message() {
            return ((Ask.Form) Objects.requireNonNull(question.asks().get("confirm"))).message();
        }
    }

    private Asked ask() {
        Call call = scene.call();
        Outcome outcome = Scene.call(scene.guard(), "delete_tag", named("urgent"), call);
        assertThat(outcome).isInstanceOf(Outcome.Question.class);
        return new Asked(call, (Outcome.Question) outcome);
    }

    private Outcome answer(Asked asked, @Nullable ObjectNode reply) {
        return answer(scene.guard(), asked, reply);
    }

    private Outcome answer(Guard guard, Asked asked, @Nullable ObjectNode reply) {
        return Scene.call(
                guard,
                "delete_tag",
                named("urgent"),
                scene.answered(asked.call(), asked.question(), reply));
    }

    private String ticket() {
        return ticket(scene.call("delete_tag", named("urgent")));
    }

    private static String ticket(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Preview.class);
        return Objects.requireNonNull(((Outcome.Preview) outcome).ticket()).token();
    }

    private Outcome redeem(String token) {
        return scene.call("delete_tag", named("urgent").put("confirmation_token", token));
    }

    private static Problem refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem();
    }

    private void assertBad(Outcome outcome) {
        assertThat(refusal(outcome).code()).isEqualTo(Code.BAD_CONFIRMATION);
        assertThat(refusal(outcome).hint()).isNotEmpty();
        assertThat(scene.sender.received()).isEmpty();
    }

    // The person is asked.

    @Test
    void a_person_reads_what_goes_what_goes_with_it_and_whether_it_can_be_taken_back() {
        Asked asked = ask();

        assertThat(asked.message())
                .isEqualTo(
                        """
                        Delete tag ‹urgent›

                        • 3 entries lose it.

                        It deletes something. 1 request is sent. It cannot be taken back.\
                        """);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_person_reads_what_a_change_of_many_consists_of_and_how_much_is_not_shown() {
        List<String> sixty = IntStream.rangeClosed(1, 60).mapToObj(i -> "entry " + i).toList();
        Change many =
                new Change(
                        "Delete 60 entries",
                        sixty,
                        List.of("They are locked."),
                        Set.of(Risk.DESTRUCTIVE),
                        Reach.OWN_WORK,
                        List.of(new Step("it", new Request("CORE", "DELETE", "/entries", null))),
                        List.of());

        assertThat(ConfirmationWords.form(many).message())
                .startsWith("Delete 60 entries\n\n  entry 1\n  entry 2\n")
                .contains("\n  entry 50\n  and 10 more\n• They are locked.\n\n");
    }

    @Test
    void the_form_is_one_box_that_is_not_ticked() {
        Ask.Form form = (Ask.Form) Objects.requireNonNull(ask().question().asks().get("confirm"));

        assertThat(form.schema().at("/properties/confirm/type").asText()).isEqualTo("boolean");
        assertThat(form.schema().at("/properties/confirm/default").asBoolean(true)).isFalse();
        assertThat(form.schema().path("required").path(0).asText()).isEqualTo("confirm");
        assertThat(form.schema().path("properties")).hasSize(1);
    }

    @Test
    void words_from_elsewhere_cannot_dress_the_question_up() {
        scene.tools.tagged("a\u202E\n\nIt can be taken back.\u200B", 1);

        Outcome outcome = scene.call("delete_tag", named("a\u202E\n\nIt can be taken back.\u200B"));

        Ask.Form form =
                (Ask.Form)
                        Objects.requireNonNull(((Outcome.Question) outcome).asks().get("confirm"));
        assertThat(form.message().lines().findFirst())
                .hasValue("Delete tag ‹a It can be taken back.›");
    }

    @Test
    void a_ticked_form_makes_the_change_as_the_same_call() {
        Asked asked = ask();

        Outcome outcome = answer(asked, yes());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answer.class,
                        // The person has read them.
                        answer -> assertThat(answer.notes()).isEmpty());
        assertThat(scene.sender.paths()).containsExactly("DELETE /tags/urgent");
        assertThat(scene.audit.rows())
                .extracting(AuditRow::call)
                .containsOnly(asked.call().id())
                .hasSize(3);
        assertThat(scene.audit.rows())
                .extracting(AuditRow::ending)
                .containsExactly(AuditRow.Ending.QUESTION, null, AuditRow.Ending.ALLOWED);
        assertThat(scene.audit.last().confirms()).isNull();
    }

    @Test
    void a_confirmed_change_is_planned_again_as_of_the_instant_it_was_shown() {
        Asked asked = ask();

        var ignored = answer(asked, yes());

        assertThat(scene.tools.planned()).hasSize(2);
        assertThat(scene.tools.planned().get(1).now()).isEqualTo(asked.call().now());
        assertThat(scene.clock.instant()).isAfter(asked.call().now());
    }

    @Test
    void a_form_that_comes_back_as_it_was_is_a_no() {
        Problem untouched = refusal(answer(ask(), Scene.accepted(false)));
        Problem empty = refusal(answer(ask(), Scene.action("accept")));
        ObjectNode text = Scene.action("accept");
        text.putObject("content").put("confirm", "true");
        Problem typed = refusal(answer(ask(), text));

        assertThat(List.of(untouched.code(), empty.code(), typed.code()))
                .containsOnly(Code.DECLINED);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_no_is_an_answer_of_its_own_and_costs_no_further_plan() {
        Problem declined = refusal(answer(ask(), Scene.action("decline")));
        Problem cancelled = refusal(answer(ask(), Scene.action("cancel")));

        assertThat(declined.code()).isEqualTo(Code.DECLINED);
        assertThat(cancelled.code()).isEqualTo(Code.DECLINED);
        assertThat(declined.message()).isNotEqualTo(cancelled.message());
        assertThat(scene.tools.planned()).hasSize(2);
        assertThat(scene.audit.last().code()).isEqualTo(Code.DECLINED);
    }

    @Test
    void after_a_no_a_yes_to_the_same_question_is_refused() {
        Asked refused = ask();
        Asked unticked = ask();
        Problem no = refusal(answer(refused, Scene.action("decline")));
        Problem blank = refusal(answer(unticked, Scene.accepted(false)));

        assertThat(List.of(no.code(), blank.code())).containsOnly(Code.DECLINED);
        assertBad(answer(refused, yes()));
        assertBad(answer(unticked, yes()));
    }

    @Test
    void without_a_usable_answer_the_question_stands() {
        Outcome nothing = answer(ask(), null);
        Outcome nonsense = answer(ask(), Scene.action("maybe"));

        assertThat(nothing).isInstanceOf(Outcome.Question.class);
        assertThat(nonsense).isInstanceOf(Outcome.Question.class);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void what_has_changed_since_is_shown_again_and_can_then_be_agreed_to() {
        Asked first = ask();
        scene.tools.tagged("urgent", 4);

        Outcome shown = answer(first, yes());
        Asked second = new Asked(first.call(), (Outcome.Question) shown);
        Outcome made =
                Scene.call(
                        scene.guard(),
                        "delete_tag",
                        named("urgent"),
                        scene.answered(first.call(), second.question(), yes()));

        assertThat(second.message()).contains("has changed since").contains("4 entries");
        assertThat(made).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void what_is_already_so_is_answered_without_asking_again() {
        Asked asked = ask();
        scene.tools.gone("urgent");

        Outcome outcome = answer(asked, yes());

        assertThat(outcome).isEqualTo(new Outcome.Answer(new FakeTools.Done("was gone")));
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_question_that_is_answered_twice_changes_something_once() {
        Asked asked = ask();

        Outcome first = answer(asked, yes());
        Outcome second = answer(asked, yes());

        assertThat(first).isInstanceOf(Outcome.Answer.class);
        assertThat(refusal(second).code()).isEqualTo(Code.BAD_CONFIRMATION);
        assertThat(scene.sender.received()).hasSize(1);
        assertThat(scene.audit.rows())
                .filteredOn(row -> row.phase() == AuditRow.Phase.INTENT)
                .hasSize(1);
    }

    @Test
    void an_answer_that_comes_too_late_is_refused() {
        Asked asked = ask();
        scene.clock.passes(Duration.ofMinutes(5));

        assertBad(answer(asked, yes()));
    }

    @Test
    void an_answer_counts_only_for_the_call_that_asked() {
        Asked asked = ask();
        Call other = scene.call();

        assertBad(
                Scene.call(
                        scene.guard(),
                        "delete_tag",
                        named("urgent"),
                        scene.answered(other, asked.question(), yes())));
    }

    @Test
    void an_answer_counts_only_for_the_arguments_that_were_asked_about() {
        scene.tools.tagged("other", 3);
        Asked asked = ask();

        assertBad(
                Scene.call(
                        scene.guard(),
                        "delete_tag",
                        named("other"),
                        scene.answered(asked.call(), asked.question(), yes())));
    }

    @Test
    void a_call_that_comes_back_is_not_counted_again_and_one_that_keeps_coming_back_is() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();
        Call call = scene.call();
        Outcome.Question question =
                (Outcome.Question) Scene.call(guard, "delete_tag", named("urgent"), call);
        Asked asked = new Asked(call, question);

        Outcome again = answer(guard, asked, null);
        Outcome andAgain = answer(guard, asked, yes());
        Outcome made = answer(guard, new Asked(call, (Outcome.Question) again), yes());

        assertThat(refusal(andAgain).code()).isEqualTo(Code.TOO_MANY_CALLS);
        assertThat(made).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void the_seal_of_another_call_does_not_make_a_call_free() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();
        Call call = scene.call();
        Outcome.Question question =
                (Outcome.Question) Scene.call(guard, "delete_tag", named("urgent"), call);

        Outcome other = answer(guard, new Asked(scene.call(), question), yes());

        assertThat(refusal(other).code()).isEqualTo(Code.TOO_MANY_CALLS);
    }

    // Nobody can be asked.

    @Test
    void a_client_that_can_ask_nobody_gets_a_ticket_and_repeats_the_call_with_it() {
        scene.asksPerson = false;
        String token = ticket();
        scene.clock.passes(Duration.ofMinutes(4));

        Outcome outcome = redeem(token);

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
        assertThat(scene.audit.last().call()).isEqualTo("call-2");
        assertThat(scene.audit.last().confirms()).isEqualTo("call-1");
        assertThat(scene.audit.rows())
                .extracting(AuditRow::arguments)
                .containsOnly(scene.audit.last().arguments());
    }

    @Test
    void a_dry_run_of_a_client_that_can_ask_nobody_carries_the_ticket() {
        scene.asksPerson = false;

        String token = ticket(scene.call("delete_tag", named("urgent").put("dry_run", true)));
        Outcome outcome = redeem(token);

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void a_dry_run_of_an_ordinary_change_never_carries_a_ticket() {
        scene.asksPerson = false;

        Outcome outcome = scene.call("log_time", named("x").put("dry_run", true));

        assertThat(((Outcome.Preview) outcome).ticket()).isNull();
    }

    @Test
    void a_client_that_can_ask_never_gets_a_ticket_not_in_a_dry_run_either() {
        Outcome outcome = scene.call("delete_tag", named("urgent").put("dry_run", true));

        assertThat(((Outcome.Preview) outcome).ticket()).isNull();
    }

    @Test
    void no_ticket_is_taken_from_a_client_that_can_ask() {
        scene.asksPerson = false;
        String token = ticket();
        scene.asksPerson = true;

        assertBad(redeem(token));
        assertThat(scene.tools.planned()).hasSize(1);
    }

    @Test
    void the_seal_of_a_question_is_no_ticket() {
        Asked asked = ask();
        scene.asksPerson = false;

        assertBad(redeem(asked.question().state()));
    }

    @Test
    void a_ticket_answers_no_question() {
        scene.asksPerson = false;
        String token = ticket();
        scene.asksPerson = true;
        Call call = scene.call();

        assertBad(
                Scene.call(
                        scene.guard(),
                        "delete_tag",
                        named("urgent"),
                        scene.answered(call, new Outcome.Question(Map.of(), token), yes())));
    }

    @Test
    void a_ticket_is_good_once() {
        scene.asksPerson = false;
        String token = ticket();

        Outcome first = redeem(token);
        Outcome second = redeem(token);

        assertThat(first).isInstanceOf(Outcome.Answer.class);
        assertThat(refusal(second).message()).contains("used before");
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_ticket_expires() {
        scene.asksPerson = false;
        String token = ticket();
        scene.clock.passes(Duration.ofMinutes(5));

        assertBad(redeem(token));
    }

    @Test
    void a_ticket_is_for_one_caller_tenant_workspace_and_tool() {
        scene.asksPerson = false;
        String token = ticket();

        scene.principal = new Principal("acme", "ben", Set.of());
        assertBad(redeem(token));
        scene.principal = new Principal("other", "anna", Set.of());
        assertBad(redeem(token));
        scene.principal = Scene.ANNA;
        scene.workspace = "w2";
        assertBad(redeem(token));
        scene.workspace = "w1";
        assertBad(
                scene.call(
                        "create_project",
                        named("urgent").put("rate", 1).put("confirmation_token", token)));
    }

    @Test
    void a_ticket_is_for_the_arguments_that_were_shown() {
        scene.asksPerson = false;
        scene.tools.tagged("other", 3);
        String token = ticket();

        assertBad(scene.call("delete_tag", named("other").put("confirmation_token", token)));
    }

    @Test
    void nonsense_is_no_ticket() {
        scene.asksPerson = false;

        assertBad(redeem(""));
        assertBad(redeem("x".repeat(100_000)));
        assertBad(redeem("AQ"));
        assertBad(redeem("ä–"));
    }

    @Test
    void what_has_changed_since_is_shown_with_a_new_ticket() {
        scene.asksPerson = false;
        String token = ticket();
        scene.tools.tagged("urgent", 4);

        Outcome shown = redeem(token);
        Outcome made = redeem(ticket(shown));

        assertThat(((Outcome.Preview) shown).change().notes())
                .first()
                .asString()
                .contains("has changed since");
        assertThat(made).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_ticket_of_the_former_key_is_good_until_that_key_is_retired() {
        scene.asksPerson = false;
        String token = ticket();
        String another = ticket();

        scene.keys = SealKeys.of(Scene.key(2), Scene.KEY);
        Outcome rotated = redeem(token);
        scene.keys = SealKeys.of(Scene.key(2));
        Outcome retired = redeem(another);

        assertThat(rotated).isInstanceOf(Outcome.Answer.class);
        assertThat(refusal(retired).code()).isEqualTo(Code.BAD_CONFIRMATION);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void where_a_person_is_demanded_a_client_that_cannot_ask_is_refused_and_gets_no_ticket() {
        scene.asksPerson = false;
        String before = ticket();
        scene.confirming =
                new Confirmation.Settings(Duration.ofMinutes(5), Set.of(Risk.DESTRUCTIVE));

        Problem plain = refusal(scene.call("delete_tag", named("urgent")));
        Problem withTicket = refusal(redeem(before));
        Outcome dry = scene.call("delete_tag", named("urgent").put("dry_run", true));

        assertThat(plain.code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(withTicket.code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(((Outcome.Preview) dry).ticket()).isNull();
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_mode_that_was_tightened_refuses_what_was_agreed_to_before() {
        Asked asked = ask();
        scene.policy = new Policy(Mode.TIME_TRACKING_SAFE);

        Outcome outcome = answer(asked, yes());

        assertThat(refusal(outcome).code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_confirmation_that_cannot_be_remembered_as_used_is_not_honoured() {
        scene.asksPerson = false;
        String token = ticket();
        Guard guard =
                new Guard(
                        Finder.of(scene.tools.tools()),
                        scene.arguments,
                        Policies.everywhere(scene.policy),
                        scene.listing,
                        scene.quota,
                        new Confirmation(
                                scene.confirming,
                                () -> scene.keys,
                                (tenant, nonce, expires) -> {
                                    throw new IllegalStateException("store away");
                                },
                                call -> scene.workspace,
                                scene.clock),
                        scene.trail(),
                        scene.sender,
                        scene.undo());

        Outcome outcome =
                Scene.call(
                        guard,
                        "delete_tag",
                        named("urgent").put("confirmation_token", token),
                        scene.call());

        assertThat(((Outcome.Failed) outcome).problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_confirmation_is_used_up_for_the_tenant_of_its_caller() {
        scene.asksPerson = false;
        String token = ticket();
        List<String> tenants = new ArrayList<>();
        Guard guard =
                new Guard(
                        Finder.of(scene.tools.tools()),
                        scene.arguments,
                        Policies.everywhere(scene.policy),
                        scene.listing,
                        scene.quota,
                        new Confirmation(
                                scene.confirming,
                                () -> scene.keys,
                                (tenant, nonce, expires) -> tenants.add(tenant),
                                call -> scene.workspace,
                                scene.clock),
                        scene.trail(),
                        scene.sender,
                        scene.undo());

        var ignored =
                Scene.call(
                        guard,
                        "delete_tag",
                        named("urgent").put("confirmation_token", token),
                        scene.call());

        assertThat(tenants).containsExactly(scene.principal.tenant());
    }

    @Test
    void a_first_call_is_counted_whatever_it_carries() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();
        Call call = scene.call();
        Outcome.Question question =
                (Outcome.Question) Scene.call(guard, "delete_tag", named("urgent"), call);
        Call first =
                new Call(
                        call.id(),
                        0,
                        call.principal(),
                        call.client(),
                        call.now(),
                        Map.of(),
                        question.state(),
                        call.line());

        Outcome outcome = Scene.call(guard, "delete_tag", named("urgent"), first);

        assertThat(refusal(outcome).code()).isEqualTo(Code.TOO_MANY_CALLS);
    }

    @Test
    void a_person_has_a_second_at_least() {
        assertThat(new Confirmation.Settings(Duration.ofSeconds(1), Set.of()).validity())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new Confirmation.Settings(Duration.ofMillis(999), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_person_reads_each_grave_kind_of_change_and_nothing_of_the_ordinary() {
        Step back =
                new Step(
                        "one",
                        new Request("CORE", "PUT", "/entries/e1", null),
                        List.of(),
                        new Step.Inverse(
                                new Request("CORE", "PUT", "/entries/e1", null), List.of()));
        Step stays = new Step("two", new Request("CORE", "POST", "/invoices", null));
        Change change =
                new Change(
                        "Mark it invoiced",
                        List.of(),
                        Set.of(Risk.WRITE, Risk.BILLING),
                        Reach.OWN_WORK,
                        List.of(back, stays),
                        List.of());

        assertThat(ConfirmationWords.form(change).message())
                .isEqualTo(
                        """
                        Mark it invoiced

                        It changes what is billed or paid. 2 requests are sent. It cannot be taken \
                        back, since a part of it cannot.\
                        """);
    }

    @Test
    void as_much_as_can_be_shown_is_shown_and_there_is_no_more() {
        List<String> fifty = IntStream.rangeClosed(1, 50).mapToObj(i -> "entry " + i).toList();
        Change many =
                new Change(
                        "Delete 50 entries",
                        fifty,
                        List.of(),
                        Set.of(Risk.DESTRUCTIVE),
                        Reach.OWN_WORK,
                        List.of(new Step("it", new Request("CORE", "DELETE", "/entries", null))),
                        List.of());

        assertThat(ConfirmationWords.form(many).message())
                .contains("\n  entry 50\n\nIt deletes something.")
                .doesNotContain("more");
    }
}
