package io.github.clockifymcp.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StdioTransportTest {
    private static final String WORK =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"work\"}}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}";

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void a_running_call_is_answered_before_the_server_ends() throws Exception {
        Served served = new Served(new Fixture().tool("work", this::work).server());
        served.greet("2025-11-25", "{}");
        served.say(WORK);
        began.await();

        served.pipe().end();
        release.countDown();
        served.awaitEnd();

        assertThat(served.hear()).contains("\"id\":1,").contains("done");
    }

    @Test
    void told_to_stop_it_answers_what_runs_and_ends_although_nobody_closed_the_pipe()
            throws Exception {
        Served served = new Served(new Fixture().tool("work", this::work).server());
        served.greet("2025-11-25", "{}");
        served.say(WORK);
        began.await();

        Thread hook = Thread.ofPlatform().start(served.transport()::shutdown);
        release.countDown();
        hook.join();
        served.awaitEnd();

        assertThat(served.hear()).contains("\"id\":1,").contains("done");
    }

    @Test
    void what_does_not_end_in_time_is_stopped() throws Exception {
        StdioSettings hasty = new StdioSettings(1_000, Duration.ofMillis(20));
        Served served = new Served(new Fixture().tool("work", this::work).server(), hasty);
        served.greet("2025-11-25", "{}");
        served.say(WORK);
        began.await();

        served.pipe().end();
        served.awaitEnd();

        interrupted.await();
        assertThat(served.pipe().unheard()).isZero();
    }

    @Test
    void a_call_that_waits_for_a_person_ends_when_nobody_can_answer_any_more() {
        Fixture fixture = new Fixture().tool("work", StdioTransportTest::ask);
        Served served = new Served(fixture.server());
        served.greet("2025-11-25", "{\"elicitation\":{}}");
        served.say(WORK);
        assertThat(served.hear()).contains("elicitation/create");

        served.close();

        assertThat(served.hear()).contains("\"id\":1,").contains("The connection ended");
        assertThat(fixture.attempted().getLast().call().reply("ok"))
                .isEqualTo(new Reply.Cancelled());
    }

    @Test
    void a_broken_pipe_ends_the_server_and_the_calls_that_may_be_ended() throws Exception {
        Served served = new Served(new Fixture().tool("work", this::work).server());
        served.greet("2025-11-25", "{}");
        served.say(WORK);
        began.await();

        served.pipe().tear();
        served.say(PING);

        interrupted.await();
        served.awaitEnd();
    }

    @Test
    void a_line_is_taken_up_to_its_limit_and_not_a_byte_further() {
        String frame = PING.replace("}", ",\"params\":{\"a\":\"\"}}");
        String fits = frame.replace("\"\"", "\"" + "x".repeat(1_000 - frame.length()) + "\"");
        StdioSettings small = new StdioSettings(1_000, Duration.ofSeconds(10));

        try (Served served = new Served(new Fixture().server(), small)) {
            assertThat(served.ask(fits)).isEqualTo(PONG);
            assertThat(served.ask(fits.replace("x\"", "xx\"")))
                    .contains("\"id\":null")
                    .contains("1000 bytes");
            assertThat(served.ask(PING)).isEqualTo(PONG);
        }
    }

    @Test
    void it_does_not_matter_how_the_bytes_arrive_or_how_lines_end() {
        try (Served served = new Served(new Fixture().server())) {
            for (byte b : ("\uFEFF" + PING + "\r\n").getBytes(UTF_8)) {
                served.pipe().send(new byte[] {b});
            }
            assertThat(served.hear()).isEqualTo(PONG);
            served.say(" \t" + PING + "  \n\n\r\n" + PING);
            assertThat(served.hear()).isEqualTo(PONG);
            assertThat(served.hear()).isEqualTo(PONG);
        }
    }

    @Test
    void a_last_line_without_an_end_counts() {
        Served served = new Served(new Fixture().server());

        served.pipe().send(PING.getBytes(UTF_8));
        served.close();

        assertThat(served.hear()).isEqualTo(PONG);
    }

    private static Outcome ask(Attempt attempt) {
        return attempt.call().reply("ok") instanceof Reply.Absent
                ? new Outcome.Question(Map.of("ok", new Ask.Form("Sure?", Json.object())), "s")
                : new Outcome.Refused(Problem.of(Problem.Code.DECLINED, "Not agreed."));
    }

    private Outcome work(Attempt attempt) {
        began.countDown();
        try {
            release.await();
            return Fixture.says("done");
        } catch (InterruptedException e) {
            interrupted.countDown();
            return Fixture.says("interrupted");
        }
    }
}
