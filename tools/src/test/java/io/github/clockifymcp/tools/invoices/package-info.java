/// Tests of the invoice tools.
@NullMarked
package io.github.clockifymcp.tools.invoices;

import org.jspecify.annotations.NullMarked;
