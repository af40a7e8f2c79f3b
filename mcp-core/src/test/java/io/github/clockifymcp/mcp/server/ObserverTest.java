package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What somebody who watches the engine hears.
class ObserverTest {
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"%s}}";
    private static final String CANCEL =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Ear ear = new Ear();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Fixture fixture =
            new Fixture()
                    .watchedBy(ear)
                    .tool("good", attempt -> Fixture.says("hello"))
                    .tool("slow", attempt -> waiting());

    private Outcome waiting() {
        events.add("began");
        try {
            Thread.sleep(Duration.ofSeconds(20));
            return Fixture.says("late");
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    /// Remembers what it was told, with the thread that told it.
    private static final class Ear implements Observer {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public Request begins(Incoming request) {
            Thread thread = Thread.currentThread();
            String method = request.request().method();
            heard.add("+" + method + " " + request.trace().parent());
            return (error, cancelled) -> {
                assertThat(Thread.currentThread()).isSameAs(thread);
                heard.add("-" + method + " " + code(error) + (cancelled ? " cancelled" : ""));
            };
        }

        @Override
        public Passage passes(Target target, Call call) {
            Thread thread = Thread.currentThread();
            heard.add("+" + target.label() + " " + call.trace().parent());
            return outcome -> {
                assertThat(Thread.currentThread()).isSameAs(thread);
                heard.add("-" + target.label() + " " + said(outcome));
            };
        }

        @Override
        public void refused(RpcError error) {
            heard.add("refused " + error.code());
        }

        private static String code(@Nullable RpcError error) {
            return error == null ? "0" : Integer.toString(error.code());
        }

        private static String said(@Nullable Outcome outcome) {
            return switch (outcome) {
                case null -> "cancelled";
                case Outcome.Refused(Problem problem) -> problem.code().name();
                default -> outcome.getClass().getSimpleName();
            };
        }

        List<String> all() {
            return List.copyOf(heard);
        }

        void awaitEnd(String last) throws InterruptedException {
            for (String next = heard.take(); !next.equals(last); ) {
                next = heard.take();
            }
        }
    }

    @Test
    void a_call_is_heard_within_its_request_and_with_its_trace() {
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.ask(CALL.formatted("good", ",\"_meta\":{\"traceparent\":\"" + TRACE + "\"}"));
        }

        assertThat(ear.all())
                .containsExactly(
                        "+initialize ",
                        "-initialize 0",
                        "+tools/call " + TRACE,
                        "+good " + TRACE,
                        "-good Answer",
                        "-tools/call 0");
    }

    @Test
    void errors_are_heard_of_requests_and_of_what_is_none() {
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nonsense\"}");
            served.ask("nonsense");
        }

        assertThat(ear.all())
                .containsSubsequence("+nonsense ", "-nonsense -32601", "refused -32700");
    }

    @Test
    void what_the_client_cancelled_and_what_took_too_long_are_told_apart() throws Exception {
        fixture.with(ServerSettings.DEFAULT.withCallTimeout(Duration.ofMillis(50)));
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.ask(CALL.formatted("slow", ""));
        }
        ear.awaitEnd("-slow TIMED_OUT");
        events.clear();

        fixture.with(ServerSettings.DEFAULT);
        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.say(CALL.formatted("slow", ""));
            assertThat(events.take()).isEqualTo("began");
            served.say(CANCEL);
            ear.awaitEnd("-slow cancelled");
            ear.awaitEnd("-tools/call 0 cancelled");
        }
    }
}
