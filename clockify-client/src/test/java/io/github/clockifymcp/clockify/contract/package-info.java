/// Holds our requests against Clockify's corrected OpenAPI document, where that is at hand.
@NullMarked
package io.github.clockifymcp.clockify.contract;

import org.jspecify.annotations.NullMarked;
