@NullMarked
package io.github.clockifymcp.probe;

import org.jspecify.annotations.NullMarked;
