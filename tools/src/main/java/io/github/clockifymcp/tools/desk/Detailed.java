package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.mcp.tool.Told;

/// A list that says as much as it was asked for. In full its text is its value: lines would leave
/// out again what was asked for.
public interface Detailed extends Told {
    /// What was asked for; not part of the value.
    Detail detail();

    @Override
    default boolean asValue() {
        return detail().full();
    }
}
