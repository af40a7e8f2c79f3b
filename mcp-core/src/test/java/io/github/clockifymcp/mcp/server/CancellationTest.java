package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"work\"}}";
    private static final String CANCEL =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}";

    private final SynchronousQueue<String> events = new SynchronousQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void a_call_that_was_not_sent_yet_is_interrupted_and_gets_no_answer() throws Exception {
        Fixture fixture = new Fixture().tool("work", this::workUntilInterrupted);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL);
            assertThat(events.take()).isEqualTo("began");
            served.say(CANCEL);

            assertThat(events.take()).isEqualTo("interrupted");
            assertThat(served.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void a_call_past_its_point_of_no_return_goes_on_and_only_its_answer_is_dropped()
            throws Exception {
        Fixture fixture = new Fixture().tool("work", this::workPastThePoint);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL);
            assertThat(events.take()).isEqualTo("past the point");
            served.say(CANCEL);
            // Read after the cancellation, so that it has been taken when this is answered.
            assertThat(served.ask(PING)).isEqualTo(PONG);
            release.countDown();

            assertThat(events.take()).isEqualTo("done, interrupted: false");
            served.pipe().end();
            served.awaitEnd();
            assertThat(served.pipe().unheard()).isZero();
        }
    }

    @Test
    void a_call_cancelled_before_the_point_does_not_pass_it() throws Exception {
        Fixture fixture = new Fixture().tool("work", this::workDeafly);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL);
            assertThat(events.take()).isEqualTo("began");
            served.say(CANCEL);
            assertThat(served.ask(PING)).isEqualTo(PONG);
            release.countDown();

            assertThat(events.take()).isEqualTo("stopped by CancellationException");
        }
    }

    @Test
    void a_failure_made_of_the_interrupt_is_not_answered_either() throws Exception {
        Fixture fixture =
                new Fixture()
                        .tool(
                                "work",
                                attempt -> {
                                    workUntilInterrupted(attempt);
                                    Problem gone =
                                            Problem.of(Problem.Code.UNAVAILABLE, "interrupted");
                                    return new Outcome.Failed(gone, List.of());
                                });

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL);
            assertThat(events.take()).isEqualTo("began");
            served.say(CANCEL);
            assertThat(events.take()).isEqualTo("interrupted");
            served.pipe().end();
            served.awaitEnd();

            assertThat(served.pipe().unheard()).isZero();
        }
    }

    @Test
    void cancelling_what_does_not_run_does_nothing() {
        Fixture fixture = new Fixture().tool("work", attempt -> Fixture.says("done"));

        try (Served served = new Served(fixture.server())) {
            served.say(CANCEL);
            served.say(CANCEL.replace("\"requestId\":1", "\"requestId\":{}"));
            served.say(CANCEL.replace("\"requestId\":1", "\"requestId\":\"hello\""));
            assertThat(served.greet("2025-11-25", "{}")).contains("\"id\":\"hello\"");
            String answer = served.ask(CALL);
            served.say(CANCEL);

            assertThat(answer).contains("done");
            assertThat(served.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void a_text_does_not_cancel_the_number_it_looks_like() throws Exception {
        Fixture fixture = new Fixture().tool("work", this::workPastThePoint);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL);
            assertThat(events.take()).isEqualTo("past the point");
            served.say(CANCEL.replace("\"requestId\":1", "\"requestId\":\"1\""));
            assertThat(served.ask(PING)).isEqualTo(PONG);
            release.countDown();
            assertThat(events.take()).isEqualTo("done, interrupted: false");

            assertThat(served.hear()).contains("\"id\":1,").contains("done");
        }
    }

    @Test
    void a_modern_call_is_cancelled_in_the_same_way() throws Exception {
        Fixture fixture = new Fixture().tool("work", this::workUntilInterrupted);
        String meta =
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

        try (Served served = new Served(fixture.server())) {
            served.say(CALL.replace("\"name\":\"work\"", "\"name\":\"work\"," + meta));
            assertThat(events.take()).isEqualTo("began");
            served.say(CANCEL);

            assertThat(events.take()).isEqualTo("interrupted");
            assertThat(served.ask(PING)).isEqualTo(PONG);
        }
    }

    private Outcome workUntilInterrupted(Attempt attempt) {
        tell("began");
        try {
            Thread.sleep(Duration.ofMinutes(1));
            return Fixture.says("nobody stopped me");
        } catch (InterruptedException e) {
            tell("interrupted");
            return Fixture.says("interrupted");
        }
    }

    private Outcome workPastThePoint(Attempt attempt) {
        attempt.call().line().pointOfNoReturn();
        tell("past the point");
        boolean interrupted = !awaitRelease();
        tell("done, interrupted: " + interrupted);
        return Fixture.says("done");
    }

    private Outcome workDeafly(Attempt attempt) {
        tell("began");
        while (!awaitRelease()) {
            // As code does that takes an interrupt for a reason to try again.
            Thread.onSpinWait();
        }
        try {
            attempt.call().line().pointOfNoReturn();
            tell("went on");
            return Fixture.says("done");
        } catch (RuntimeException e) {
            tell("stopped by " + e.getClass().getSimpleName());
            throw e;
        }
    }

    private boolean awaitRelease() {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void tell(String event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
