package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {

    private static final ApiRequest<Nothing> READ =
            ApiRequest.get("/user", Query.none(), Nothing.class);
    private static final ApiKey KEY = ApiKey.of("s3cret-key/1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | 1000 | Multiple or none auth tokens present               | AUTH",
                "401 | 4003 | Api key does not exist                             | AUTH",
                "401 | 4017 | Token is not valid                                 | AUTH",
                "400 | 501  | Project doesn't belong to Workspace                | NOT_FOUND",
                "404 | 404  | Currently running time entry doesn't exist         | NOT_FOUND",
                "404 | 3000 | No static resource v1/nowhere                      | NOT_FOUND",
                "405 | 3000 | Request method 'GET' is not supported              | INVALID",
                "400 | 501  | Project with this name already exists              | CONFLICT",
                "400 | 501  | Cannot delete an active project                    | CONFLICT",
                "400 | 501  | Time entry couldn't be created. Project is either  | INVALID",
                "400 | 501  | must not be null                                   | INVALID",
                "400 | 3000 | Method parameter 'page': Failed to convert value   | INVALID",
                "400 | 3001 | Required parameter 'start' is missing              | INVALID",
                "400 | 3002 | JSON parse error                                   | INVALID",
                "415 | 3000 | Content type is not supported                      | INVALID",
                "402 | 402  | Payment required                                   | PLAN_REQUIRED",
                "403 | 403  | Access Denied                                      | ACCESS_DENIED",
                "403 | 403  | Upgrade to use project templates                   | PLAN_REQUIRED",
                "409 | 409  | Changed meanwhile                                  | CONFLICT",
                "429 | 429  | Too many requests                                  | RATE_LIMITED",
                "500 | 500  | Something broke                                    | UNAVAILABLE"
            })
    void an_answer_of_clockify_means(int status, int code, String message, Category category) {
        byte[] body = body("{\"message\":\"%s\",\"code\":%d}".formatted(message, code));

        ClockifyException failure = Failures.answered(READ, status, body, null, KEY);

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.status()).hasValue(status);
        assertThat(failure.code()).hasValue(code);
        assertThat(failure).hasMessage(message + ".");
        assertThat(failure.hint()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400,''",
        "404,''",
        "502,<html>Bad gateway</html>",
        "400,[1]",
        "400,'{\"message\":7}'"
    })
    void an_answer_without_a_message_is_told_by_its_status(int status, String body) {
        ClockifyException failure = Failures.answered(READ, status, body(body), null, KEY);

        assertThat(failure.getMessage()).doesNotContain("<").hasSizeLessThan(40);
    }

    @Test
    void a_message_is_shown_without_what_could_mislead_a_reader() {
        String message =
                "Tag \\u202Egnp.exe\\u202C \\u001b[31mred\\u0007\\n\\n already\\u2028exists \\u200b";

        ClockifyException failure =
                Failures.answered(
                        READ, 400, body("{\"message\":\"%s\"}".formatted(message)), null, KEY);

        assertThat(failure).hasMessage("Tag gnp.exe [31mred already exists.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"It is taken.", "Is it taken?", "Taken!", "Taken…"})
    void a_message_that_is_a_sentence_stays_as_it_is(String message) {
        byte[] body = body("{\"message\":\"%s\"}".formatted(message));

        assertThat(Failures.answered(READ, 400, body, null, KEY)).hasMessage(message);
    }

    @Test
    void whoever_has_to_wait_is_told_how_long_if_clockify_says_so() {
        byte[] body = body("{\"message\":\"Too many requests\"}");

        ClockifyException told = Failures.answered(READ, 429, body, Duration.ofHours(1), KEY);
        ClockifyException untold = Failures.answered(READ, 429, body, null, KEY);

        assertThat(told.hint()).isEqualTo("Wait 3600 s, then try again.");
        assertThat(untold.hint()).isEqualTo("Wait, then try again.");
    }

    @Test
    void a_message_that_repeats_the_key_is_shown_without_it() {
        byte[] body = body("{\"message\":\"Bad header X-Api-Key: s3cret-key\\/1 (proxy)\"}");

        ClockifyException failure = Failures.answered(READ, 400, body, null, KEY);

        assertThat(failure).hasMessage("Bad header X-Api-Key: [key] (proxy).");
    }

    @Test
    void a_message_is_cut() {
        String message = "😀".repeat(5_000);

        ClockifyException failure =
                Failures.answered(
                        READ, 400, body("{\"message\":\"%s\"}".formatted(message)), null, KEY);

        assertThat(failure.getMessage()).endsWith("…");
        assertThat(failure.getMessage().codePointCount(0, failure.getMessage().length()))
                .isEqualTo(300);
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
