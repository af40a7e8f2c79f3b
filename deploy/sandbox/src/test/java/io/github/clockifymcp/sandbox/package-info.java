/// The sandbox's quirks, each a test, over real HTTP.
@NullMarked
package io.github.clockifymcp.sandbox;

import org.jspecify.annotations.NullMarked;
