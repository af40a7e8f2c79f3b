package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.LogLevel;
import org.jspecify.annotations.Nullable;

/// A running call as its handler sees it. When the handler's work goes on as a task, it leads to
/// the task.
final class CallLine implements Line {
    private final Dialogue dialogue;
    private volatile RunningCall call;

    CallLine(RunningCall call, Dialogue dialogue) {
        this.call = call;
        this.dialogue = dialogue;
    }

    /// From here on the handler works for this call.
    void leadTo(RunningCall heir) {
        call = heir;
    }

    @Override
    public void progress(double done, @Nullable Double total, String message) {
        // A change that is being sent is not stopped by telling how far it is.
        if (!call.committed()) {
            call.check();
        }
        call.tell(done, total, message);
    }

    @Override
    public void pointOfNoReturn() {
        call.commit();
    }

    @Override
    public void pause() {
        call.pause();
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        RunningCall now = call;
        if (dialogue.logs(level, now)) {
            now.log(level, logger, data);
        }
    }
}
