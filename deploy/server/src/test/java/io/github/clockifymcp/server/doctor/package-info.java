@NullMarked
package io.github.clockifymcp.server.doctor;

import org.jspecify.annotations.NullMarked;
