package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.MemoryTasks;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// What one era or one transport has for itself, and what the others do instead.
interface OwnScenarios {
    String TASKS = "{'elicitation':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}";

    private static Fixture tasks() {
        return new Fixture()
                .with(new MemoryTasks(Clock.systemUTC(), Duration.ofMinutes(1), 10, 10));
    }

    @EveryLeg
    default void long_work_becomes_a_task_that_can_be_followed(Leg leg) {
        Does.Slow slow = new Does.Slow();
        Fixture fixture =
                tasks().tool(
                                "slow",
                                attempt ->
                                        new Outcome.Later(
                                                () -> slow.run(attempt, Fixture.says("done")),
                                                false));

        try (Peer peer = leg.meet(fixture, TASKS)) {
            Open call = peer.beginCall("slow", "{}");
            peer.where(
                    Difference.TASKS,
                    () -> {
                        call.rest();
                        assertThat(call.answer().path("resultType").asText()).isEqualTo("task");
                        String id = call.answer().path("taskId").asText();
                        assertThat(state(peer, id).path("status").asText()).isEqualTo("working");
                        Open listen =
                                peer.begin(
                                        "subscriptions/listen",
                                        "{'notifications':{'taskIds':['" + id + "']}}");
                        assertThat(listen.next()).contains("acknowledged", id);
                        slow.go.countDown();
                        assertThat(listen.next()).isEqualTo("task completed");
                        assertThat(Words.result(plain(state(peer, id).path("result"))))
                                .isEqualTo("said done");
                        listen.cancel();
                    },
                    () -> {
                        slow.go.countDown();
                        assertThat(call.rest()).containsExactly("said done");
                        assertThat(peer.ask("tasks/get", "{'taskId':'x'}"))
                                .containsExactly("error -32601 Method not found: tasks/get");
                    });
        }
    }

    private static ObjectNode plain(JsonNode result) {
        ObjectNode plain = result.deepCopy();
        plain.remove(List.of("resultType", "_meta"));
        return plain;
    }

    private static ObjectNode state(Peer peer, String id) {
        Open get = peer.begin("tasks/get", "{'taskId':'" + id + "'}");
        get.rest();
        return get.answer();
    }

    @EveryLeg
    default void long_work_asks_and_is_answered(Leg leg) {
        Fixture fixture =
                tasks().tool("ask", attempt -> new Outcome.Later(() -> ask(attempt), false));

        try (Peer peer = leg.meet(fixture, TASKS)) {
            Open call = peer.beginCall("ask", "{}");
            peer.person(Person.who("{'action':'accept','content':{'name':'Ann'}}"));
            peer.where(
                    Difference.TASKS,
                    () -> {
                        call.rest();
                        String id = call.answer().path("taskId").asText();
                        peer.until(() ->
                                state(peer, id).path("status").asText().equals("input_required"));
                        assertThat(
                                        Words.text(
                                                state(peer, id)
                                                        .path("inputRequests")
                                                        .path("q")
                                                        .path("params")
                                                        .path("message")))
                                .isEqualTo("'Who?'");
                        assertThat(
                                        peer.ask(
                                                "tasks/update",
                                                "{'taskId':'"
                                                        + id
                                                        + "','inputResponses':{'q':{'action':'accept','content':{'name':'Ann'}}}}"))
                                .containsExactly("result {}");
                        peer.until(
                                () -> state(peer, id).path("status").asText().equals("completed"));
                        assertThat(Words.text(state(peer, id).path("result"))).contains("Ann");
                    },
                    () -> {
                        assertThat(call.rest())
                                .hasSize(2)
                                .last()
                                .isEqualTo("said accepted {'name':'Ann'}");
                        assertThat(peer.ask("tasks/update", "{'taskId':'x'}"))
                                .containsExactly("error -32601 Method not found: tasks/update");
                    });
        }
    }

    private static Outcome ask(Attempt attempt) {
        return attempt.call().round() == 0
                ? Does.asks("s", "q", Does.form("Who?"))
                : Fixture.says(Does.word(attempt.call(), "q"));
    }

