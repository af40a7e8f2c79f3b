@NullMarked
package io.github.clockifymcp.server.identity;

import org.jspecify.annotations.NullMarked;
