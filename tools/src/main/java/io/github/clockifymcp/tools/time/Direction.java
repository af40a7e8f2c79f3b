package io.github.clockifymcp.tools.time;

/// Which way words point that leave it open: `monday`, `17 nov`, `november`.
public enum Direction {
    /// What was done: the latest that is not after today. For logging and for looking back.
    PAST,
    /// What is planned: the earliest that is not before today.
    FUTURE
}
