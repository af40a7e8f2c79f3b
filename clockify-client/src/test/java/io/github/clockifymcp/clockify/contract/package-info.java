/// Holds our requests against Clockify's OpenAPI document and the corrected one, where they are at
/// hand.
@NullMarked
package io.github.clockifymcp.clockify.contract;

import org.jspecify.annotations.NullMarked;
