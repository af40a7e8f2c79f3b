package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static io.github.clockifymcp.enforcement.Scene.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private final Scene scene = new Scene();

    private static Problem refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem();
    }

    private static Outcome.Failed failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    private static AuditRow.Planned change(AuditRow row) {
        return Objects.requireNonNull(row.change());
    }

    @Test
    void a_read_is_answered_and_leaves_one_row() {
        Outcome outcome = scene.call("list_tags", args());

        assertThat(outcome).isEqualTo(new Outcome.Answer(new FakeTools.Done("1 tags")));
        assertThat(scene.audit.rows()).hasSize(1);
        AuditRow row = scene.audit.last();
        assertThat(row.phase()).isEqualTo(AuditRow.Phase.OUTCOME);
        assertThat(row.ending()).isEqualTo(AuditRow.Ending.ALLOWED);
        assertThat(row.tool()).isEqualTo("list_tags");
        assertThat(row.client()).isEqualTo("testclient");
        assertThat(row.change()).isNull();
    }

    @Test
    void an_ordinary_change_is_made_at_once_with_an_intent_before_and_an_outcome_after() {
        Outcome outcome = scene.call("log_time", named("work"));

        assertThat(((Outcome.Answer) outcome).sent()).hasSize(1);
        assertThat(scene.sender.paths()).containsExactly("POST /entries");
        assertThat(scene.audit.rows())
                .extracting(AuditRow::phase)
                .containsExactly(AuditRow.Phase.INTENT, AuditRow.Phase.OUTCOME);
        assertThat(scene.audit.sentBefore()).containsExactly(0, 1);
        assertThat(scene.audit.rows()).extracting(AuditRow::call).containsOnly("call-1");
        assertThat(change(scene.audit.last()).effects())
                .extracting(AuditRow.Effect::fate)
                .containsExactly(Sent.Fate.DONE);
    }

    @Test
    void notes_of_a_change_that_nobody_was_shown_are_told_with_the_answer() {
        Outcome outcome = scene.call("create_project", named("Website"));

        assertThat(((Outcome.Answer) outcome).notes()).containsExactly("It has no rate.");
    }

    @Test
    void a_dry_run_sends_nothing_and_asks_nobody() {
        Outcome outcome = scene.call("log_time", named("work").put("dry_run", true));

        assertThat(outcome).isInstanceOf(Outcome.Preview.class);
        assertThat(((Outcome.Preview) outcome).ticket()).isNull();
        assertThat(scene.sender.received()).isEmpty();
        assertThat(scene.audit.last().ending()).isEqualTo(AuditRow.Ending.PREVIEW);
    }

    @Test
    void read_only_refuses_a_write_before_its_arguments_are_read() {
        scene.policy = new Policy(Mode.READ_ONLY);

        Problem problem = refusal(scene.call("log_time", args().put("nonsense", 1)));

        assertThat(problem.code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(problem.message()).contains("read_only").contains("time_tracking_safe");
        assertThat(scene.arguments.read()).isEmpty();
        assertThat(scene.audit.last().tool()).isEqualTo("log_time");
    }

    @Test
    void a_change_is_refused_for_what_it_really_is_even_in_a_dry_run() {
        scene.policy = new Policy(Mode.SAFE_CORE);

        Outcome plain = scene.call("create_project", named("Website"));
        Outcome billed = scene.call("create_project", named("Website").put("rate", 5));
        Outcome shown =
                scene.call("create_project", named("Website").put("rate", 5).put("dry_run", true));

        assertThat(plain).isInstanceOf(Outcome.Answer.class);
        assertThat(refusal(billed).code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(refusal(billed).message()).contains("standard");
        assertThat(refusal(shown).code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_change_that_its_tool_did_not_declare_is_denied() {
        scene.policy = new Policy(Mode.FULL);

        Outcome.Failed failed = failure(scene.call("rogue", named("x")));

        assertThat(failed.problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(failed.sent()).isEmpty();
        assertThat(scene.sender.received()).isEmpty();
    }

    @Test
    void a_tool_that_the_operator_took_away_answers_like_one_that_never_was() {
        Outcome never = scene.call("tag_delete", named("urgent"));
        scene.policy = new Policy(Mode.FULL, Set.of("delete_tag"), Set.of(), Set.of());
        Outcome taken = scene.call("delete_tag", named("urgent"));

        assertThat(refusal(never).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(refusal(taken).message())
                .isEqualTo(refusal(never).message().replace("tag_delete", "delete_tag"));
        assertThat(refusal(taken).hint()).isEqualTo(refusal(never).hint());
        assertThat(scene.audit.rows()).extracting(AuditRow::tool).containsOnly("unknown");
        assertThat(scene.arguments.read()).isEmpty();
    }

    @Test
    void what_a_client_types_as_a_tool_reaches_no_row_and_the_answer_only_in_part() {
        Problem problem = refusal(scene.call("a\u202E\n" + "b".repeat(9_000), args()));

        assertThat(problem.message()).startsWith("There is no tool ‹a b").hasSizeLessThan(100);
        assertThat(scene.audit.last().tool()).isEqualTo("unknown");
    }

    @Test
    void limits_come_before_the_tool_is_looked_up() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();

        Outcome first = Scene.call(guard, "no_such_tool", args(), scene.call());
        Outcome second = Scene.call(guard, "no_such_tool", args(), scene.call());

        assertThat(refusal(first).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(refusal(second).code()).isEqualTo(Code.TOO_MANY_CALLS);
        assertThat(refusal(second).hint()).isEqualTo("Try again in 60 s.");
    }

    @Test
    void bad_arguments_are_limited_too() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();

        Outcome first = Scene.call(guard, "log_time", args().put("x", 1), scene.call());
        Outcome second = Scene.call(guard, "log_time", args().put("x", 1), scene.call());

        assertThat(refusal(first).code()).isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(refusal(second).code()).isEqualTo(Code.TOO_MANY_CALLS);
    }

    @Test
    void a_flood_of_refused_calls_leaves_one_row_and_a_count() {
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 1, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();

        for (int i = 0; i < 50; i++) {
            var ignored = Scene.call(guard, "list_tags", args(), scene.call());
        }
        scene.clock.passes(Duration.ofMinutes(1));
        var ignored = Scene.call(guard, "list_tags", args(), scene.call());

        assertThat(scene.audit.rows())
                .extracting(AuditRow::code)
                .containsExactly(null, Code.TOO_MANY_CALLS, null);
        assertThat(scene.audit.last().refusedBefore()).isEqualTo(48);
    }

    @Test
    void a_call_that_cannot_be_counted_is_refused_and_told_when_to_come_again() {
        scene.quota = (principal, counted) -> new Quota.Admission.Uncounted(Duration.ofSeconds(5));

        Problem problem = refusal(scene.call("list_tags", args()));

        assertThat(problem.code()).isEqualTo(Code.TOO_MANY_CALLS);
        assertThat(problem.text())
                .isEqualTo("Calls cannot be counted at the moment. Try again in 5 s.");
        assertThat(scene.audit.last().code()).isEqualTo(Code.TOO_MANY_CALLS);
    }

    @Test
    void what_a_tool_throws_unforeseen_is_denied_without_its_words() {
        Outcome.Failed failed = failure(scene.call("fail_to_read", args()));

        assertThat(failed.problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(failed.problem().text()).contains("Nothing was sent.").doesNotContain("secret");
        assertThat(scene.audit.last().code()).isEqualTo(Code.INTERNAL);
    }

    @Test
    void a_problem_of_the_service_is_a_failure_and_one_of_ours_a_refusal() {
        Outcome.Failed failed = failure(scene.call("not_there", args()));
        Problem refused = refusal(scene.call("log_time", args().put("x", 1)));

        assertThat(failed.problem().code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refused.code()).isEqualTo(Code.INVALID_ARGUMENTS);
    }

    @Test
    void a_gate_that_throws_denies() {
        scene.quota =
                (principal, counted) -> {
                    throw new IllegalStateException("broken");
                };

        Outcome.Failed failed = failure(scene.call("log_time", named("x")));

        assertThat(failed.problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(scene.sender.received()).isEmpty();
        assertThat(scene.audit.rows()).hasSize(1);
    }

    @Test
    void without_its_intent_nothing_is_changed_when_the_audit_is_fail_closed() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED;
        scene.audit.fails(new IllegalStateException("disk full"));

        Outcome change = scene.call("log_time", named("x"));
        Outcome read = scene.call("list_tags", args());

        assertThat(refusal(change).code()).isEqualTo(Code.NOT_CONFIGURED);
        assertThat(scene.sender.received()).isEmpty();
        assertThat(read).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void without_its_intent_nothing_is_changed_or_answered_when_it_is_strict() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED_STRICT;
        scene.audit.fails(new IllegalStateException("disk full"));

        Outcome change = scene.call("log_time", named("x"));
        Outcome read = scene.call("list_tags", args());

        assertThat(refusal(change).message()).contains("changes nothing without it");
        assertThat(scene.sender.received()).isEmpty();
        assertThat(refusal(read).code()).isEqualTo(Code.NOT_CONFIGURED);
        assertThat(refusal(read).message()).contains("answers nothing without it");
    }

    @Test
    void what_was_done_is_told_with_the_outcome_that_is_missing_when_it_is_strict() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED_STRICT;
        scene.audit.losesOutcomes();

        Outcome.Answer change = (Outcome.Answer) scene.call("log_time", named("x"));
        Outcome shown = scene.call("log_time", named("x").put("dry_run", true));

        assertThat(change.sent()).hasSize(1);
        assertThat(change.notes())
                .containsExactly(
                        "This was done, and the audit log could not be told how it ended. Whoever"
                                + " runs the server has to see to it.");
        assertThat(shown).isInstanceOf(Outcome.Preview.class);
    }

    @Test
    void nobody_is_told_of_a_log_that_is_written_or_need_not_be() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED_STRICT;

        Outcome.Answer change = (Outcome.Answer) scene.call("log_time", named("x"));
        Outcome read = scene.call("list_tags", args());
        scene.reads = false;
        scene.audit.losesOutcomes();
        Outcome unlogged = scene.call("list_tags", args());

        assertThat(change.notes()).isEmpty();
        assertThat(read).isInstanceOf(Outcome.Answer.class);
        assertThat(unlogged).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void a_missing_outcome_is_the_programs_log_s_affair_when_it_is_not_strict() {
        scene.durability = AuditTrail.Durability.FAIL_CLOSED;
        scene.audit.losesOutcomes();

        Outcome.Answer change = (Outcome.Answer) scene.call("log_time", named("x"));

        assertThat(change.notes()).isEmpty();
        assertThat(scene.call("list_tags", args())).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void reads_can_be_left_out_and_nothing_else() {
        scene.reads = false;

        var ignored = scene.call("list_tags", args());
        var change = scene.call("log_time", named("x"));
        var refused = scene.call("list_tags", args().put("nonsense", 1));

        assertThat(change).isInstanceOf(Outcome.Answer.class);
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(scene.audit.rows())
                .extracting(AuditRow::ending)
                .containsExactly(null, AuditRow.Ending.ALLOWED, AuditRow.Ending.REFUSED);
    }

    @Test
    void without_its_intent_a_change_is_made_all_the_same_on_best_effort() {
        scene.audit.fails(new IllegalStateException("disk full"));

        Outcome change = scene.call("log_time", named("x"));

        assertThat(change).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_cancelled_call_leaves_a_row_and_goes_no_further() {
        scene.line =
                new Line() {
                    @Override
                    public void progress(double done, @Nullable Double total, String message) {}

                    @Override
                    public void pointOfNoReturn() {
                        throw new CancellationException();
                    }
                };

        assertThatThrownBy(() -> scene.call("log_time", named("x")))
                .isInstanceOf(CancellationException.class);

        assertThat(scene.sender.received()).isEmpty();
        assertThat(scene.audit.last().ending()).isEqualTo(AuditRow.Ending.CANCELLED);
    }

    @Test
    void whatever_an_interrupt_makes_a_tool_throw_ends_as_a_cancellation() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> scene.call("fail_to_read", args()))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.audit.last().ending()).isEqualTo(AuditRow.Ending.CANCELLED);
    }

    @Test
    void an_interrupt_does_not_stop_a_change_that_has_begun() {
        scene.sender.answers(request -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return FakeSender.id(request);
        });
        scene.line =
                new Line() {
                    @Override
                    public void progress(double done, @Nullable Double total, String message) {}

                    @Override
                    public void pointOfNoReturn() {
                        Thread.currentThread().interrupt();
                    }
                };

        Outcome outcome = scene.call("set_up", named("Acme"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(scene.sender.received()).hasSize(3);
    }

    @Test
    void whoever_watches_hears_of_each_step_but_the_first() {
        List<String> heard = new ArrayList<>();
        scene.line =
                new Line() {
                    @Override
                    public void progress(double done, @Nullable Double total, String message) {
                        heard.add("%s of %s: %s".formatted(done, total, message));
                    }

                    @Override
                    public void pointOfNoReturn() {}
                };

        scene.call("set_up", named("Acme"));

        assertThat(heard).containsExactly("1.0 of 3.0: project", "2.0 of 3.0: task");
    }

    @Test
    void later_steps_use_the_answers_of_earlier_ones() {
        Outcome outcome = scene.call("set_up", named("Acme"));

        assertThat(scene.sender.paths())
                .containsExactly(
                        "POST /clients", "POST /projects", "POST /projects/projects-1/tasks");
        assertThat(String.valueOf(scene.sender.received().get(1).body()))
                .contains("\"clientId\":\"clients-1\"");
        assertThat(((Outcome.Answer) outcome).value()).isEqualTo(new FakeTools.Done("tasks-1"));
    }

    @Test
    void a_step_that_fails_ends_the_change_and_the_fate_of_each_request_is_told() {
        scene.sender.answers(request -> {
            if (request.path().equals("/projects")) {
                throw new Sender.SendException(
                        Problem.of(Code.UNKNOWN_OUTCOME, "No answer."), Sent.Fate.UNKNOWN);
            }
            return FakeSender.id(request);
        });

        Outcome.Failed failed = failure(scene.call("set_up", named("Acme")));

        assertThat(failed.problem().code()).isEqualTo(Code.UNKNOWN_OUTCOME);
        assertThat(failed.problem().text())
                .contains("Not sent, and so not done: task (POST /projects/{project}/tasks).");
        assertThat(failed.sent())
                .extracting(Sent::fate)
                .containsExactly(Sent.Fate.DONE, Sent.Fate.UNKNOWN);
        assertThat(failed.sent().get(1).request()).isEqualTo(scene.sender.received().get(1));
        assertThat(change(scene.audit.last()).effects())
                .extracting(AuditRow.Effect::fate)
                .containsExactly(Sent.Fate.DONE, Sent.Fate.UNKNOWN);
        assertThat(scene.audit.last().code()).isEqualTo(Code.UNKNOWN_OUTCOME);
    }

    @Test
    void an_unforeseen_failure_while_sending_leaves_the_fate_unknown() {
        scene.sender.answers(request -> {
            throw new IllegalStateException("secret");
        });

        Outcome.Failed failed = failure(scene.call("log_time", named("x")));

        assertThat(failed.problem().code()).isEqualTo(Code.UNKNOWN_OUTCOME);
        assertThat(failed.problem().text()).doesNotContain("secret");
        assertThat(failed.sent()).extracting(Sent::fate).containsExactly(Sent.Fate.UNKNOWN);
    }

    @Test
    void an_answer_without_the_field_that_a_later_step_needs_ends_the_change() {
        scene.sender.answers(request -> args());

        Outcome.Failed failed = failure(scene.call("set_up", named("Acme")));

        assertThat(failed.problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(failed.problem().text())
                .contains("step project. The answer to step client has no /id.")
                .contains("The steps before it were done.");
        assertThat(failed.sent()).extracting(Sent::fate).containsExactly(Sent.Fate.DONE);
        assertThat(scene.sender.received()).hasSize(1);
    }

    @Test
    void a_change_that_was_made_is_never_said_to_have_failed_to_be_made() {
        Outcome.Failed failed = failure(scene.call("misread", named("x")));

        assertThat(failed.problem().message()).contains("The change was made");
        assertThat(failed.sent()).extracting(Sent::fate).containsExactly(Sent.Fate.DONE);
    }

    @Test
    void a_change_with_nothing_to_do_is_answered_and_asks_nobody() {
        scene.tools.gone("urgent");

        Outcome outcome = scene.call("delete_tag", named("urgent"));

        assertThat(outcome).isEqualTo(new Outcome.Answer(new FakeTools.Done("was gone")));
        assertThat(scene.audit.rows())
                .extracting(AuditRow::phase)
                .doesNotContain(AuditRow.Phase.INTENT);
    }

    @Test
    void another_door_takes_the_rights_of_its_tool() {
        Target door = new Target.OfResource("x://tags", "list_tags", call -> "the tags");
        Outcome open = scene.guard().attempt(new Attempt(door, args(), scene.call()));
        scene.policy = new Policy(Mode.FULL, Set.of("list_tags"), Set.of(), Set.of());
        Outcome shut = scene.guard().attempt(new Attempt(door, args(), scene.call()));

        assertThat(open).isEqualTo(new Outcome.Answer("the tags"));
        assertThat(refusal(shut).code()).isEqualTo(Code.UNKNOWN_TOOL);
        assertThat(scene.audit.rows())
                .extracting(AuditRow::tool)
                .containsExactly("resources/read", "unknown");
    }

    @Test
    void every_kind_of_door_is_let_through_and_recorded() {
        List<Target> doors =
                List.of(
                        new Target.OfResource("x://tags", "list_tags", call -> "it"),
                        new Target.OfPrompt("week", "list_tags", call -> "it"),
                        new Target.OfCompletion("week", "day", "list_tags", call -> "it"),
                        new Target.OfSubscription("x://tags", "list_tags", call -> "it"));

        for (Target door : doors) {
            assertThat(scene.guard().attempt(new Attempt(door, args(), scene.call())))
                    .isEqualTo(new Outcome.Answer("it"));
        }

        assertThat(scene.audit.rows())
                .extracting(AuditRow::tool)
                .containsExactlyElementsOf(doors.stream().map(Target::label).toList());
    }

    @Test
    void no_door_takes_the_rights_of_a_tool_that_writes() {
        Target door = new Target.OfPrompt("week", "log_time", call -> "it");

        Outcome outcome = scene.guard().attempt(new Attempt(door, args(), scene.call()));

        assertThat(failure(outcome).problem().code()).isEqualTo(Code.INTERNAL);
    }

    @Test
    void a_person_can_be_demanded_for_ordinary_changes_too() {
        scene.confirming = new Confirmation.Settings(Duration.ofMinutes(5), Set.of(Risk.WRITE));
        Outcome asked = scene.call("log_time", named("x"));
        scene.asksPerson = false;
        Outcome refused = scene.call("log_time", named("x"));

        assertThat(asked).isInstanceOf(Outcome.Question.class);
        assertThat(refusal(refused).code()).isEqualTo(Code.DENIED_BY_POLICY);
        assertThat(scene.sender.received()).isEmpty();
    }

    /// Plans a step whose path shows a place that nothing fills.
    private static final class Unsound implements ToolGroup<Call> {
        @Override
        public String id() {
            return "unsound";
        }

        @Override
        public void declare(Toolbox<Call> tools) {
            tools.write("unsound", FakeTools.Nothing.class, FakeTools.Done.class)
                    .title("Unsound")
                    .describe("Plans what cannot be sent.")
                    .risk(Risk.WRITE)
                    .touching(Reach.OWN_WORK)
                    .plan((in, call) ->
                            new Planned<>(unsound(), answers -> new FakeTools.Done("it")));
        }
    }

    private static Change unsound() {
        Step step = new Step("it", new Request("core", "PUT", "/tags/{tag}", null));
        return new Change(
                "It", List.of(), Set.of(Risk.WRITE), Reach.OWN_WORK, List.of(step), List.of());
    }

    @Test
    void an_unsound_plan_is_not_even_shown() {
        scene.more = new Toolbox<Call>(call -> call).add(new Unsound()).tools();

        Outcome outcome = scene.call("unsound", args().put("dry_run", true));

        assertThat(failure(outcome).problem().code()).isEqualTo(Code.INTERNAL);
        assertThat(scene.call("unsound", args())).isInstanceOf(Outcome.Failed.class);
        assertThat(scene.sender.received()).isEmpty();
    }

    private Walk walk() {
        return new Walk(
                new Attempt(new Target.OfTool("x"), args(), scene.call()), new Trace(args()));
    }

    @Test
    void a_request_that_cannot_be_made_is_not_sent_even_if_nobody_has_checked_the_plan() {
        Step first = new Step("first", new Request("core", "POST", "/tags", null));
        Step second =
                new Step(
                        "second",
                        new Request("core", "POST", "/projects", null),
                        List.of(new Blank("/tag", "first", "/id")),
                        null);
        Change change =
                new Change(
                        "It",
                        List.of(),
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        List.of(first, second),
                        List.of());
        Planned<FakeTools.Done> planned =
                new Planned<>(change, answers -> new FakeTools.Done("it"));

        Outcome.Failed failed = failure(new Applying(scene.sender).apply(walk().planned(planned)));

        assertThat(failed.problem().message())
                .isEqualTo("The change stopped before step second. Its request could not be made.");
        assertThat(scene.sender.paths()).containsExactly("POST /tags");
    }

    @Test
    void a_row_says_how_long_the_call_took() {
        Target slow =
                new Target.OfResource(
                        "x://tags",
                        "list_tags",
                        call -> {
                            scene.clock.passes(Duration.ofMillis(1_500));
                            return "the tags";
                        });

        assertThat(scene.guard().attempt(new Attempt(slow, args(), scene.call())))
                .isEqualTo(new Outcome.Answer("the tags"));

        assertThat(scene.audit.last().millis()).isEqualTo(1_500);
    }

    @Test
    void a_problem_after_something_was_sent_is_a_failure_that_says_what() {
        Sent sent = new Sent("it", new Request("core", "POST", "/x", null), Sent.Fate.DONE, null);
        Walk walk = walk();
        walk.trace().sent(sent);

        Outcome ours =
                Problems.caught(
                        walk,
                        next -> {
                            throw new ToolException(Code.DENIED_BY_POLICY, "No.", "");
                        });
        Outcome unforeseen =
                Problems.caught(
                        walk,
                        next -> {
                            throw new IllegalStateException("secret");
                        });

        assertThat(failure(ours).sent()).containsExactly(sent);
        assertThat(failure(unforeseen).sent()).containsExactly(sent);
        assertThat(failure(unforeseen).problem().message()).contains("after requests were sent");
    }

    @Test
    void a_state_folder_that_cannot_be_used_is_named_in_the_log_alone() {
        scene.quota =
                (principal, counted) -> {
                    throw new StateException("/home/anna is full");
                };

        Problem problem = refusal(scene.call("list_tags", args()));

        assertThat(problem.code()).isEqualTo(Code.NOT_CONFIGURED);
        assertThat(problem.text()).doesNotContain("anna");
    }

    @Test
    void what_goes_on_in_the_background_is_recorded_as_that() {
        Outcome later = new Outcome.Later(() -> new Outcome.Answer("done"), false);
        Target door = new Target.OfResource("x://tags", "list_tags", call -> later);

        Outcome outcome = scene.guard().attempt(new Attempt(door, args(), scene.call()));

        assertThat(outcome).isEqualTo(later);
        assertThat(scene.audit.last().ending()).isEqualTo(AuditRow.Ending.LATER);
    }
}
