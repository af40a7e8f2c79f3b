package io.github.clockifymcp.tools.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import io.github.clockifymcp.tools.desk.DoubleCheck.Same;
import io.github.clockifymcp.tools.entries.LogTools.LogTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an operator may have done about work that is recorded already; what is done unless they say
/// so stands in `LogToolsTest`.
class DoublesTest {
    private static final Instant LATER = SandboxDesk.NOW.plusSeconds(3_600);

    private static LogTime log(String start, String description) {
        return new LogTime("Booking App", start, null, "1h", description, null, null, null);
    }

    private static Change change(SandboxDesk desk, String start, @Nullable String description) {
        return LogTools.log(
                        log(start, description == null ? "" : description), desk.workplace(LATER))
                .change();
    }

    @Test
    void block_refuses_the_same_however_long_ago_it_was_seen() {
        try (SandboxDesk desk = SandboxDesk.ofMinaWith(new DoubleCheck(Same.BLOCK, true))) {
            desk.make(LogTools.log(log("yesterday 20:00", "Release"), desk.workplace()));

            assertThatThrownBy(() -> change(desk, "yesterday 20:00", "release"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageStartingWith("The same is there already: ")
                    .hasMessageContaining("Thu 19 Nov 2026 20:00–21:00");
            assertThat(change(desk, "yesterday 20:30", "Release").notes())
                    .singleElement()
                    .asString()
                    .startsWith("It overlaps ");
            assertThat(change(desk, "yesterday 20:00", "Review").notes()).hasSize(1);
            assertThat(change(desk, "yesterday 21:00", "Release").notes()).isEmpty();
        }
    }

    @Test
    void overlaps_can_be_left_out_alone() {
        try (SandboxDesk desk = SandboxDesk.ofMinaWith(new DoubleCheck(Same.WARN, false))) {
            desk.make(LogTools.log(log("yesterday 20:00", "Release"), desk.workplace(LATER)));

            assertThat(change(desk, "yesterday 20:30", "Release").notes()).isEmpty();
            assertThat(change(desk, "yesterday 20:00", "Release").notes())
                    .singleElement()
                    .asString()
                    .startsWith("The same is there already: ");
        }
    }

    @Test
    void where_nothing_is_to_be_said_nothing_is_asked() {
        try (SandboxDesk desk = SandboxDesk.ofMinaWith(new DoubleCheck(Same.OFF, false))) {
            desk.make(LogTools.log(log("yesterday 20:00", "Release"), desk.workplace(LATER)));
            desk.forget();

            assertThat(change(desk, "yesterday 20:00", "Release").notes()).isEqualTo(List.of());
            assertThat(desk.received()).isEmpty();
        }
    }
}
