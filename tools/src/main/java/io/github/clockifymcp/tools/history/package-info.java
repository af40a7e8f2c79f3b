/// What happened in a workspace, and who did it.
@NullMarked
package io.github.clockifymcp.tools.history;

import org.jspecify.annotations.NullMarked;
