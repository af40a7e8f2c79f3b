/// What the workspace keeps of its own about entries and people.
@NullMarked
package io.github.clockifymcp.tools.fields;

import org.jspecify.annotations.NullMarked;
