/// A Clockify in one process: the real paths, verbs, envelopes, quirks and errors over a believable
/// company held in memory, to try things on and to test against.
@NullMarked
package io.github.clockifymcp.sandbox;

import org.jspecify.annotations.NullMarked;
