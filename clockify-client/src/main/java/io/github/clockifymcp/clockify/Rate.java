package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An hourly rate as it is sent. A rate can be changed but not taken away again.
///
/// @param minorUnits the amount for an hour, in cents, pence and the like
/// @param since from when it holds; null for from now on
public record Rate(@JsonProperty("amount") long minorUnits, @Nullable Instant since) {}
