@NullMarked
package io.github.clockifymcp.tools.catalogs;

import org.jspecify.annotations.NullMarked;
