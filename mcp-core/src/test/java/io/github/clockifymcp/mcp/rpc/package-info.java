@NullMarked
package io.github.clockifymcp.mcp.rpc;

import org.jspecify.annotations.NullMarked;
