package io.github.clockifymcp.mcp.tool;

/// A domain's tools, declared together.
///
/// @param <C> what a handler works with
public interface ToolGroup<C> {

    /// The group's id, which is also the name of its file in the catalogue.
    String id();

    /// Whether its tools are listed from the start. A domain whose daily tools are and whose others
    /// are not has two groups of one id.
    default Tier tier() {
        return Tier.FIRST;
    }

    void declare(Toolbox<C> tools);
}
