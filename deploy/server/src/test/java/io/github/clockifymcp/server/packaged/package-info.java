/// The packaged server, driven from outside: over its real standard streams, in its real folder.
@NullMarked
package io.github.clockifymcp.server.packaged;

import org.jspecify.annotations.NullMarked;
