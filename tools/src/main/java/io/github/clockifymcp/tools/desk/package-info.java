/// What every tool works with: whose account it is, the names and handles it knows, and how a
/// change is written down.
@NullMarked
package io.github.clockifymcp.tools.desk;

import org.jspecify.annotations.NullMarked;
