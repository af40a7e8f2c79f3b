package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"_meta\":{\"progressToken\":\"p\"}}}";

    private final Fixture fixture = new Fixture().tool("delete", QuestionTest::delete);

    @Test
    void a_person_who_agrees_is_heard_and_the_call_keeps_its_id() {
        String answer = answerTo("\"result\":{\"action\":\"accept\",\"content\":{\"sure\":true}}");

        List<Attempt> attempts = fixture.attempted();
        assertThat(answer).contains("\"id\":1,").contains("deleted, sure: true");
        assertThat(attempts).extracting(a -> a.call().round()).containsExactly(0, 1);
        assertThat(attempts.getLast().call().id()).isEqualTo(attempts.getFirst().call().id());
    }

    @Test
    void a_person_who_says_no_is_heard() {
        assertThat(answerTo("\"result\":{\"action\":\"decline\"}")).contains("The person said no.");
    }

    @Test
    void a_person_who_does_not_decide_is_heard() {
        assertThat(answerTo("\"result\":{\"action\":\"cancel\"}")).contains("Nobody decided.");
    }

    @Test
    void a_client_that_fails_to_ask_ends_the_call_and_the_guard_learns_it() {
        String answer = answerTo("\"error\":{\"code\":-32603,\"message\":\"no window\"}");

        assertThat(answer).contains("\"isError\":true").contains("could not ask its person");
        assertThat(fixture.attempted().getLast().call().reply("sure"))
                .isEqualTo(new Reply.Cancelled());
    }

    @Test
    void an_answer_of_no_known_form_is_asked_again() {
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            String first = served.ask(CALL);
            String second = served.ask(reply(first, "\"result\":{\"action\":\"maybe\"}"));
            String answer = served.ask(reply(second, "\"result\":{\"action\":\"decline\"}"));

            assertThat(second).contains("elicitation/create").isNotEqualTo(first);
            assertThat(answer).contains("The person said no.");
        }
    }

    @Test
    void nobody_is_asked_without_end() {
        fixture.with(ServerSettings.DEFAULT.withMaxRounds(2));

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            String first = served.ask(CALL);
            String second = served.ask(reply(first, "\"result\":{}"));
            String answer = served.ask(reply(second, "\"result\":{}"));

            assertThat(answer).contains("asked its client too often").contains("\"isError\":true");
        }
    }

    @Test
    void waiting_shows_signs_of_life_that_grow_and_ends_with_the_question_taken_back() {
        fixture.with(
                ServerSettings.DEFAULT
                        .withAskTimeout(Duration.ofMillis(200))
                        .withHeartbeat(Duration.ofMillis(10)));

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            JsonNode question = tree(served.ask(CALL));
            JsonNode heard = tree(served.hear());
            double last = -1;
            while (heard.path("method").asText().equals("notifications/progress")) {
                double progress = heard.at("/params/progress").asDouble();
                assertThat(heard.at("/params/progressToken").asText()).isEqualTo("p");
                assertThat(progress).isGreaterThan(last);
                last = progress;
                heard = tree(served.hear());
            }

            assertThat(last).isPositive();
            assertThat(heard.path("method").asText()).isEqualTo("notifications/cancelled");
            assertThat(heard.at("/params/requestId")).isEqualTo(question.get("id"));
            assertThat(served.hear()).contains("Nobody answered").contains("\"isError\":true");
            // Too late, and nobody minds.
            served.say(reply(question.toString(), "\"result\":{\"action\":\"accept\"}"));
        }
    }

    @Test
    void an_errand_ends_the_call_with_what_to_open() {
        Fixture errand =
                new Fixture()
                        .tool(
                                "delete",
                                attempt ->
                                        new Outcome.Question(
                                                Map.of(
                                                        "page",
                                                        new Ask.Errand(
                                                                "e1",
                                                                "Sign in.",
                                                                "https://example.com/in")),
                                                ""));
        try (Served served = new Served(errand.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{\"url\":{}}}");
            JsonNode error = tree(served.ask(CALL)).path("error");

            assertThat(error.path("code").asInt()).isEqualTo(RpcError.PAGE_FIRST);
            assertThat(error.at("/data/elicitations").toString())
                    .isEqualTo(
                            "[{\"mode\":\"url\",\"message\":\"Sign in.\",\"url\":\"https://example.com/in\",\"elicitationId\":\"e1\"}]");
        }
        try (Served served = new Served(errand.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");

            assertThat(served.ask(CALL)).contains("open a link for its person");
        }
    }

    @Test
    void the_time_limit_of_a_call_does_not_run_while_a_person_thinks() {
        fixture.with(
                ServerSettings.DEFAULT
                        .withCallTimeout(Duration.ofMillis(30))
                        .withHeartbeat(Duration.ofMillis(20)));

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            String question = served.ask(CALL);
            for (int i = 0; i < 4; i++) {
                assertThat(served.hear()).contains("notifications/progress");
            }
            String answer =
                    lastOf(
                            served,
                            served.ask(
                                    reply(
                                            question,
                                            "\"result\":{\"action\":\"accept\",\"content\":{\"sure\":true}}")));

            assertThat(answer).contains("deleted, sure: true");
        }
    }

    @Test
    void a_call_that_waits_can_be_cancelled_and_takes_its_question_back() {
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            served.ask(CALL);
            served.say(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

            assertThat(served.hear()).contains("notifications/cancelled").contains("ask-");
            assertThat(served.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}"))
                    .contains("\"id\":2,");
        }
    }

    @Test
    void a_replica_with_the_key_takes_the_call_up_and_any_other_does_not() {
        Fixture replica = new Fixture().tool("delete", QuestionTest::delete);
        Fixture stranger =
                new Fixture()
                        .tool("delete", QuestionTest::delete)
                        .sealedWith("another key that is long enough!");

        try (Served first = new Served(fixture.server());
                Served second = new Served(replica.server());
                Served third = new Served(stranger.server())) {
            String state = tree(first.ask(modern(""))).at("/result/requestState").asText();
            String again =
                    modern(
                            ",\"requestState\":\"%s\",\"inputResponses\":{\"sure\":{\"action\":\"accept\",\"content\":{\"sure\":true}}}"
                                    .formatted(state));
            String answer = second.ask(again);
            String refused = third.ask(again);

            assertThat(answer).contains("deleted, sure: true");
            assertThat(replica.attempted().getLast().call().id())
                    .isEqualTo(fixture.attempted().getLast().call().id());
            assertThat(replica.attempted().getLast().call().round()).isEqualTo(1);
            assertThat(refused).contains("-32602");
            assertThat(stranger.attempted()).isEmpty();
        }
    }

    @Test
    void answers_to_questions_that_were_never_asked_are_not_heard() {
        try (Served served = new Served(fixture.server())) {
            String answer =
                    served.ask(
                            modern(
                                    ",\"inputResponses\":{\"sure\":{\"action\":\"accept\",\"content\":{}}}"));

            assertThat(answer).contains("input_required");
            assertThat(fixture.attempted().getLast().call().replies()).isEmpty();
        }
    }

    @Test
    void an_answer_may_come_with_the_call_where_it_binds_to_nothing() {
        fixture.tool("delete", QuestionTest::lightly);

        try (Served served = new Served(fixture.server())) {
            String answer =
                    served.ask(
                            modern(
                                    ",\"inputResponses\":{\"sure\":{\"action\":\"decline\"},\"more\":{}}"));
            String malformed =
                    served.ask(modern(",\"inputResponses\":{\"sure\":{\"action\":\"perhaps\"}}"));

            assertThat(answer).contains("The person said no.");
            assertThat(malformed).contains("input_required");
            assertThat(fixture.attempted())
                    .extracting(a -> a.call().replies().keySet())
                    .allMatch(keys -> Set.of("sure").containsAll(keys));
        }
    }

    @Test
    void progress_only_grows_and_never_follows_the_answer() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        fixture.tool(
                "delete",
                attempt -> {
                    attempt.call().line().progress(1, 3.0, "one");
                    attempt.call().line().progress(1, 3.0, "one again");
                    attempt.call().line().progress(0.5, 3.0, "back");
                    attempt.call().line().progress(Double.NaN, 3.0, "nowhere");
                    attempt.call().line().progress(2.5, null, "on\u202E");
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    answered.await();
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                                attempt.call().line().progress(3, 3.0, "too late");
                                tried.countDown();
                            });
                    return Fixture.says("done");
                });

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");

            assertThat(served.ask(CALL))
                    .endsWith(
                            "\"params\":{\"progressToken\":\"p\",\"progress\":1,\"total\":3,\"message\":\"one\"}}");
            assertThat(served.hear())
                    .endsWith(
                            "\"params\":{\"progressToken\":\"p\",\"progress\":2.5,\"message\":\"on\"}}");
            assertThat(served.hear()).contains("done");
            answered.countDown();
            tried.await();
            assertThat(served.pipe().unheard()).isZero();
        }
    }

    private String answerTo(String result) {
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{\"elicitation\":{}}");
            return served.ask(reply(served.ask(CALL), result));
        }
    }

    /// Skips signs of life.
    private static String lastOf(Served served, String first) {
        String heard = first;
        while (heard.contains("notifications/progress")) {
            heard = served.hear();
        }
        return heard;
    }

    private static String reply(String question, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(tree(question).get("id"), result);
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String modern(String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}%s}}"
                .formatted(more);
    }

    private static Outcome delete(Attempt attempt) {
        return switch (attempt.call().reply("sure")) {
            case Reply.Absent absent ->
                    new Outcome.Question(
                            Map.of("sure", new Ask.Form("Delete it?", Json.object())), "sealed");
            case Reply.Accepted(ObjectNode content) ->
                    Fixture.says("deleted, sure: " + content.path("sure").asText());
            case Reply.Declined declined -> refused("The person said no.");
            case Reply.Cancelled cancelled -> refused("Nobody decided.");
        };
    }

    private static Outcome lightly(Attempt attempt) {
        return attempt.call().reply("sure") instanceof Reply.Absent
                ? new Outcome.Question(
                        Map.of("sure", new Ask.Form("Delete it?", Json.object())), "")
                : delete(attempt);
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(Problem.of(Problem.Code.DECLINED, why));
    }
}
