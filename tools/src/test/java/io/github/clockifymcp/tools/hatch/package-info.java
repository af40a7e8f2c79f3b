/// Tests of what goes through the table of operations.
@NullMarked
package io.github.clockifymcp.tools.hatch;

import org.jspecify.annotations.NullMarked;
