@NullMarked
package io.github.clockifymcp.enforcement;

import org.jspecify.annotations.NullMarked;
