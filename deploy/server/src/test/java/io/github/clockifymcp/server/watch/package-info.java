@NullMarked
package io.github.clockifymcp.server.watch;

import org.jspecify.annotations.NullMarked;
