/// Tests of how the server is put together.
@NullMarked
package io.github.clockifymcp.server;

import org.jspecify.annotations.NullMarked;
