/// Who may do what, how often, and when a person must agree. [Guard] is where every call passes;
/// the list of its gates is the order of everything here.
@NullMarked
package io.github.clockifymcp.enforcement;

import org.jspecify.annotations.NullMarked;
