package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.ToolInfo;

/// Which tools are in whose list. What is listed can be called by its name; the rest is reached by
/// address ([io.github.clockifymcp.mcp.tool.Tool.Addressing]).
@FunctionalInterface
public interface Listing {

    /// Whether the tool is in the list of a caller who may use it.
    ///
    /// @param activations what the caller added to its list
    boolean lists(ToolInfo tool, Activations activations);
}
