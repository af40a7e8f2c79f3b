/// What tools are made of.
@NullMarked
package io.github.clockifymcp.mcp.tool;

import org.jspecify.annotations.NullMarked;
