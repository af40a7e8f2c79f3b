/// One conversation, held on every transport and in every era.
@NullMarked
package io.github.clockifymcp.mcp.parity;

import org.jspecify.annotations.NullMarked;
