/// Invoices: what clients are billed, what stands on it, and what they paid.
@NullMarked
package io.github.clockifymcp.tools.invoices;

import org.jspecify.annotations.NullMarked;
