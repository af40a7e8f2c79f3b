/// What is shipped beside the program, held to the program.
@NullMarked
package io.github.clockifymcp.kit;

import org.jspecify.annotations.NullMarked;
