package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.entries.EntryLine;
import org.jspecify.annotations.Nullable;

/// The timer that runs now.
///
/// @param stopped the one that ran before; null if none did
record ContinuedTimer(EntryLine running, @Nullable EntryLine stopped) implements Told {
    @Override
    public String told() {
        String now = "Running: " + running.line();
        return stopped == null ? now : "Stopped: %s\n%s".formatted(stopped.line(), now);
    }
}
