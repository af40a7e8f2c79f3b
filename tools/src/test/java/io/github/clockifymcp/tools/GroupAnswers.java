package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A test of what the tools of some groups answer: it fits the schemas they publish, with as little
/// as Clockify can say, and no tool is left out.
abstract class GroupAnswers {
    private final List<String> groups;
    private final Map<String, String> reads;
    private final Map<String, String> writes;
    private final Set<String> elsewhere;

    /// @param reads arguments as JSON, by the tool's name
    /// @param writes the same of tools that change something
    /// @param elsewhere tools that a method of their own calls
    GroupAnswers(
            List<String> groups,
            Map<String, String> reads,
            Map<String, String> writes,
            String... elsewhere) {
        this.groups = List.copyOf(groups);
        this.reads = Map.copyOf(reads);
        this.writes = Map.copyOf(writes);
        this.elsewhere = Set.of(elsewhere);
    }

    /// A Clockify that says no more than it must.
    abstract StubTransport bare();

    /// What a tool changes something in.
    StubTransport writable(String tool) {
        return bare();
    }

    @Test
    void what_is_read_fits() {
        reads.forEach((tool, json) -> assertFits(tool, StubDesk.at(bare()).call(tool, json)));
    }

    @Test
    void what_came_of_a_change_fits() {
        writes.forEach((tool, json) -> {
            StubDesk desk = StubDesk.at(writable(tool));
            assertFits(tool, desk.make(desk.plan(tool, json)));
        });
    }

    @Test
    void no_tool_is_left_out() {
        Set<String> called = new HashSet<>(reads.keySet());
        called.addAll(writes.keySet());
        called.addAll(elsewhere);
        assertThat(StubDesk.at(bare()).toolsOf(groups)).containsExactlyInAnyOrderElementsOf(called);
    }
}
