package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever comes in, and whenever it breaks off: nothing of it stays, and others are served.
class WildTest {
    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final long FIRST_SEED = Long.getLong("seed", 20_261_120L);
    private static final Set<Integer> STATUSES =
            Set.of(100, 200, 202, 204, 400, 401, 403, 404, 405, 406, 413, 415, 417, 429, 501, 503);
    private static final HttpTimes SHORT =
            HttpTimes.DEFAULT
                    .withReading(Duration.ofMillis(500), Duration.ofMillis(500))
                    .withSession(Duration.ofSeconds(2), Duration.ofMillis(200))
                    .withWatch(Duration.ofMillis(5));

    private static final HttpLimits WIDE =
            HttpLimits.DEFAULT.withRunning(20_000, 20_000).withSessions(20_000, 20_000);

    private final Slow slow = new Slow();

    private Fixture fixture() {
        return slow.fixture()
                .tool(
                        "quick",
                        attempt -> {
                            attempt.call().line().progress(1, 2.0, "half");
                            return Fixture.says("quick");
                        });
    }

    private static void nothingIsLeftOf(Site site) {
        Until.so(() -> {
            HttpTransport.Activity activity = site.transport().activity();
            return activity.running() == 0
                    && activity.open() == 0
                    && activity.streams() == 0
                    && activity.sessions() == 0;
        });
    }

    @Test
    void wild_requests_leave_nothing_behind() throws IOException {
        int inputs = SOAK ? 100_000 : 10_000;
        try (Site site = new Site(fixture(), how -> how.withTimes(SHORT))) {
            String session = "";
            for (int i = 0; i < inputs; i++) {
                long seed = FIRST_SEED + i;
                Random random = new Random(seed);
                if (i % 20 == 0) {
                    session = site.session("2025-11-25");
                }
                String request = new WildRequests(random, session).next();
                String answer = tell(site, request, random.nextInt(4) > 0);
                assertThat(answer).as("seed %d: %s", seed, request).satisfies(WildTest::isHttp);
            }

            nothingIsLeftOf(site);
            assertThat(site.send(site.modern("1", "tools/call", Wording.tool("echo"))).body())
                    .contains("hello");
        }
    }

    /// Says it, and that nothing follows or nothing at all, and hears what comes back.
    private static String tell(Site site, String request, boolean patient) throws IOException {
        try (Socket socket = site.socket()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            if (!patient) {
                return "";
            }
            socket.shutdownOutput();
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(heard);
            return heard.toString(ISO_8859_1);
        } catch (java.net.SocketTimeoutException e) {
            return "left hanging";
        } catch (IOException e) {
            return ""; // It was cut off, which is an answer too.
        }
    }

    private static void isHttp(String answer) {
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.");
            assertThat(Integer.parseInt(answer.substring(9, 12))).isIn(STATUSES);
        }
    }

    @Test
    void connections_that_break_at_any_moment_leave_nothing_behind() throws Exception {
        int connections = SOAK ? 10_000 : 1_000;
        try (Site site = new Site(fixture(), how -> how.withTimes(SHORT).withLimits(WIDE))) {
            site.send(site.modern("1", "tools/call", Wording.tool("echo")));
            long threads = threads();
            for (int i = 0; i < connections; i++) {
                breakOff(site, new Random(FIRST_SEED + i));
            }
            slow.letGo();

            nothingIsLeftOf(site);
            // Undertow makes its one worker when it first needs it.
            Until.so(() -> threads() <= threads + 1);
            assertThat(site.send(site.modern("1", "tools/call", Wording.tool("echo"))).body())
                    .contains("hello");
        }
    }

    /// The server's threads; the client's come and go as it likes, and those under virtual threads
    /// are the JVM's business.
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("XNIO") || name.startsWith("http-pulse"))
                .count();
    }

    private static void breakOff(Site site, Random random) throws Exception {
        String session = site.session("2025-11-25");
        String call = Wording.progressing("1", random.nextBoolean() ? "telling" : "quick");
        String request =
                switch (random.nextInt(5)) {
                    case 0 -> Raw.modern("1", "slow");
                    case 1 -> Raw.modern("1", "long");
                    case 2 ->
                            Raw.head("POST /mcp", call.length(), "Mcp-Session-Id: " + session)
                                    + call;
                    case 3 ->
                            Raw.head(
                                    "GET /mcp",
                                    -1,
                                    "Mcp-Session-Id: " + session,
                                    "Accept: text/event-stream");
                    default -> Raw.modern("1", "echo") + Raw.modern("2", "slow");
                };
        int said = random.nextInt(3) == 0 ? random.nextInt(request.length()) : request.length();
        try (Socket socket = site.socket()) {
            socket.getOutputStream().write(request.substring(0, said).getBytes(ISO_8859_1));
            if (random.nextBoolean()) {
                TimeUnit.MICROSECONDS.sleep(random.nextInt(8_000));
            }
            if (random.nextInt(3) == 0) {
                socket.setSoLinger(true, 0);
            }
        }
    }
}
