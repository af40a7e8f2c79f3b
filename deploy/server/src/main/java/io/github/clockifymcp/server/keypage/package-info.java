/// The page where a person stores, replaces or removes their own key to Clockify. Nothing of this
/// is loaded where it is off.
@NullMarked
package io.github.clockifymcp.server.keypage;

import org.jspecify.annotations.NullMarked;
