package io.github.clockifymcp.bench;

/// How much is done to learn a figure.
///
/// @param warmMillis how long at least the server is warmed up
/// @param warmCalls how many calls it answers at least before it is measured; the better compiler
///   needs some ten thousand
/// @param millis how long it is measured
record Effort(long warmMillis, long warmCalls, long millis) {}
