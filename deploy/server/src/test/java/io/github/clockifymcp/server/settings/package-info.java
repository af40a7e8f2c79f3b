/// Tests of the settings.
@NullMarked
package io.github.clockifymcp.server.settings;

import org.jspecify.annotations.NullMarked;
