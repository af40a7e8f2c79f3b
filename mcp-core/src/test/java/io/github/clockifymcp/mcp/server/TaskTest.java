package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Principal ANN = new Principal("t", "ann", Set.of());

    private final SetClock clock = new SetClock();
    private final MemoryTasks kept = new MemoryTasks(clock, Duration.ofMinutes(10), 4, 2);
    private final Fixture fixture = new Fixture().with(clock).with(kept);
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void work_goes_on_after_its_request_was_answered_and_its_result_is_looked_up() {
        Connection ann = connect(later(this::waiting));

        JsonNode begun = call(ann);
        JsonNode working = get(ann, id(begun));
        release.countDown();
        JsonNode done = await(ann, id(begun), "completed");

        assertThat(begun.path("resultType").asText()).isEqualTo("task");
        assertThat(begun.path("ttlMs").asLong()).isEqualTo(600_000);
        assertThat(begun.path("createdAt").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(working.path("status").asText()).isEqualTo("working");
        assertThat(done.at("/result/content/0/text").asText()).isEqualTo("done");
        assertThat(done.path("resultType").asText()).isEqualTo("complete");
        assertThat(fixture.attempted()).hasSize(1);
    }

    @Test
    void what_a_tool_says_went_wrong_is_a_result_and_what_broke_is_a_failure() {
        Connection ann =
                connect(
                        later(() ->
                                new Outcome.Refused(Problem.of(Problem.Code.CONFLICT, "Taken."))));
        fixture.tool("broken", later(TaskTest::crash));

        JsonNode refused = await(ann, id(call(ann)), "completed");
        JsonNode broken = await(ann, id(call(ann, "broken")), "failed");

        assertThat(refused.at("/result/isError").asBoolean()).isTrue();
        assertThat(broken.at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(broken.toString()).doesNotContain("secret");
        assertThat(broken.has("result")).isFalse();
    }

    @Test
    void cancelling_interrupts_the_work() throws Exception {
        Connection ann = connect(later(this::waiting));
        String id = id(call(ann));
        began.await();

        JsonNode ack = result(ann, "tasks/cancel", id, "");
        JsonNode cancelled = get(ann, id);
        interrupted.await();

        assertThat(ack.path("resultType").asText()).isEqualTo("complete");
        assertThat(ack.has("status")).isFalse();
        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void cancelling_at_another_replica_interrupts_the_work() throws Exception {
        Connection ann = connect(later(this::waiting));
        Connection elsewhere = fixture.server().connect(ANN);
        String id = id(call(ann));
        began.await();

        result(elsewhere, "tasks/cancel", id, "");
        interrupted.await();

        assertThat(get(ann, id).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void a_change_that_is_being_sent_is_sent_to_its_end_and_told() throws Exception {
        Connection ann = connect(attempt -> new Outcome.Later(() -> committed(attempt), false));
        String id = id(call(ann));
        began.await();

        result(ann, "tasks/cancel", id, "");
        String meanwhile = get(ann, id).path("status").asText();
        release.countDown();
        JsonNode done = await(ann, id, "completed");

        assertThat(meanwhile).isEqualTo("working");
        assertThat(done.at("/result/content/0/text").asText()).isEqualTo("sent");
        assertThat(interrupted.getCount()).isEqualTo(1);
    }

    @Test
    void a_task_that_has_ended_stays_as_it_is() {
        Connection ann = connect(later(() -> Fixture.says("done")));
        String id = id(call(ann));
        await(ann, id, "completed");

        result(ann, "tasks/cancel", id, "");
        result(ann, "tasks/update", id, ",\"inputResponses\":{\"x\":{}}");

        assertThat(get(ann, id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void nobody_else_learns_of_a_task_or_touches_it() {
        McpServer server = fixture.tool("work", later(this::waiting)).server();
        String id = id(call(server.connect(ANN)));

        for (Principal other :
                List.of(
                        new Principal("t", "ben", Set.of()),
                        new Principal("other", "ann", Set.of()))) {
            Connection foreign = server.connect(other);
            for (String method : List.of("tasks/get", "tasks/cancel")) {
                assertThat(answer(foreign, method, id, "").at("/error/code").asInt())
                        .isEqualTo(-32602);
            }
            assertThat(answer(foreign, "tasks/update", id, ",\"inputResponses\":{}").has("error"))
                    .isTrue();
            String listening =
                    new Inbox()
                            .say(foreign, ModernWords.listen(2, "\"taskIds\":[\"" + id + "\"]"))
                            .hear();
            assertThat(listening).contains("acknowledged").doesNotContain(id);
        }
        Connection again = server.connect(new Principal("t", "ann", Set.of("another")));
        assertThat(get(again, id).path("status").asText()).isEqualTo("working");
        release.countDown();
    }

    @Test
    void a_task_is_forgotten_when_its_time_is_over() {
        Connection ann = connect(later(() -> Fixture.says("done")));
        String id = id(call(ann));
        await(ann, id, "completed");

        clock.advance(Duration.ofMinutes(10));

        assertThat(answer(ann, "tasks/get", id, "").at("/error/message").asText())
                .isEqualTo("Unknown task.");
    }

    @Test
    void work_that_takes_longer_than_its_task_is_kept_is_ended() throws Exception {
        fixture.with(new MemoryTasks(clock, Duration.ofMillis(20), 4, 2));
        Connection ann = connect(later(this::waiting));

        call(ann);

        interrupted.await();
    }

    @Test
    void a_task_asks_its_client_and_goes_on_with_the_answer() {
        Connection ann = connect(attempt -> new Outcome.Later(() -> greeting(attempt), false));
        String id = id(call(ann));

        JsonNode asking = await(ann, id, "input_required");
        result(ann, "tasks/update", id, ",\"inputResponses\":{\"other\":{},\"name\":7}");
        JsonNode still = get(ann, id);
        result(ann, "tasks/update", id, answers("name", "maybe"));
        JsonNode again = await(ann, id, "input_required", "name-2");
        result(ann, "tasks/update", id, answers("name-2", "accept"));
        JsonNode done = await(ann, id, "completed");

        assertThat(asking.at("/inputRequests/name/method").asText())
                .isEqualTo("elicitation/create");
        assertThat(still.path("status").asText()).isEqualTo("input_required");
        assertThat(again.path("inputRequests").has("name")).isFalse();
        assertThat(done.at("/result/content/0/text").asText()).isEqualTo("Hello, Ann sealed");
        assertThat(done.has("inputRequests")).isFalse();
        assertThat(fixture.attempted()).extracting(a -> a.call().round()).containsExactly(0, 1, 2);
        assertThat(fixture.attempted())
                .extracting(a -> a.call().id())
                .containsOnly(fixture.attempted().getFirst().call().id());
    }

    @Test
    void a_task_that_waits_for_its_client_can_be_cancelled() {
        Connection ann = connect(attempt -> new Outcome.Later(() -> greeting(attempt), false));
        String id = id(call(ann));
        await(ann, id, "input_required");

        result(ann, "tasks/cancel", id, "");

        assertThat(get(ann, id).path("status").asText()).isEqualTo("cancelled");
        assertThat(answerable(ann, id)).isFalse();
    }

    @Test
    void a_client_that_cannot_be_asked_fails_the_task() {
        Connection ann = connect(attempt -> new Outcome.Later(() -> greeting(attempt), false));
        String capabilities = "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
        String request = ModernWords.request(1, "tools/call", capabilities, "\"name\":\"work\"");

        JsonNode begun = tree(new Inbox().say(ann, request).hear()).path("result");
        JsonNode failed = await(ann, id(begun), "failed");

        assertThat(failed.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(failed.at("/error/data/requiredCapabilities").has("elicitation")).isTrue();
    }

    @Test
    void who_listens_hears_how_the_task_stands() {
        Connection ann = connect(attempt -> new Outcome.Later(() -> greeting(attempt), false));
        String id = id(call(ann));
        await(ann, id, "input_required");
        Inbox inbox =
                new Inbox().say(ann, ModernWords.listen(7, "\"taskIds\":[\"" + id + "\",\"x\"]"));
        JsonNode acknowledged = tree(inbox.hear());

        result(ann, "tasks/update", id, answers("name", "accept"));
        JsonNode last = tree(inbox.hear());
        while (!last.at("/params/status").asText().equals("completed")) {
            last = tree(inbox.hear());
        }

        assertThat(acknowledged.at("/params/notifications/taskIds").toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(last.path("method").asText()).isEqualTo("notifications/tasks");
        assertThat(last.at("/params/taskId").asText()).isEqualTo(id);
        assertThat(last.at("/params/result/content/0/text").asText()).contains("Hello, Ann");
        assertThat(last.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asInt())
                .isEqualTo(7);
    }

    @Test
    void so_many_tasks_are_kept_and_no_more() {
        Connection ann = connect(later(this::waiting));
        call(ann);
        call(ann);

        JsonNode refused =
                tree(new Inbox().say(ann, ModernWords.call(1, "work")).hear()).path("error");
        JsonNode anothers =
                tree(
                        new Inbox()
                                .say(
                                        fixture.server()
                                                .connect(new Principal("t", "ben", Set.of())),
                                        ModernWords.call(1, "work"))
                                .hear());

        assertThat(refused.path("message").asText()).contains("Busy");
        assertThat(anothers.at("/result/resultType").asText()).isEqualTo("task");
        release.countDown();
    }

    @Test
    void the_end_of_the_server_ends_what_may_be_ended_and_waits_for_the_rest() throws Exception {
        McpServer server =
                fixture.tool("work", later(this::waiting))
                        .tool("send", at -> new Outcome.Later(() -> committed(at), false))
                        .server();
        Connection ann = server.connect(ANN);
        call(ann, "send");
        began.await();

        boolean early = server.endTasks(Duration.ZERO);
        release.countDown();
        boolean late = server.endTasks(Duration.ofSeconds(20));

        assertThat(early).isFalse();
        assertThat(late).isTrue();
    }

    @Test
    void a_server_without_a_place_for_tasks_has_no_such_methods_and_does_work_at_once() {
        Fixture without = new Fixture().tool("work", later(() -> Fixture.says("done")));
        Connection ann = without.server().connect(ANN);

        assertThat(call(ann).at("/content/0/text").asText()).isEqualTo("done");
        assertThat(answer(ann, "tasks/get", "x", "").at("/error/code").asInt()).isEqualTo(-32601);
    }

    private Connection connect(Function<Attempt, Outcome> work) {
        return fixture.tool("work", work).server().connect(ANN);
    }

    private static Function<Attempt, Outcome> later(Callable<Outcome> work) {
        return attempt -> new Outcome.Later(work, false);
    }

    private Outcome waiting() {
        began.countDown();
        try {
            release.await();
            return Fixture.says("done");
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new CancellationException("interrupted");
        }
    }

    private Outcome committed(Attempt attempt) {
        attempt.call().line().pointOfNoReturn();
        began.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return Fixture.says("sent");
    }

    private static Outcome greeting(Attempt attempt) {
        return attempt.call().reply("name") instanceof Reply.Accepted accepted
                ? Fixture.says(
                        "Hello,",
                        accepted.content().path("name").asText(),
                        String.valueOf(attempt.call().state()))
                : new Outcome.Question(
                        Map.of("name", new Ask.Form("Who are you?", Json.object())), "sealed");
    }

    private static Outcome crash() {
        throw new IllegalStateException("secret inside");
    }

    private static String answers(String key, String action) {
        return ",\"inputResponses\":{\"%s\":{\"action\":\"%s\",\"content\":{\"name\":\"Ann\"}}}"
                .formatted(key, action);
    }

    private static boolean answerable(Connection connection, String id) {
        result(connection, "tasks/update", id, answers("name", "accept"));
        return !get(connection, id).path("status").asText().equals("cancelled");
    }

    private static JsonNode call(Connection connection) {
        return call(connection, "work");
    }

    private static JsonNode call(Connection connection, String tool) {
        return tree(new Inbox().say(connection, ModernWords.call(1, tool)).hear()).path("result");
    }

    private static String id(JsonNode task) {
        return task.path("taskId").asText();
    }

    private static JsonNode get(Connection connection, String id) {
        return result(connection, "tasks/get", id, "");
    }

    private static JsonNode result(Connection connection, String method, String id, String more) {
        JsonNode answer = answer(connection, method, id, more);
        assertThat(answer.has("result")).as("%s", answer).isTrue();
        return answer.path("result");
    }

    private static JsonNode answer(Connection connection, String method, String id, String more) {
        String params = "\"taskId\":\"%s\"%s".formatted(id, more);
        String request = ModernWords.request(1, method, ModernWords.TASKS, params);
        return tree(new Inbox().say(connection, request).hear());
    }

    /// Looks, as clients do, until the task stands like this.
    private static JsonNode await(Connection connection, String id, String status) {
        return await(connection, id, status, "");
    }

    private static JsonNode await(Connection connection, String id, String status, String asked) {
        JsonNode task = get(connection, id);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!task.path("status").asText().equals(status)
                || !(asked.isEmpty() || task.path("inputRequests").has(asked))) {
            assertThat(System.nanoTime()).as("%s", task).isLessThan(end);
            task = get(connection, id);
        }
        return task;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
