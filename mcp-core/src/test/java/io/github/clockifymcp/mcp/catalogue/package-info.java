@NullMarked
package io.github.clockifymcp.mcp.catalogue;

import org.jspecify.annotations.NullMarked;
