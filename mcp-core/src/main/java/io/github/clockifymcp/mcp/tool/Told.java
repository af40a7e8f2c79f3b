package io.github.clockifymcp.mcp.tool;

/// An output that says itself how it reads. Outputs that do not are shown as compact JSON.
public interface Told {

    /// The whole answer as a model should read it.
    String told();

    /// Whether in this case its value reads best, as compact JSON.
    default boolean asValue() {
        return false;
    }
}
