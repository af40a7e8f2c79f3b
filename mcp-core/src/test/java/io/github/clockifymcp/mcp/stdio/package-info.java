@NullMarked
package io.github.clockifymcp.mcp.stdio;

import org.jspecify.annotations.NullMarked;
