package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.packaged.Caller.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of the packaged server while everybody is using it.
class PackagedEndTest {
    private static final int CALLERS = 24;
    private static final int BEFORE = 5;
    private static final String TOOL = "clockify_whoami";
    private static final String CALL = "{\"name\":\"" + TOOL + "\",\"arguments\":{}}";

    /// 128 and the number of the signal: what ends because it was told to says so.
    private static final int TOLD_TO_END = 128 + 15;

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> answered = new ConcurrentLinkedQueue<>();
    private final CountDownLatch warm = new CountDownLatch(CALLERS);

    @TempDir Path folder;

    @Test
    void sigterm_under_load_loses_no_answer() throws Exception {
        Path state = folder.resolve("state");
        Map<String, String> settings =
                Map.of(
                        "MCP_CONTROL_PLANE_DSN",
                        "file:" + state,
                        "CLOCKIFY_RATE_LIMIT",
                        "0",
                        "CLOCKIFY_PER_TOKEN_RATE_LIMIT",
                        "0",
                        "CLOCKIFY_PER_TOKEN_CONCURRENCY",
                        "0",
                        "CLOCKIFY_CONCURRENCY_ACQUIRE_TIMEOUT",
                        "30s");
        List<Thread> callers = new ArrayList<>();
        try (Listening server =
                        Listening.start(Installation.shipped(folder.resolve("home")), settings);
                Caller listener = new Caller(server.port());
                Caller stream = new Caller(server.port())) {
            listener.say(Caller.modern("7", "subscriptions/listen", "", "{\"notifications\":{}}"));
            stream.say(Caller.stream(session(server.port())));
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                String session = i % 2 == 0 ? session(server.port()) : "";
                callers.add(Thread.ofVirtual().start(() -> call(server.port(), number, session)));
            }
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();

            server.process().toHandle().destroy(); // SIGTERM

            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(wrong).isEmpty();
            assertThat(listener.hear()).isInstanceOfSatisfying(Heard.Answer.class, this::isResult);
            assertThat(stream.hear())
                    .isInstanceOfSatisfying(
                            Heard.Answer.class, all -> assertThat(all.status()).isEqualTo(200));
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isEqualTo(TOLD_TO_END);
        }
        // A connection that ends without a byte says nothing about its request: HTTP cannot. But
        // the
        // server can: it did what it answered, and nothing else.
        assertThat(done(state)).isEqualTo(answered.size());
    }

    private void isResult(Heard.Answer answer) {
        assertThat(answer.body())
                .contains("acknowledged")
                .contains("\"id\":7")
                .contains("\"resultType\":\"complete\"");
    }

    private static String session(int port) throws IOException {
        String params =
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}";
        try (Caller caller = new Caller(port)) {
            Heard heard = caller.ask(Caller.older("", "0", "initialize", params));
            return ((Heard.Answer) heard)
                    .head()
                    .lines()
                    .filter(line -> line.startsWith("Mcp-Session-Id: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(16);
        }
    }

    /// Calls without end, on one connection as long as there is one, until nobody is there any
    /// more.
    ///
    /// @param session empty for none
    private void call(int port, int number, String session) {
        for (int id = number * 1_000_000; ; ) {
            try (Caller caller = new Caller(port)) {
                boolean open = true;
                while (open) {
                    id++;
                    open = call(caller, Integer.toString(id), session);
                    if (id == number * 1_000_000 + BEFORE) {
                        warm.countDown();
                    }
                }
            } catch (IOException e) {
                return; // It does not listen any more.
            }
        }
    }

    /// @return whether the connection can be used again
    private boolean call(Caller caller, String id, String session) {
        String request =
                session.isEmpty()
                        ? Caller.modern(id, "tools/call", TOOL, CALL)
                        : Caller.older(session, id, "tools/call", CALL);
        switch (caller.ask(request)) {
            case Heard.Answer(int status, String head, String body) -> {
                if (status == 200 && body.contains("\"id\":" + id) && body.contains("Mina")) {
                    answered.add(status);
                } else if (status != 503 || !head.contains("Retry-After: 1")) {
                    wrong.add(head + body);
                }
                return !head.contains("Connection: close");
            }
            case Heard.Nothing nothing -> {
                return false;
            }
            case Heard.Torn torn -> {
                wrong.add("torn");
                return false;
            }
        }
    }

    /// How many calls were done, by the server's own account.
    private static long done(Path state) throws IOException {
        long done = 0;
        for (String line : Files.readAllLines(state.resolve("audit.jsonl"))) {
            JsonNode row = new JsonMapper().readTree(line);
            boolean ours = row.path("tool").asText().equals(TOOL);
            done += ours && row.path("phase").asText().equals("outcome") ? 1 : 0;
        }
        return done;
    }
}
