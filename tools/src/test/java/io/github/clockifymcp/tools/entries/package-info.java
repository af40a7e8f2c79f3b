@NullMarked
package io.github.clockifymcp.tools.entries;

import org.jspecify.annotations.NullMarked;
