package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a group asks for before its handlers run, and nobody else's.
final class ToolGroupTest {
    private static final Call CALL =
            new Call(
                    "call-1",
                    0,
                    Principal.LOCAL,
                    new Client("test", "1", "2025-11-25", false, false),
                    Instant.EPOCH,
                    Map.of(),
                    null,
                    Line.SILENT);

    private final List<String> ran = new ArrayList<>();

    /// Nothing.
    record Nothing() {}

    private static final class Group implements ToolGroup<List<String>> {
        private final String id;
        private final boolean open;

        private Group(String id, boolean open) {
            this.id = id;
            this.open = open;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void before(List<String> at) {
            if (!open) {
                throw new ToolException(Code.PLAN_REQUIRED, id + " costs more.", "");
            }
        }

        @Override
        public void declare(Toolbox<List<String>> tools) {
            tools.read("read_" + id, Nothing.class, String.class)
                    .title("Read")
                    .describe("Reads.")
                    .by((in, at) -> {
                        at.add(id);
                        return id;
                    });
        }
    }

    @Test
    void what_a_group_asks_for_is_asked_before_each_of_its_handlers_and_of_no_other() {
        Toolbox<List<String>> tools =
                new Toolbox<List<String>>(call -> ran)
                        .add(new Group("closed", false))
                        .add(new Group("open", true));

        assertThatThrownBy(() -> read(tools.tools().getFirst()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("closed costs more.");
        assertThat(ran).isEmpty();

        assertThat(read(tools.tools().getLast())).isEqualTo("open");
        assertThat(ran).containsExactly("open");
    }

    @SuppressWarnings("unchecked") // every tool here takes nothing
    private static String read(Tool<?, ?> tool) {
        return ((Tool.Reading<Nothing, String>) tool).read().apply(new Nothing(), CALL);
    }
}
