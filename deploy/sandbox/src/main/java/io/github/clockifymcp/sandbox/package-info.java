@NullMarked
package io.github.clockifymcp.sandbox;

import org.jspecify.annotations.NullMarked;
