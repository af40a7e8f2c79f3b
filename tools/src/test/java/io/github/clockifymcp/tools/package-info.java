@NullMarked
package io.github.clockifymcp.tools;

import org.jspecify.annotations.NullMarked;
