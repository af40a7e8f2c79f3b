/// Reports: sums that Clockify makes, over one's own time, somebody's or everybody's.
@NullMarked
package io.github.clockifymcp.tools.reports;

import org.jspecify.annotations.NullMarked;
