package io.github.clockifymcp.mcp.parity;

import java.util.List;

/// Hearing of changes, from when it was asked for until it is stopped.
interface News {
    /// The resources of which it hears, of those it asked for.
    List<String> resources();

    /// The next thing that is heard.
    String next();

    /// Everything up to the end of it, where it has one.
    List<String> rest();

    /// Hears no more.
    void stop();
}
