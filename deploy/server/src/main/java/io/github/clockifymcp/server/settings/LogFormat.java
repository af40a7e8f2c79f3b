package io.github.clockifymcp.server.settings;

/// What a line of the log looks like.
public enum LogFormat {
    /// For people.
    TEXT,
    /// For programs.
    JSON
}
