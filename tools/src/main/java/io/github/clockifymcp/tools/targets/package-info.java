/// Where on the internet something may be sent.
@NullMarked
package io.github.clockifymcp.tools.targets;

import org.jspecify.annotations.NullMarked;
