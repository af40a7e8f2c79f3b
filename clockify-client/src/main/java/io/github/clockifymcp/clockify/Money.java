package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// An amount of money in the currency's minor unit, as Clockify keeps rates: 7500 is 75.00.
///
/// @param minorUnits cents, pence and the like
/// @param currency its code, such as `EUR`; null where Clockify leaves it out
public record Money(@JsonProperty("amount") long minorUnits, @Nullable String currency) {

    static Money from(Fields fields) {
        Long amount = fields.number("amount");
        return new Money(amount == null ? 0 : amount, fields.text("currency"));
    }
}
