/// Tests of the timer's tools.
@NullMarked
package io.github.clockifymcp.tools.timer;

import org.jspecify.annotations.NullMarked;
