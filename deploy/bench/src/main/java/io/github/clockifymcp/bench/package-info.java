@NullMarked
package io.github.clockifymcp.bench;

import org.jspecify.annotations.NullMarked;
