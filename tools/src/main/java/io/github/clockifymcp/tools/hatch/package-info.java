/// Any documented operation of Clockify's, for what no other tool does.
@NullMarked
package io.github.clockifymcp.tools.hatch;

import org.jspecify.annotations.NullMarked;
