/// Who is to work on what, and when.
@NullMarked
package io.github.clockifymcp.tools.scheduling;

import org.jspecify.annotations.NullMarked;
