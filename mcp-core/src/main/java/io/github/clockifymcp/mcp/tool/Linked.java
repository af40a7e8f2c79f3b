package io.github.clockifymcp.mcp.tool;

import java.util.List;

/// An output that says where there is more to read: files, and what is too long for an answer. The
/// links follow the answer's text as blocks of their own, and are among its published values.
public interface Linked {

    /// In the order in which they are worth reading.
    List<Link> links();
}
