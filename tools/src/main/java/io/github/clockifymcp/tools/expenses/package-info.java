/// What people spend.
@NullMarked
package io.github.clockifymcp.tools.expenses;

import org.jspecify.annotations.NullMarked;
