/// What the packaged server costs, measured from outside: time to start, memory, tokens. Every
/// figure of time stands beside a floor taken in the same run, since machines differ.
@NullMarked
package io.github.clockifymcp.bench;

import org.jspecify.annotations.NullMarked;
