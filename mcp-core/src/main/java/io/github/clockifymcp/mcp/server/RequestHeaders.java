package io.github.clockifymcp.mcp.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says beside its message, on transports that have headers.
@FunctionalInterface
public interface RequestHeaders {

    /// All values of a header, each without white space around it, in the order in which they came.
    ///
    /// @param name in any case
    List<String> all(String name);

    /// The value of a header; null when there is none, or more than one, so that no two readers can
    /// take different ones.
    default @Nullable String one(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
