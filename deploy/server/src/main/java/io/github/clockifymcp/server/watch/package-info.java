/// What operators see of a running server: metrics, a line for each call, traces. Nothing here
/// decides anything.
@NullMarked
package io.github.clockifymcp.server.watch;

import org.jspecify.annotations.NullMarked;
