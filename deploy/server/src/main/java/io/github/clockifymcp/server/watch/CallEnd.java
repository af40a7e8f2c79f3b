package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.enforcement.Quota;
import io.github.clockifymcp.enforcement.Rule;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call that has ended, or a passage of it when its client is asked something in between.
///
/// @param tool the tool, the door of another kind, or `unknown`; never what the client typed
/// @param outcome null when it was cancelled
/// @param rule which rule said no; null when none did
/// @param scope whose limit it was; null when it was none
/// @param agreed whether it came with a good confirmation
public record CallEnd(
        Call call,
        Target target,
        String tool,
        @Nullable Outcome outcome,
        CallEnding ending,
        @Nullable Rule rule,
        Quota.@Nullable Scope scope,
        boolean agreed,
        Duration took) {

    boolean ofTool() {
        return target instanceof Target.OfTool;
    }
}
