/// Says what keeps a server from working, and how to mend it. It changes nothing.
@NullMarked
package io.github.clockifymcp.server.doctor;

import org.jspecify.annotations.NullMarked;
