package io.github.clockifymcp.tools.review;

import java.time.Instant;

/// The time an entry takes.
///
/// @param handle the entry's
/// @param end a running timer's is now
record Stretch(String handle, Instant start, Instant end) {}
