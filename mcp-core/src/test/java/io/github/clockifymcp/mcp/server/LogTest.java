package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"speak\"}}";
    private static final String SET =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"%s\"}}";
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void a_session_hears_its_level_and_all_that_are_graver() {
        for (LogLevel least : LogLevel.values()) {
            try (Served served = new Served(speaking().server())) {
                served.greet("2025-06-18", "{}");
                served.ask(SET.formatted(least.id()));
                served.say(CALL);

                for (LogLevel level : LogLevel.values()) {
                    if (level.compareTo(least) >= 0) {
                        assertThat(served.hear()).contains("\"level\":\"" + level.id() + "\"");
                    }
                }
                assertThat(served.hear()).contains("spoken");
            }
        }
    }

    @Test
    void nothing_is_said_after_the_answer() {
        AtomicReference<Line> kept = new AtomicReference<>();
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.LOGGING)
                        .tool(
                                "speak",
                                attempt -> {
                                    kept.set(attempt.call().line());
                                    return Fixture.says("spoken");
                                });

        try (Served served = new Served(fixture.server())) {
            served.greet("2025-11-25", "{}");
            served.ask(SET.formatted("debug"));
            String answer = served.ask(CALL);
            kept.get().log(LogLevel.EMERGENCY, "late", new TextNode("too late"));
            kept.get().pause();

            assertThat(answer).contains("spoken");
            assertThat(served.pipe().unheard()).isZero();
        }
    }

    @Test
    void where_nothing_is_said_nobody_sets_a_level() {
        Fixture silent = new Fixture().tool("speak", attempt -> Fixture.says("spoken"));

        try (Served served = new Served(silent.server())) {
            assertThat(served.greet("2025-11-25", "{}")).doesNotContain("logging");
            assertThat(served.ask(SET.formatted("debug"))).contains("-32601");
        }
    }

    @Test
    void a_trace_is_carried_along_when_it_is_one() {
        assertThat(TraceContext.of(PARENT, "a=1,b=2"))
                .isEqualTo(new TraceContext(PARENT, "a=1,b=2"));
        assertThat(TraceContext.of(PARENT, null)).isEqualTo(new TraceContext(PARENT, ""));
        assertThat(TraceContext.of(PARENT, "a\n=1").state()).isEmpty();
        assertThat(TraceContext.of(PARENT, "a".repeat(513)).state()).isEmpty();
        for (String wrong :
                new String[] {
                    "",
                    "00",
                    PARENT.toUpperCase(Locale.ROOT),
                    PARENT + "-",
                    PARENT.replace("00-0a", "ff-0a"),
                    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
                }) {
            assertThat(TraceContext.of(wrong, "a=1")).as(wrong).isEqualTo(TraceContext.NONE);
        }
        assertThat(TraceContext.of(null, "a=1")).isEqualTo(TraceContext.NONE);
    }

    private static Fixture speaking() {
        return new Fixture()
                .with(Offer.Feature.LOGGING)
                .tool(
                        "speak",
                        attempt -> {
                            for (LogLevel level : LogLevel.values()) {
                                attempt.call().line().log(level, "", new TextNode("x"));
                            }
                            return Fixture.says("spoken");
                        });
    }
}
