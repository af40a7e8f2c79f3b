@NullMarked
package io.github.clockifymcp.tools.people;

import org.jspecify.annotations.NullMarked;
