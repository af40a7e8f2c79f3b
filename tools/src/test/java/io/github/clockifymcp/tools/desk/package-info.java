@NullMarked
package io.github.clockifymcp.tools.desk;

import org.jspecify.annotations.NullMarked;
