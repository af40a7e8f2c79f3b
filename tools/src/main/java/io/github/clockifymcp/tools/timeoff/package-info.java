/// Who is away and when, under which policies, and on which days nobody works.
@NullMarked
package io.github.clockifymcp.tools.timeoff;

import org.jspecify.annotations.NullMarked;
