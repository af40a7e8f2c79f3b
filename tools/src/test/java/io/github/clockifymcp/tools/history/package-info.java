@NullMarked
package io.github.clockifymcp.tools.history;

import org.jspecify.annotations.NullMarked;
