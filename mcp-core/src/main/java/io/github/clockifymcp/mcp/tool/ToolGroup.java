package io.github.clockifymcp.mcp.tool;

/// A domain's tools, declared together.
///
/// @param <C> what a handler works with
public interface ToolGroup<C> {

    /// The group's id, which is also the name of its file in the catalogue. A domain whose daily
    /// tools are listed from the start and whose others are not has two groups of one id.
    String id();

    /// What has to be so before any of its handlers runs; throws a [ToolException] when it is not.
    ///
    /// @param at what the handler will work with
    default void before(C at) {}

    void declare(Toolbox<C> tools);
}
