package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryTest {

    private static final Limits LIMITS =
            new Limits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(45),
                    3,
                    Duration.ofSeconds(20),
                    4_000);

    private final FakeServer server = new FakeServer();
    private final FakeTime time = new FakeTime();
    private final CountedRequests budget = new CountedRequests(time);
    private final Clockify clockify =
            new Clockify(
                    HttpTransport.to(Hosts.at(server.baseUrl()), ApiKey.of("k3y"))
                            .limits(LIMITS)
                            .clock(time)
                            .sleeper(time)
                            .random(new Random(7))
                            .budget(budget)
                            .build());

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void a_read_is_sent_again_after_a_status_that_passes(int status) {
        server.answers(status, "").answersWith("user");

        Users.User user = clockify.users().current();

        assertThat(user.name()).isEqualTo("Mira Novak");
        assertThat(server.lines()).containsExactly("GET /api/v1/user", "GET /api/v1/user");
        assertThat(time.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait.toMillis()).isBetween(250L, 500L));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 501})
    void a_read_is_not_sent_again_after_a_status_that_stays(int status) {
        server.answers(status, "");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.status()).hasValue(status);
        assertThat(server.received()).hasSize(1);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void waits_grow_and_end_after_three_retries() {
        server.answers(503, "").answers(503, "").answers(503, "").answers(503, "");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(server.received()).hasSize(4);
        assertThat(time.slept()).hasSize(3).isSorted();
        assertThat(budget.inTheLastHour("")).isEqualTo(4);
    }

    @Test
    void a_wait_in_seconds_is_honoured() {
        server.answers(429, "", "Retry-After", "7").answersWith("user");

        clockify.users().current();

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void a_wait_until_a_date_is_counted_on_the_servers_clock_or_else_on_ours() {
        Map<String, String> both =
                Map.of(
                        "Date", "Fri, 01 Jan 2027 10:00:00 GMT",
                        "Retry-After", "Fri, 01 Jan 2027 10:00:09 GMT");
        Map<String, String> alone = Map.of("Retry-After", "Fri, 20 Nov 2026 09:00:05 GMT");
        Map<String, String> past = Map.of("Retry-After", "Thu, 01 Jan 2026 00:00:00 GMT");

        assertThat(waitFor(both)).contains(Duration.ofSeconds(9));
        assertThat(waitFor(alone)).contains(Duration.ofSeconds(5));
        assertThat(waitFor(past)).contains(Duration.ZERO);
        assertThat(waitFor(Map.of("Retry-After", "soon"))).isEmpty();
    }

    @Test
    void rate_headers_reach_the_budget() {
        server.answersWith(
                "user",
                "X-RateLimit-Limit",
                "30",
                "X-RateLimit-Remaining",
                "29",
                "X-RateLimit-Reset",
                "1795168800");

        clockify.users().current();

        assertThat(budget.told(""))
                .contains(new RateHeaders(30, 29, Instant.ofEpochSecond(1_795_168_800)));
    }

    private Optional<Duration> waitFor(Map<String, String> headers) {
        return RetryAfter.of(Headers.of(headers), time);
    }

    @Test
    void a_wait_that_is_too_long_is_told_instead_of_kept() {
        server.answers(429, "", "Retry-After", "3600");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void waits_end_at_the_deadline() {
        server.answers(429, "", "Retry-After", "19")
                .answers(429, "", "Retry-After", "19")
                .answers(429, "", "Retry-After", "19")
                .answersWith("user");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.RATE_LIMITED);
        assertThat(time.slept()).hasSize(2);
    }

    @Test
    void a_post_that_only_searches_is_sent_again() {
        server.answers(503, "").answers(200, "[" + Fixtures.text("time-entry") + "]");

        List<TimeEntries.TimeEntry> found =
                clockify.workspace("w1").timeEntries().batch(List.of("652000000000000000000001"));

        assertThat(found).hasSize(1);
        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.body()).contains("\"652000000000000000000001\""));
    }

    @Test
    void a_read_is_sent_again_after_a_broken_connection() {
        try (RudeServer rude = new RudeServer(0, "");
                Clockify impatient = over(rude.baseUrl())) {
            ClockifyException failure =
                    failureOf(() -> impatient.workspace("w1").tags().list(all(), Paging.first()));

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(rude.received()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(time.slept()).hasSize(3);
        }
    }

    @Test
    void a_wait_ends_when_its_thread_is_interrupted() {
        server.answers(429, "", "Retry-After", "19");
        Sleeper interrupted =
                new Sleeper() {
                    @Override
                    public void sleep(Duration howLong) throws InterruptedException {
                        throw new InterruptedException();
                    }

                    @Override
                    public long nanoTime() {
                        return 0;
                    }
                };

        try (HttpTransport transport =
                HttpTransport.to(Hosts.at(server.baseUrl()), ApiKey.of("k3y"))
                        .sleeper(interrupted)
                        .build()) {
            Users users = new Clockify(transport).users();
            assertThat(failureOf(users::current).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.received()).hasSize(1);
        }
    }

    private static Tags.Filter all() {
        return Tags.Filter.all();
    }

    private Clockify over(String baseUrl) {
        return new Clockify(
                HttpTransport.to(Hosts.at(baseUrl), ApiKey.of("k3y"))
                        .limits(LIMITS)
                        .sleeper(time)
                        .build());
    }

    static ClockifyException failureOf(ThrowingCallable call) {
        ClockifyException failure = catchThrowableOfType(ClockifyException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
