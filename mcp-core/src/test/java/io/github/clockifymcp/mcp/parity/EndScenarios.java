package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;

/// What ends a call before its time, what is too much, and what is no message at all.
interface EndScenarios {

    @EveryLeg
    default void a_running_call_is_cancelled_and_others_go_on(Leg leg) {
        Does.Slow cancelled = new Does.Slow();
        Does.Slow other = new Does.Slow();
        Fixture fixture =
                new Fixture()
                        .tool("one", attempt -> cancelled.run(attempt, Fixture.says("never")))
                        .tool("two", attempt -> other.run(attempt, Fixture.says("done")));

        try (Peer peer = leg.meet(fixture)) {
            Open one = peer.beginCall("one", "{}");
            Open two = peer.beginCall("two", "{}");
            Does.await(cancelled.begun);
            Does.await(other.begun);
            one.cancel();
            Does.await(cancelled.stopped);
            other.go.countDown();

            assertThat(two.rest()).containsExactly("said done");
        }
    }

    @EveryLeg
    default void a_call_that_has_spoken_is_cancelled_too(Leg leg) {
        Does.Slow slow = new Does.Slow();
        Fixture fixture =
                new Fixture().tool("slow", attempt -> slow.run(attempt, Fixture.says("never")));

        try (Peer peer = leg.meet(fixture)) {
            peer.wantsProgress();
            Open open = peer.beginCall("slow", "{}");
            assertThat(open.next()).isEqualTo("progress 1 begun");
            open.cancel();

            Does.await(slow.stopped);
        }
    }

    @EveryLeg
    default void a_client_that_loses_its_connection_in_a_call(Leg leg) {
        Does.Slow slow = new Does.Slow();
        Fixture fixture =
                new Fixture().tool("slow", attempt -> slow.run(attempt, Fixture.says("done")));

        try (Peer peer = leg.meet(fixture)) {
            peer.wantsProgress();
            Open open = peer.beginCall("slow", "{}");
            assertThat(open.next()).isEqualTo("progress 1 begun");
            open.loseConnection();
            peer.where(
                    Difference.CANCELLING_IS_SAID,
                    () -> {
                        slow.go.countDown();
                        assertThat(open.rest()).containsExactly("said done");
                    },
                    () -> {
                        Does.await(slow.stopped);
                        open.forget();
                    });
        }
    }

    @EveryLeg
    default void one_client_has_only_so_many_calls_at_once(Leg leg) {
        List<Does.Slow> calls = List.of(new Does.Slow(), new Does.Slow());
        Fixture fixture = slow(calls);

        try (Peer peer = leg.meet(fixture, Leg.ABLE, 2)) {
            List<Open> running = begun(peer, calls);
            assertThat(peer.call("echo"))
                    .containsExactly(
                            peer.either(
                                    Difference.COUNTED_ALONE,
                                    "error -32603 Busy: too many of your requests are running. Try again when one has ended.",
                                    "error -32603 Busy: too many requests are running. Try again when one has ended."));
            calls.forEach(call -> call.go.countDown());
            running.forEach(open -> assertThat(open.rest()).containsExactly("said done"));
            assertThat(peer.call("echo")).containsExactly("said here");
        }
    }

    @EveryLeg
    default void a_client_with_too_many_calls_can_still_cancel_one(Leg leg) {
        List<Does.Slow> calls = List.of(new Does.Slow(), new Does.Slow());
        Fixture fixture = slow(calls);

        try (Peer peer = leg.meet(fixture, Leg.ABLE, 2)) {
            List<Open> running = begun(peer, calls);
            running.getFirst().cancel();
            Does.await(calls.getFirst().stopped);
            calls.getLast().go.countDown();

            assertThat(running.getLast().rest()).containsExactly("said done");
        }
    }

    @EveryLeg
    default void a_client_with_too_many_calls_can_still_answer_their_questions(Leg leg) {
        Does.Slow other = new Does.Slow();
        Fixture fixture =
                slow(List.of(other))
                        .tool(
                                "ask",
                                attempt ->
                                        attempt.call().round() == 0
                                                ? Does.asks("s", "q", Does.form("Sure?"))
                                                : Fixture.says(Does.word(attempt.call(), "q")));

        try (Peer peer = leg.meet(fixture, Leg.ABLE, 2)) {
            peer.person(Person.who("{'action':'accept'}"));
            List<Open> running = begun(peer, List.of(other));
            assertThat(peer.call("ask")).hasSize(2).last().isEqualTo("said accepted {}");
            other.go.countDown();
            assertThat(running.getFirst().rest()).containsExactly("said done");
        }
    }

    private static Fixture slow(List<Does.Slow> calls) {
        Fixture fixture =
                new Fixture()
                        .with(ServerSettings.DEFAULT.withMaxRunning(2))
                        .tool("echo", attempt -> Fixture.says("here"));
        for (int i = 0; i < calls.size(); i++) {
            Does.Slow call = calls.get(i);
            fixture.tool("slow" + i, attempt -> call.run(attempt, Fixture.says("done")));
        }
        return fixture;
    }

    private static List<Open> begun(Peer peer, List<Does.Slow> calls) {
        List<Open> running = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            running.add(peer.beginCall("slow" + i, "{}"));
            Does.await(calls.get(i).begun);
        }
        return running;
    }

    @EveryLeg
    default void a_message_that_is_too_long_is_answered_and_the_next_is_taken(Leg leg) {
        Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            String tooLong =
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "x".repeat(Leg.LONGEST);
            assertThat(peer.sayRaw(tooLong + "\"}"))
                    .isEqualTo(
                            peer.either(
                                    Difference.BODIES,
                                    "error -32600 Invalid request: a body may have at most 8000 bytes.",
                                    "error -32600 Invalid request: a line may have at most 8000 bytes; this one was longer and was skipped."));
            assertThat(peer.call("echo")).containsExactly("said here");
        }
    }

    @EveryLeg
    default void what_is_no_message_is_answered_and_the_next_is_taken(Leg leg) {
        Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.sayRaw("{\"jsonrpc\":\"2.0\",")).startsWith("error -32700 ");
            assertThat(peer.call("echo")).containsExactly("said here");
            for (String unusable :
                    List.of(
                            "7",
                            "{}",
                            "{\"jsonrpc\":\"1.0\",\"id\":\"x\",\"method\":\"ping\"}",
                            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":7}")) {
                assertThat(peer.sayRaw(unusable)).as(unusable).startsWith("error -32600 ");
                assertThat(peer.call("echo")).containsExactly("said here");
            }
            String noObject =
                    "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"params\":[]}";
            assertThat(peer.sayRaw(noObject)).isEqualTo("error -32602 params must be an object");
            assertThat(peer.call("echo")).containsExactly("said here");
        }
    }

    @EveryLeg
    default void an_array_of_messages_is_refused(Leg leg) {
        try (Peer peer = leg.meet(new Fixture())) {
            assertThat(peer.sayRaw("[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\"}]"))
                    .startsWith("error -32600 Invalid request: ");
            assertThat(peer.sayRaw("[]"))
                    .isEqualTo("error -32600 Invalid request: an empty batch.");
        }
    }
}
