package io.github.clockifymcp.mcp.tool;

/// An output that says itself how it reads. Outputs that do not are shown as compact JSON.
public interface Told {

    /// The whole answer as a model should read it.
    String told();
}
