package io.github.clockifymcp.mcp.server;

/// In which of a result's two places an answer stands. Clients differ in what they hand to their
/// model; saying everything twice costs it twice.
public enum Channel {
    /// In `content`, as text.
    TEXT,
    /// In `structuredContent`, as JSON. Errors, and whatever has no structure, stay text too. This
    /// or the next is required when output schemas are published.
    STRUCTURED,
    /// In both.
    BOTH;

    boolean text() {
        return this != STRUCTURED;
    }

    boolean structured() {
        return this != TEXT;
    }
}
