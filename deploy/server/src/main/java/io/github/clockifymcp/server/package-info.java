@NullMarked
package io.github.clockifymcp.server;

import org.jspecify.annotations.NullMarked;
