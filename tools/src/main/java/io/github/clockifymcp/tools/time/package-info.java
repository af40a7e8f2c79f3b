/// What people say about time, and how it is said back to them: one grammar of moments, days,
/// ranges and durations for every tool, read in the account's time zone.
@NullMarked
package io.github.clockifymcp.tools.time;

import org.jspecify.annotations.NullMarked;
