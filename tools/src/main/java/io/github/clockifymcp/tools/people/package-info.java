/// Who works in the workspace, in which groups, with which roles and at what rates.
@NullMarked
package io.github.clockifymcp.tools.people;

import org.jspecify.annotations.NullMarked;
