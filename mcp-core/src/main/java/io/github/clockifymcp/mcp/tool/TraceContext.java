package io.github.clockifymcp.mcp.tool;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a call stands in a trace that began elsewhere (W3C Trace Context), so that what we do for
/// it can be found beside what its client did. It is only a label: nothing is decided by it.
///
/// @param parent `traceparent`; empty when the caller gave none
/// @param state `tracestate`; empty when the caller gave none
public record TraceContext(String parent, String state) {
    /// No trace.
    public static final TraceContext NONE = new TraceContext("", "");

    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /// The standard asks for at least 512 characters to be carried along.
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]{0,512}");

    /// What the caller sent. A parent that is not one means that there is no trace, as the standard
    /// wants it; a state that is none is left out.
    public static TraceContext of(@Nullable String parent, @Nullable String state) {
        if (parent == null || !PARENT.matcher(parent).matches()) {
            return NONE;
        }
        return new TraceContext(
                parent, state != null && STATE.matcher(state).matches() ? state : "");
    }
}
