/// Tests of the guard and of everything it relies on, with fakes that remember.
@NullMarked
package io.github.clockifymcp.enforcement;

import org.jspecify.annotations.NullMarked;
