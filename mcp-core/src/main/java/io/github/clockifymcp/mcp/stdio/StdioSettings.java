package io.github.clockifymcp.mcp.stdio;

import java.time.Duration;

/// The transport's limits.
///
/// @param maxLine how many bytes a line may have, without its end
/// @param drain how long running calls may take when the client has gone or we shall stop
public record StdioSettings(int maxLine, Duration drain) {

    public static final StdioSettings DEFAULT = new StdioSettings(4 << 20, Duration.ofSeconds(10));

    public StdioSettings {
        if (maxLine < 1 || drain.isNegative()) {
            throw new IllegalArgumentException(
                    "a line has a byte, and waiting takes no less than 0");
        }
    }
}
