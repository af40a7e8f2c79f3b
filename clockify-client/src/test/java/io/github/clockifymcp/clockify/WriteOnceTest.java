package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteOnceTest {

    private final FakeServer server = new FakeServer();
    private final FakeTime time = new FakeTime();
    private final Clockify clockify = over(server.baseUrl(), Duration.ofSeconds(20));
    private final ApiRequest<Tags.Tag> write = clockify.workspace("w1").tags().create("Workshop");

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 408, 500, 502, 503, 504})
    void a_write_that_was_answered_like_this_may_have_happened(int status) {
        server.answers(status, "", "Location", "/api/v1/elsewhere");

        ClockifyException failure = failureOf(() -> clockify.send(write));

        assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
        assertThat(failure.status()).hasValue(status);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void a_write_that_came_too_often_changed_nothing_and_is_not_sent_again() {
        server.answers(429, "", "Retry-After", "1");

        ClockifyException failure = failureOf(() -> clockify.send(write));

        assertThat(failure.category()).isEqualTo(Category.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(server.received()).hasSize(1);
        assertThat(time.slept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_write_is_not_repeated_when_a_connection_that_was_kept_breaks(String method) {
        ApiRequest<?> change =
                new ApiRequest<>(
                        Service.CORE,
                        method,
                        "/workspaces/w1/tags",
                        Query.none(),
                        Fixtures.json("{\"name\":\"Workshop\"}"),
                        Nothing.class,
                        false);
        try (RudeServer rude = new RudeServer(1, "");
                Clockify kept = over(rude.baseUrl(), Duration.ofSeconds(20))) {
            kept.workspaces().list();

            ClockifyException failure = failureOf(() -> kept.send(change));

            assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
            assertThat(rude.connections()).isEqualTo(1);
            assertThat(rude.received())
                    .containsExactly(
                            "GET /api/v1/workspaces HTTP/1.1",
                            method + " /api/v1/workspaces/w1/tags HTTP/1.1");
        }
    }

    @Test
    void a_write_whose_answer_breaks_off_may_have_happened() {
        try (RudeServer rude =
                        new RudeServer(
                                0, "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{\"id");
                Clockify broken = over(rude.baseUrl(), Duration.ofSeconds(20))) {
            ClockifyException failure = failureOf(() -> broken.send(write));

            assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
            assertThat(rude.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"id\":", "{\"name\":\"no id\"}", "[]", ""})
    void a_write_whose_answer_cannot_be_understood_may_have_happened(String body) {
        server.answers(201, body);

        ClockifyException failure = failureOf(() -> clockify.send(write));

        assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void a_write_whose_answer_is_too_large_may_have_happened() {
        server.answers(201, "\"" + "x".repeat(2_000) + "\"");

        ClockifyException failure = failureOf(() -> clockify.send(write));

        assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
    }

    @Test
    void a_write_that_takes_too_long_may_have_happened() {
        server.holdsBack();

        try (Clockify hasty = over(server.baseUrl(), Duration.ofMillis(300))) {
            ClockifyException failure = failureOf(() -> hasty.send(write));

            assertThat(failure.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void a_write_that_found_nobody_was_not_sent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        try (Clockify nobody =
                over("http://127.0.0.1:" + free + "/api/v1", Duration.ofSeconds(20))) {
            ClockifyException failure = failureOf(() -> nobody.send(write));

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure.hint()).startsWith("Nothing was sent.");
        }
    }

    @Test
    void a_write_to_somebody_who_speaks_no_tls_was_not_sent() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Clockify secure =
                        over(
                                "https://127.0.0.1:" + plain.getLocalPort() + "/api/v1",
                                Duration.ofSeconds(20))) {
            Thread.ofVirtual().start(() -> speakPlainly(plain));

            ClockifyException failure = failureOf(() -> secure.send(write));

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("it does not speak TLS");
        }
    }

    private static void speakPlainly(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_read_ends_when_its_thread_is_interrupted() throws InterruptedException {
        server.holdsBack();
        AtomicReference<ClockifyException> failure = new AtomicReference<>();
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> failure.set(failureOf(() -> clockify.users().current())));
        server.awaitRequest();

        reader.interrupt();

        assertThat(reader.join(Duration.ofSeconds(15))).isTrue();
        assertThat(failure.get().category()).isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void nothing_is_sent_by_a_thread_that_was_interrupted_before() {
        Thread.currentThread().interrupt();

        ClockifyException failure = failureOf(() -> clockify.send(write));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        server.answers(302, "", "Location", server.baseUrl() + "/user").answersWith("user");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(failure.hint()).contains("Redirects are not followed");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void an_answer_that_is_too_large_is_not_read() {
        server.answers(200, "[\"" + "x".repeat(2_000) + "\"]");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.INVALID);
        assertThat(failure).hasMessageContaining("larger than we read");
    }

    @Test
    void a_request_with_an_open_placeholder_is_not_sent() {
        ApiRequest<?> open = clockify.workspace("w1").tags().delete("{tag}");

        ClockifyException failure = failureOf(() -> clockify.send(open));

        assertThat(open.path()).isEqualTo("/workspaces/w1/tags/{tag}");
        assertThat(failure.category()).isEqualTo(Category.INVALID);
        assertThat(server.received()).isEmpty();
    }

    private Clockify over(String baseUrl, Duration attempt) {
        Limits limits =
                new Limits(
                        Duration.ofSeconds(5),
                        attempt,
                        Duration.ofSeconds(45),
                        3,
                        Duration.ofSeconds(20),
                        1_000);
        return new Clockify(
                HttpTransport.to(Hosts.at(baseUrl), ApiKey.of("k3y"))
                        .limits(limits)
                        .sleeper(time)
                        .build());
    }
}
