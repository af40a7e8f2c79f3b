/// The timer: what runs, and starting, stopping and switching it.
@NullMarked
package io.github.clockifymcp.tools.timer;

import org.jspecify.annotations.NullMarked;
