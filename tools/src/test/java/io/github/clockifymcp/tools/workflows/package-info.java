@NullMarked
package io.github.clockifymcp.tools.workflows;

import org.jspecify.annotations.NullMarked;
