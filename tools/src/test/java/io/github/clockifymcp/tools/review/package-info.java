/// Tests of the tools that look back.
@NullMarked
package io.github.clockifymcp.tools.review;

import org.jspecify.annotations.NullMarked;
