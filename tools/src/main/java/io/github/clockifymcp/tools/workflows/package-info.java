/// What people say in one breath and Clockify knows only as several requests: many entries at once,
/// a gap filled, a week copied, a forgotten timer stopped.
@NullMarked
package io.github.clockifymcp.tools.workflows;

import org.jspecify.annotations.NullMarked;
