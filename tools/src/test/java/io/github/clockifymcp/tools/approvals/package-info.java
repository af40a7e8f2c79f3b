@NullMarked
package io.github.clockifymcp.tools.approvals;

import org.jspecify.annotations.NullMarked;
