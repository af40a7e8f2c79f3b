package io.github.clockifymcp.mcp.tool;

/// Whether a tool is in a list before anybody asked for it. A model reads the whole list before
/// each of its steps, so most tools are found when they are needed.
public enum Tier {
    /// Listed from the start.
    FIRST,
    /// Found by searching, and listed to callers that activated it ([Activations]).
    SECOND
}
