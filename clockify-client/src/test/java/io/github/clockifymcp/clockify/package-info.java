/// Tests of the client against servers that behave like Clockify, or worse.
@NullMarked
package io.github.clockifymcp.clockify;

import org.jspecify.annotations.NullMarked;
