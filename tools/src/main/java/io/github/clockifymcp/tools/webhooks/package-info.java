/// Addresses that Clockify calls when something happens.
@NullMarked
package io.github.clockifymcp.tools.webhooks;

import org.jspecify.annotations.NullMarked;
