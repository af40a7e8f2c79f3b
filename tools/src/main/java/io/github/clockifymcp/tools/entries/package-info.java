/// Time entries: listing, logging, changing and deleting them.
@NullMarked
package io.github.clockifymcp.tools.entries;

import org.jspecify.annotations.NullMarked;
