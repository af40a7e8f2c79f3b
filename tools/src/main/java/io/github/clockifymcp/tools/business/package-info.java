/// What those who lead ask about everybody's time: who works on what just now, and what is billed.
@NullMarked
package io.github.clockifymcp.tools.business;

import org.jspecify.annotations.NullMarked;