    @EveryLeg
    default void long_work_is_cancelled(Leg leg) {
        Does.Slow slow = new Does.Slow();
        Fixture fixture =
                tasks().tool(
                                "slow",
                                attempt ->
                                        new Outcome.Later(
                                                () -> slow.run(attempt, Fixture.says("never")),
                                                false));

        try (Peer peer = leg.meet(fixture, TASKS)) {
            Open call = peer.beginCall("slow", "{}");
            peer.where(
                    Difference.TASKS,
                    () -> {
                        call.rest();
                        String id = call.answer().path("taskId").asText();
                        Does.await(slow.begun);
                        assertThat(peer.ask("tasks/cancel", "{'taskId':'" + id + "'}"))
                                .containsExactly("result {}");
                        assertThat(state(peer, id).path("status").asText()).isEqualTo("cancelled");
                        assertThat(peer.ask("tasks/get", "{'taskId':'made up'}"))
                                .containsExactly("error -32602 Unknown task.");
                    },
                    () -> {
                        Does.await(slow.begun);
                        call.cancel();
                        assertThat(peer.ask("tasks/cancel", "{'taskId':'x'}"))
                                .containsExactly("error -32601 Method not found: tasks/cancel");
                    });
            Does.await(slow.stopped);
        }
    }

    @EveryLeg
    default void work_that_needs_a_task_is_refused_where_there_are_none(Leg leg) {
        Fixture fixture =
                tasks().tool("slow", attempt -> new Outcome.Later(() -> Fixture.says("x"), true));
        String sentence = "This takes long and needs a client that can follow tasks.";

        try (Peer peer = leg.meet(fixture, Leg.PLAIN)) {
            assertThat(peer.call("slow"))
                    .containsExactly(
                            peer.either(
                                    Difference.LACKING_IS_AN_ERROR,
                                    "error -32021 "
                                            + sentence
                                            + " {'requiredCapabilities':{'extensions':{'io.modelcontextprotocol/tasks':{}}}}",
                                    "problem " + sentence + AskScenarios.LACKED));
        }
    }

    @EveryLeg
    default void headers_may_not_contradict_the_message(Leg leg) {
        ObjectNode definition =
                Words.json(
                        "{'name':'echo','inputSchema':{'type':'object','properties':{'region':{'type':'string','x-mcp-header':'Region'}}}}");
        Fixture fixture =
                new Fixture()
                        .listed(
                                definition,
                                attempt ->
                                        Fixture.says(
                                                "here",
                                                attempt.arguments().path("region").asText()));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("echo")).containsExactly("said here ");
            assertThat(peer.call("echo", "{'region':'eu'}"))
                    .containsExactly(
                            peer.either(
                                    Difference.HEADERS,
                                    "error -32020 Header mismatch: Mcp-Param-Region is missing.",
                                    "said here eu"));
            peer.header("Mcp-Param-Region", "eu");
            assertThat(peer.call("echo", "{'region':'eu'}")).containsExactly("said here eu");
            peer.header("Mcp-Method", "tools/list");
            assertThat(peer.call("echo", "{'region':'eu'}"))
                    .containsExactly(
                            peer.either(
                                    Difference.HEADERS,
                                    "error -32020 Header mismatch: Mcp-Method differs from the message.",
                                    "said here eu"));
        }
    }

    @EveryLeg
    default void a_session_that_was_ended_is_not_known_any_more(Leg leg) {
        Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            peer.leave();
            assertThat(peer.call("echo"))
                    .containsExactly(
                            peer.either(
                                    Difference.SESSIONS,
                                    "error -32600 Session not found. Initialize again.",
                                    "said here"));
        }
    }

    @OlderLegs
    default void arrays_are_taken_where_the_revision_has_them(Leg leg) {
        Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            String heard =
                    peer.sayRaw(
                            "[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\"},7,{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]");
            assertThat(heard)
                    .isEqualTo(
                            peer.either(
                                    Difference.BATCHES,
                                    "[{'jsonrpc':'2.0','id':'x','result':{}},{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'Invalid request: a message is an object.'}}]",
                                    "error -32600 Invalid request: this revision has no batches."));
            assertThat(peer.call("echo")).containsExactly("said here");
        }
    }
}
