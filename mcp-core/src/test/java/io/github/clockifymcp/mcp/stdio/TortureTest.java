package io.github.clockifymcp.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TortureTest {
    private static final int LINES = Boolean.getBoolean("soak") ? 100_000 : 10_000;

    @Test
    void nothing_that_comes_in_ends_the_server_or_confuses_its_answers() {
        long seed = Long.getLong("torture.seed", 20_261_120L);
        TortureLines torture = TortureLines.of(seed, LINES, StdioSettings.DEFAULT.maxLine());
        Fixture fixture =
                new Fixture()
                        .tool(
                                "torture_tool",
                                a -> Fixture.says(a.arguments().path("value").asText()));

        Served served = new Served(fixture.server());
        served.say(TortureLines.hello());
        List<String> heard = new ArrayList<>(List.of(served.hear()));
        for (byte[] line : torture.lines()) {
            served.pipe().send(line);
            served.pipe().send("\n".getBytes(UTF_8));
        }
        served.say(TortureLines.goodbye());
        served.close();
        while (served.pipe().unheard() > 0) {
            heard.add(served.hear());
        }

        assertThat(torture.check(heard)).as("seed %d", seed).isEmpty();
    }

    @Test
    void the_check_notices_what_is_wrong() {
        TortureLines torture = TortureLines.of(1, 1, 1_000);
        String hello = "{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"result\":{}}";
        String goodbye = "{\"jsonrpc\":\"2.0\",\"id\":\"goodbye\",\"result\":{}}";
        String tooLong = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}";

        assertThat(torture.check(List.of(hello, tooLong, goodbye))).isEmpty();
        assertThat(torture.check(List.of(hello, goodbye))).hasSize(1);
        assertThat(torture.check(List.of(hello, tooLong, goodbye, goodbye))).hasSize(1);
        assertThat(torture.check(List.of(hello, tooLong, goodbye, "{}"))).hasSize(1);
        assertThat(torture.check(List.of(hello, tooLong, goodbye, "log line"))).hasSize(1);
        assertThat(torture.check(List.of(hello, tooLong, goodbye, hello.replace("hello", "x"))))
                .hasSize(1);
    }
}
