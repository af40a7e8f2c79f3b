package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The small values that the gates rely on.
final class ValuesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static Change change(Risk... risks) {
        return new Change(
                "It", List.of("one"), Set.of(risks), Reach.OWN_WORK, List.of(), List.of());
    }

    @Test
    void every_class_of_change_but_the_ordinary_one_is_confirmed() {
        assertThat(Risk.values())
                .filteredOn(Risk::confirmed)
                .containsExactly(
                        Risk.BILLING,
                        Risk.EXTERNAL_SIDE_EFFECT,
                        Risk.ADMIN,
                        Risk.PERMISSION_CHANGE,
                        Risk.DESTRUCTIVE);
        assertThat(change(Risk.WRITE).confirmed()).isFalse();
        assertThat(change(Risk.WRITE, Risk.DESTRUCTIVE).confirmed()).isTrue();
    }

    @Test
    void a_note_is_added_to_those_that_are_there() {
        Planned<String> planned =
                new Planned<>(change(Risk.WRITE), answers -> "done").noting("two");

        assertThat(planned.change().notes()).containsExactly("one", "two");
        assertThat(planned.change().risks()).containsExactly(Risk.WRITE);
        assertThat(planned.result().apply(new Answers(Map.of()))).isEqualTo("done");
    }

    @Test
    void each_step_has_an_answer_and_an_empty_one_is_null() {
        Answers answers =
                new Answers(Map.of("a", JSON.textNode("x"), "b", MissingNode.getInstance()));

        assertThat(answers.of("a")).isEqualTo(JSON.textNode("x"));
        assertThat(answers.of("b")).isEqualTo(JSON.nullNode());
        assertThatThrownBy(() -> answers.of("c")).hasMessage("no step is called c");
    }

    private static ObjectNode action(String action) {
        return JSON.objectNode().put("action", action);
    }

    private static Call call(Map<String, ObjectNode> replies) {
        return new Call(
                "call-1",
                1,
                Principal.LOCAL,
                new Client("test", "1", "2025-11-25", true, false),
                Instant.EPOCH,
                replies,
                "state",
                Line.SILENT);
    }

    @Test
    void a_reply_is_what_the_person_did_and_anything_else_is_none() {
        ObjectNode filled = JSON.objectNode().put("tick", true);
        ObjectNode accepted = action("accept");
        accepted.set("content", filled);
        Call call =
                call(
                        Map.of(
                                "yes", accepted,
                                "empty", action("accept"),
                                "no", action("decline"),
                                "closed", action("cancel"),
                                "odd", action("shrug")));

        assertThat(call.reply("yes")).isEqualTo(new Reply.Accepted(filled));
        assertThat(call.reply("empty")).isEqualTo(new Reply.Accepted(JSON.objectNode()));
        assertThat(call.reply("no")).isEqualTo(new Reply.Declined());
        assertThat(call.reply("closed")).isEqualTo(new Reply.Cancelled());
        assertThat(call.reply("odd")).isEqualTo(new Reply.Absent());
        assertThat(call.reply("unasked")).isEqualTo(new Reply.Absent());
    }

    @Test
    void a_call_as_of_another_instant_is_otherwise_the_same() {
        Call call = call(Map.of());
        Instant then = Instant.EPOCH.plusSeconds(60);

        Call later = call.at(then);

        assertThat(later.now()).isEqualTo(then);
        assertThat(later.at(call.now())).isEqualTo(call);
    }

    @Test
    void what_is_fixed_cannot_be_changed() {
        Activations fixed = Activations.fixed(Set.of("tags"));

        assertThat(fixed.active()).containsExactly("tags");
        assertThat(fixed.changeable()).isFalse();
        assertThatThrownBy(() -> fixed.activate("clients"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fixed.deactivate(Set.of("tags")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(Activations.NONE.active()).isEmpty();
    }

    @Test
    void a_problem_is_one_text_with_its_hint() {
        Problem hinted = new Problem(Problem.Code.INVALID, "No.", "Do this.");

        assertThat(hinted.text()).isEqualTo("No. Do this.");
        assertThat(new Problem(Problem.Code.INVALID, "No.", "\n- this").text())
                .isEqualTo("No.\n- this");
        assertThat(Problem.of(Problem.Code.INVALID, "No.").text()).isEqualTo("No.");
        assertThat(new ToolException(hinted).problem()).isEqualTo(hinted);
    }

    @Test
    void what_we_refuse_is_told_from_what_the_service_refuses() {
        assertThat(Problem.Code.values())
                .filteredOn(code -> code.side() == Problem.Side.OURS)
                .containsExactly(
                        Problem.Code.INVALID_ARGUMENTS,
                        Problem.Code.UNKNOWN_TOOL,
                        Problem.Code.NOT_ACTIVE,
                        Problem.Code.AMBIGUOUS,
                        Problem.Code.DENIED_BY_POLICY,
                        Problem.Code.INSUFFICIENT_SCOPE,
                        Problem.Code.BAD_CONFIRMATION,
                        Problem.Code.DECLINED,
                        Problem.Code.TOO_MANY_CALLS,
                        Problem.Code.TIMED_OUT,
                        Problem.Code.NOT_CONFIGURED);
        assertThat(Problem.Code.INTERNAL.side()).isEqualTo(Problem.Side.THEIRS);
    }

    @Test
    void a_failure_to_send_says_why_and_what_became_of_the_request() {
        Problem problem = Problem.of(Problem.Code.INVALID, "No.");
        Sender.SendException failure = new Sender.SendException(problem, Sent.Fate.REFUSED);

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.fate()).isEqualTo(Sent.Fate.REFUSED);
    }

    @Test
    void every_door_is_labelled_and_takes_the_rights_of_a_tool() {
        Target.Work work = call -> "it";

        assertThat(
                        List.of(
                                new Target.OfTool("list"),
                                new Target.OfResource("x://a", "list", work),
                                new Target.OfPrompt("week", "list", work),
                                new Target.OfCompletion("week", "day", "list", work),
                                new Target.OfSubscription("x://a", "list", work)))
                .allMatch(target -> target.rights().equals("list"))
                .extracting(Target::label)
                .containsExactly(
                        "list",
                        "resources/read",
                        "prompts/get",
                        "completion/complete",
                        "resources/subscribe");
    }

    @Test
    void a_uri_is_expanded_with_values_that_cannot_leave_their_segment() {
        assertThat(ResourceTemplate.expand("x://{a}/b/{c}/d", Map.of("a", "1 2", "c", "/?#")))
                .isEqualTo("x://1%202/b/%2F%3F%23/d");
        assertThat(ResourceTemplate.expand("{a}", Map.of("a", "1"))).isEqualTo("1");
        assertThat(ResourceTemplate.expand("x://a", Map.of())).isEqualTo("x://a");
        assertThatThrownBy(() -> ResourceTemplate.expand("x://{a}", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TraceContext trace(@Nullable String parent, @Nullable String state) {
        return TraceContext.of(parent, state);
    }

    @Test
    void a_trace_is_one_or_none() {
        String parent = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";

        assertThat(trace(parent, "x=1")).isEqualTo(new TraceContext(parent, "x=1"));
        assertThat(trace(parent, null)).isEqualTo(new TraceContext(parent, ""));
        assertThat(trace(parent, "\n")).isEqualTo(new TraceContext(parent, ""));
        assertThat(trace("00-" + "0".repeat(32), "x=1")).isEqualTo(TraceContext.NONE);
        assertThat(trace(null, "x=1")).isEqualTo(TraceContext.NONE);
    }

    @Test
    void levels_are_known_by_their_ids() {
        for (LogLevel level : LogLevel.values()) {
            assertThat(LogLevel.of(level.id())).hasValue(level);
        }
        assertThat(LogLevel.WARNING.id()).isEqualTo("warning");
        assertThat(LogLevel.of("loud")).isEmpty();
    }

    @Test
    void a_value_is_shown_as_words_unless_it_says_otherwise() {
        Told told = () -> "words";

        assertThat(told.asValue()).isFalse();
    }

    @Test
    void bytes_travel_as_text() {
        assertThat(ResourceContent.Blob.of("image/png", new byte[] {1, 2, 3}).base64())
                .isEqualTo("AQID");
    }
}
