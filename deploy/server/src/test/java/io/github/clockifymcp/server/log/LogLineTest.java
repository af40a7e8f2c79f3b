package io.github.clockifymcp.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.server.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/// What a line of the log looks like, whatever is in it.
final class LogLineTest {
    private static final Instant AT = Instant.parse("2026-11-20T14:30:05.007999Z");
    private static final LogContext CALL =
            new LogContext("c-1", "0af7651916cd43dd8448eb211c80319c", "acme");

    private static LogEntry entry(String pattern, @Nullable Object... values) {
        return about(null, null, pattern, values);
    }

    private static LogEntry about(
            @Nullable LogContext context,
            @Nullable Throwable thrown,
            String pattern,
            @Nullable Object... values) {
        return new LogEntry(
                AT,
                Level.INFO,
                "io.github.clockifymcp.Thing",
                LogPattern.of(pattern).filled(Arrays.asList(values)),
                context,
                thrown);
    }

    private static JsonNode json(LogEntry entry) throws Exception {
        String line = JsonLine.of(entry);
        assertThat(line).doesNotContain("\n");
        return new JsonMapper().readTree(line);
    }

    @Test
    void people_read_time_level_place_sentence_and_call() {
        assertThat(
                        TextLine.of(
                                entry(
                                        "It happened; tool={} took={}",
                                        "list",
                                        Duration.ofSeconds(2))))
                .isEqualTo("2026-11-20T14:30:05.007Z INFO Thing It happened; tool=list took=PT2S");
        assertThat(TextLine.of(about(CALL, null, "It happened")))
                .isEqualTo(
                        "2026-11-20T14:30:05.007Z INFO Thing It happened call=c-1"
                                + " trace=0af7651916cd43dd8448eb211c80319c tenant=acme");
    }

    @Test
    void as_many_values_are_filled_in_as_there_are_both_of() {
        assertThat(TextLine.of(entry("a={} b={}", 1))).endsWith(" a=1 b={}");
        assertThat(TextLine.of(entry("a={} b={}"))).endsWith(" a={} b={}");
        assertThat(TextLine.of(entry("a={}", 1, 2))).endsWith(" a=1");
        for (int i = 0; i < 1_000; i++) {
            assertThat(TextLine.of(entry("message " + i + " a={}", i)))
                    .endsWith("message %d a=%d".formatted(i, i));
        }
    }

    @Test
    void programs_read_the_same_as_json() throws Exception {
        JsonNode line = json(about(CALL, null, "It happened; tool={} count={}", "list", 3));

        assertThat(line.path("time").asText()).isEqualTo("2026-11-20T14:30:05.007Z");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo("io.github.clockifymcp.Thing");
        assertThat(line.path("message").asText()).isEqualTo("It happened; tool=list count=3");
        assertThat(line.path("call").asText()).isEqualTo("c-1");
        assertThat(line.path("trace").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.path("tenant").asText()).isEqualTo("acme");
        assertThat(line.at("/fields/tool").asText()).isEqualTo("list");
        assertThat(line.at("/fields/count").asText()).isEqualTo("3");
    }

    @Test
    void nothing_from_outside_makes_a_line_or_a_value_of_its_own() throws Exception {
        String evil =
                "x\n2026-11-20T14:30:05.007Z ERROR Thing forged\u001b[2J\u2028\u202e tenant=evil";

        String text = TextLine.of(entry("It happened; name={}", evil));

        assertThat(text.lines()).hasSize(1);
        assertThat(text).contains("name=\"x\\u{a}").endsWith("tenant=evil\"");
        assertThat(text.chars()).noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e);
        assertThat(json(entry("It happened; name={}", evil)).has("tenant")).isFalse();
    }

    @Test
    void whatever_is_logged_is_one_line_of_plain_characters() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder any = new StringBuilder();
            for (int length = random.nextInt(40); length >= 0; length--) {
                any.append((char) random.nextInt(random.nextBoolean() ? 0x300 : 0x10000));
            }
            LogContext context = new LogContext(any.toString(), "", any.toString());
            LogEntry entry = about(context, null, "It happened; name={} {}", any, any);

            assertThat(TextLine.of(entry).chars())
                    .as("%s", any)
                    .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
            assertThat(json(entry).isObject()).isTrue();
        }
    }

    @Test
    void of_what_is_neither_word_nor_number_only_its_kind_is_said() {
        LogEntry entry =
                entry(
                        "a={} b={} c={} d={} e={}",
                        new Secret("s3cret-s3cret-s3cret"),
                        ApiKey.of("s3cret"),
                        Map.of("key", "s3cret"),
                        List.of("s3cret"),
                        URI.create("postgres://me:s3cret@db/x"));

        assertThat(TextLine.of(entry))
                .doesNotContain("s3cret")
                .contains("a=‹Secret›", "e=postgres://db/x");
        assertThat(JsonLine.of(entry)).doesNotContain("s3cret");
    }

    @Test
    void of_what_was_thrown_nothing_is_said_but_what_and_where() {
        Throwable thrown = new IllegalStateException("s3cret", new IOException("password s3cret"));

        assertThat(TextLine.of(about(null, thrown, "It failed")))
                .contains(" error=java.lang.IllegalStateException at ", "LogLineTest.java:")
                .contains(" because java.io.IOException at ")
                .doesNotContain("s3cret");
        assertThat(JsonLine.of(about(null, thrown, "It failed"))).doesNotContain("s3cret");
    }

    @Test
    void a_text_is_cut_off_where_it_is_very_long() {
        assertThat(TextLine.of(entry("It happened; name={}", "x".repeat(100_000))))
                .hasSizeLessThan(700)
                .endsWith("…");
    }

    @Test
    void libraries_are_heard_from_their_own_level_on_and_requests_never() {
        LogSettings loud = new LogSettings(Level.ERROR, Level.TRACE, false);

        assertThat(loud.logs("io.github.clockifymcp.Thing", Level.WARN)).isFalse();
        assertThat(loud.logs("io.undertow", Level.TRACE)).isTrue();
        assertThat(loud.logs("org.apache.hc.client5.http.wire", Level.INFO)).isFalse();
        assertThat(loud.logs("org.apache.hc.client5.http.wire", Level.WARN)).isTrue();
    }
}
