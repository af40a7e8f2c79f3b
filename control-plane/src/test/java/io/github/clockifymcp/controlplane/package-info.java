@NullMarked
package io.github.clockifymcp.controlplane;

import org.jspecify.annotations.NullMarked;
