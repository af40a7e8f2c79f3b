@NullMarked
package io.github.clockifymcp.server.keypage;

import org.jspecify.annotations.NullMarked;
