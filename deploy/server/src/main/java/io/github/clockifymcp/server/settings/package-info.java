/// What an operator can set: every name once, read strictly, all mistakes told together.
@NullMarked
package io.github.clockifymcp.server.settings;

import org.jspecify.annotations.NullMarked;
