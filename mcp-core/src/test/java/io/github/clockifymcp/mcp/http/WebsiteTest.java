package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pages for people, beside the endpoint.
class WebsiteTest {
    private final BlockingQueue<PageRequest> asked = new LinkedBlockingQueue<>();
    private final Site site =
            new Site(
                    new Fixture(),
                    how -> how.withSite(new Pages()),
                    presented -> new Identity.Unauthenticated(List.of("Bearer")));

    private final class Pages implements Website {
        @Override
        public boolean has(String path) {
            return path.startsWith("/people");
        }

        @Override
        public PageAnswer answer(PageRequest request) {
            asked.add(request);
            if (request.path().endsWith("broken")) {
                throw new IllegalStateException("broken");
            }
            return new PageAnswer(
                    200,
                    List.of(
                            new PageAnswer.Header("Content-Type", "text/html; charset=utf-8"),
                            new PageAnswer.Header("Set-Cookie", "a=1"),
                            new PageAnswer.Header("Set-Cookie", "b=2"),
                            new PageAnswer.Header("Cache-Control", "no-cache")),
                    "<p>Grüße");
        }
    }

    @AfterEach
    void end() {
        site.close();
    }

    private Raw.Answer say(String text) throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            return raw.say(text).hear();
        }
    }

    @Test
    void they_see_what_was_asked_and_their_headers_count() throws IOException {
        Raw.Answer answer =
                say(Raw.head("POST /people/here?a=%20b", 5, "Cookie: c=3", "X-Two: 1") + "d=4&e");

        PageRequest request = asked.remove();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("<p>Gr");
        assertThat(answer.head())
                .contains("Content-Type: text/html; charset=utf-8", "Set-Cookie: a=1")
                .contains("Set-Cookie: b=2", "X-Content-Type-Options: nosniff")
                .contains("Cache-Control: no-cache")
                .doesNotContain("no-store");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/people/here");
        assertThat(request.query()).isEqualTo("a=%20b");
        assertThat(request.headers().one("cookie")).isEqualTo("c=3");
        assertThat(new String(request.body(), UTF_8)).isEqualTo("d=4&e");
        assertThat(Objects.requireNonNull(request.peer()).isLoopbackAddress()).isTrue();
        assertThat(request).hasToString("POST /people/here");
    }

    @Test
    void what_is_too_long_or_meant_for_somebody_else_does_not_reach_them() throws IOException {
        int length = Browsing.LONGEST_BODY + 1;

        assertThat(say(Raw.head("POST /people", length) + "x".repeat(length)).status())
                .isEqualTo(413);
        assertThat(
                        say(Raw.head("GET /people", -1)
                                        .replace("Host: localhost", "Host: evil.example.com"))
                                .status())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void other_pages_of_the_web_are_theirs_to_judge_and_may_read_nothing() throws IOException {
        Raw.Answer answer = say(Raw.head("GET /people", -1, "Origin: https://evil.example.com"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).doesNotContain("Access-Control");
        assertThat(asked.remove().headers().one("Origin")).isEqualTo("https://evil.example.com");
    }

    @Test
    void one_that_fails_is_an_answer_and_the_endpoint_is_as_it_was() throws IOException {
        Raw.Answer answer = say(Raw.head("GET /people/broken", -1));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("broken");
        assertThat(say(Raw.head("GET /mcp", -1)).status()).isEqualTo(401);
    }
}
