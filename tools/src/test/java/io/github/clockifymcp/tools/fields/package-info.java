@NullMarked
package io.github.clockifymcp.tools.fields;

import org.jspecify.annotations.NullMarked;
