package io.github.clockifymcp.mcp.server;

/// In which of a result's two places an answer stands. Clients differ in what they hand to their
/// model; saying everything twice costs it twice.
public enum Channel {
    /// In `content`, as text.
    TEXT,
    /// In `structuredContent`, as JSON. Errors, and whatever has no structure, stay text too.
    STRUCTURED,
    /// In both. Required when output schemas are published.
    BOTH;

    boolean text() {
        return this != STRUCTURED;
    }

    boolean structured() {
        return this != TEXT;
    }
}
