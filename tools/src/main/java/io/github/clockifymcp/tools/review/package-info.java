/// Looking back at one's own time: sums of a week, and what is wrong with a timesheet.
@NullMarked
package io.github.clockifymcp.tools.review;

import org.jspecify.annotations.NullMarked;
