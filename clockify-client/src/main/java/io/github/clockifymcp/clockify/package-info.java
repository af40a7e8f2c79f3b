@NullMarked
package io.github.clockifymcp.clockify;

import org.jspecify.annotations.NullMarked;
