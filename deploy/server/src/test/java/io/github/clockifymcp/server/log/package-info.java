@NullMarked
package io.github.clockifymcp.server.log;

import org.jspecify.annotations.NullMarked;
