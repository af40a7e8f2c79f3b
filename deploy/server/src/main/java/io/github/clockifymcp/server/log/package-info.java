/// The log: one line for each thing that happened, as text or as JSON, on standard error.
@NullMarked
package io.github.clockifymcp.server.log;

import org.jspecify.annotations.NullMarked;
