/// Prompts: pieces of work that a person chooses from a menu, and what completes their arguments.
@NullMarked
package io.github.clockifymcp.tools.prompts;

import org.jspecify.annotations.NullMarked;
