@NullMarked
package io.github.clockifymcp.tools.account;

import org.jspecify.annotations.NullMarked;
