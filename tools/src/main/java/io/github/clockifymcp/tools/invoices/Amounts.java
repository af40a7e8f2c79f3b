package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Money and quantities between people, who write 95.50, and Clockify, which counts 9550.
final class Amounts {
    private static final int DIGITS = 2;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private Amounts() {}

    /// As people write it.
    static BigDecimal major(long hundredths) {
        return BigDecimal.valueOf(hundredths, DIGITS);
    }

    /// As Clockify counts it.
    ///
    /// @param what what a refusal calls it
    static long hundredths(String what, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(MOST) > 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The %s is %s.".formatted(what, value.signum() < 0 ? "negative" : "too large"),
                    "Give a number from 0 to %s.".formatted(MOST.toPlainString()));
        }
        if (value.stripTrailingZeros().scale() > DIGITS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The %s %s has more than two decimals.".formatted(what, value.toPlainString()),
                    "Clockify keeps hundredths: round it.");
        }
        return value.movePointRight(DIGITS).longValueExact();
    }

    /// `6000.00 EUR`
    static String said(long minorUnits, @Nullable String currency) {
        String amount = major(minorUnits).toPlainString();
        return currency == null ? amount : amount + " " + Lines.one(currency);
    }

    /// `6000.00 EUR`
    static String said(Money money) {
        return said(money.minorUnits(), money.currency());
    }

    /// `7.5`, `20`: without zeros at the end.
    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
