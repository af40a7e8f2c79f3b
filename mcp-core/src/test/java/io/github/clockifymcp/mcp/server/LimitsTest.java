package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore began = new Semaphore(0);

    @Test
    void a_call_that_takes_too_long_is_stopped_and_says_that_nothing_changed() {
        Fixture fixture = quick().tool("work", this::sleep);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            String answer = served.ask(call(1));

            assertThat(answer)
                    .contains("\"id\":1,")
                    .contains("longer than 0.05 seconds")
                    .contains("nothing was changed")
                    .contains("\"isError\":true");
        }
    }

    @Test
    void a_handler_that_makes_something_else_of_the_interrupt_has_still_timed_out() {
        Fixture fixture =
                quick().tool(
                                "work",
                                attempt -> {
                                    interrupted();
                                    Problem busy = Problem.of(Problem.Code.TOO_MANY_CALLS, "busy");
                                    return new Outcome.Refused(busy);
                                });

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");

            assertThat(served.ask(call(1))).contains("longer than 0.05 seconds");
        }
    }

    @Test
    void a_change_that_is_being_sent_is_not_stopped_by_the_limit() {
        Fixture fixture = quick().tool("work", this::sendSlowly);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");

            assertThat(served.ask(call(1))).contains("sent");
        }
    }

    @Test
    void what_is_too_much_is_refused_and_the_rest_goes_on() throws Exception {
        Fixture fixture =
                new Fixture()
                        .with(ServerSettings.DEFAULT.withMaxRunning(2))
                        .tool("work", this::wait);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(call(1));
            served.say(call(2));
            began.acquire(2);
            String third = served.ask(call(3));
            String ping = served.ask("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"ping\"}");
            release.countDown();
            List<String> answers = List.of(served.hear(), served.hear());
            String again = served.ask(call(3));

            assertThat(third).contains("\"id\":3,").contains("-32603").contains("Try again");
            assertThat(ping).contains("\"id\":4,").contains("\"result\"");
            assertThat(answers).allMatch(answer -> answer.contains("waited"));
            assertThat(again).contains("\"id\":3,").contains("waited");
        }
    }

    @Test
    void an_id_that_is_in_use_is_refused_and_the_first_call_keeps_it() throws Exception {
        Fixture fixture = new Fixture().tool("work", this::wait);

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(call(1));
            began.acquire();
            String second = served.ask(call(1));
            release.countDown();
            String first = served.hear();

            assertThat(second).contains("\"id\":1,").contains("-32600").contains("in use");
            assertThat(first).contains("\"id\":1,").contains("waited");
            assertThat(served.ask(call(1))).contains("waited");
        }
    }

    @Test
    void a_handler_without_end_of_its_own_ends_its_call_only() {
        Fixture fixture =
                new Fixture()
                        .tool("work", attempt -> Fixture.says("" + deeper(1)))
                        .tool("fine", attempt -> Fixture.says("fine"));

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            String broken = served.ask(call(1));
            String fine = served.ask(call(2).replace("work", "fine"));

            assertThat(broken)
                    .contains("Internal error. Nothing was changed.")
                    .doesNotContain("StackOverflow");
            assertThat(fine).contains("fine");
        }
    }

    @Test
    void a_fault_while_a_change_is_sent_says_that_something_may_have_changed() {
        Fixture fixture =
                new Fixture()
                        .tool(
                                "work",
                                attempt -> {
                                    attempt.call().line().pointOfNoReturn();
                                    throw new IllegalStateException("secret");
                                });

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");

            assertThat(served.ask(call(1)))
                    .contains("A change may have been made.")
                    .doesNotContain("secret");
        }
    }

    private static int deeper(int level) {
        return level == 0 ? 0 : deeper(level + 1) + 1;
    }

    private static Fixture quick() {
        return new Fixture().with(ServerSettings.DEFAULT.withCallTimeout(Duration.ofMillis(50)));
    }

    private Outcome sleep(Attempt attempt) {
        try {
            Thread.sleep(Duration.ofMinutes(1));
            return Fixture.says("nobody stopped me");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void interrupted() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            // Kept to itself, as code does that makes a refusal of it.
        }
    }

    /// Waits for twice the limit, which must not interrupt it.
    private Outcome sendSlowly(Attempt attempt) {
        attempt.call().line().pointOfNoReturn();
        try {
            return release.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)
                    ? Fixture.says("?")
                    : Fixture.says("sent");
        } catch (InterruptedException e) {
            return Fixture.says("interrupted");
        }
    }

    private Outcome wait(Attempt attempt) {
        began.release();
        try {
            release.await();
            return Fixture.says("waited");
        } catch (InterruptedException e) {
            return Fixture.says("interrupted");
        }
    }

    private static String call(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"work\"}}"
                .formatted(id);
    }
}
