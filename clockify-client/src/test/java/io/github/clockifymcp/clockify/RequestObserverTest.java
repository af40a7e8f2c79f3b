package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody who measures requests hears, and sends along.
final class RequestObserverTest {
    private final FakeServer server = new FakeServer();
    private final FakeTime time = new FakeTime();
    private final List<String> heard = new ArrayList<>();
    private final Clockify clockify =
            new Clockify(
                    HttpTransport.to(Hosts.at(server.baseUrl()), ApiKey.of("k3y"))
                            .clock(time)
                            .sleeper(time)
                            .random(new Random(7))
                            .observer(new Ear())
                            .build());

    private final class Ear implements RequestObserver {
        @Override
        public Sending sending(ApiRequest<?> request) {
            heard.add("+" + request.method() + " " + request.path());
            return new Sending() {
                @Override
                public Map<String, String> headers() {
                    return Map.of("traceparent", "00-ab-cd-01");
                }

                @Override
                public void ended(int status) {
                    heard.add("-" + status);
                }
            };
        }

        @Override
        public void repeating(ApiRequest<?> request, Category reason) {
            heard.add("again " + reason);
        }
    }

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void each_time_a_request_leaves_is_heard_and_has_what_goes_with_it() {
        server.answers(503, "").answersWith("user");

        clockify.users().current();

        assertThat(heard)
                .containsExactly("+GET /user", "-503", "again UNAVAILABLE", "+GET /user", "-200");
        assertThat(server.received())
                .allSatisfy(request ->
                        assertThat(request.headers().getFirst("traceparent"))
                                .isEqualTo("00-ab-cd-01"));
    }
}
