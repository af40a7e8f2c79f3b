package io.github.clockifymcp.mcp.tool;

/// Whose things a change touches. Policy modes that allow "one's own" are stated in these words.
/// From the narrowest to the widest.
public enum Reach {
    /// Only records of the caller's own work.
    OWN_WORK,
    /// Adds a name that others will see and use, and changes nothing that was there.
    NEW_NAMES,
    /// Everything else, other people's records among it.
    WORKSPACE
}
