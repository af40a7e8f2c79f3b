@NullMarked
package io.github.clockifymcp.tools.reports;

import org.jspecify.annotations.NullMarked;
