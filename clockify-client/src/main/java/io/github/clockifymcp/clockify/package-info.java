/// The Clockify API as typed Java: reads are methods that run, writes are methods that describe.
///
/// [io.github.clockifymcp.clockify.Clockify] is where to begin.
@NullMarked
package io.github.clockifymcp.clockify;

import org.jspecify.annotations.NullMarked;
