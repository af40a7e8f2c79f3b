/// Timesheets that are handed in for approval, and decided on.
@NullMarked
package io.github.clockifymcp.tools.approvals;

import org.jspecify.annotations.NullMarked;
