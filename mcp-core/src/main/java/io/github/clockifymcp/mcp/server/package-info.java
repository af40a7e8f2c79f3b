/// The engine: what a request means, in every revision, on any transport. What only one era of the
/// protocol has stands in `legacy` and `modern`, which do not know each other.
@NullMarked
package io.github.clockifymcp.mcp.server;

import org.jspecify.annotations.NullMarked;
