package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Money and quantities between people, who write 95.50, and Clockify, which counts 9550 whatever
/// the currency.
public final class Amounts {
    private static final int DIGITS = 2;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /// Clockify's rates and budgets are 32-bit numbers.
    private static final BigDecimal MOST_OF_A_RATE = BigDecimal.valueOf(Integer.MAX_VALUE, DIGITS);

    private Amounts() {}

    /// As people write it.
    public static BigDecimal major(long hundredths) {
        return BigDecimal.valueOf(hundredths, DIGITS);
    }

    /// As people write it, where there is any.
    public static @Nullable BigDecimal major(@Nullable Money money) {
        return money == null ? null : major(money.minorUnits());
    }

    /// As Clockify counts it.
    ///
    /// @param what what a refusal calls it
    public static long hundredths(String what, BigDecimal value) {
        return hundredths(what, value, MOST);
    }

    /// The same of a rate or a budget, which must be smaller.
    public static long rate(String what, BigDecimal value) {
        return hundredths(what, value, MOST_OF_A_RATE);
    }

    /// The same of a text: digits, perhaps with a point and decimals.
    public static long rate(String what, String text) {
        String number = text.strip();
        if (!number.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
            throw refused(
                    "The %s ‹%s› is not a number.".formatted(what, Lines.beginning(number, 40)),
                    "Give it as a number, such as 2500 or 2500.50.");
        }
        return rate(what, new BigDecimal(number));
    }

    private static long hundredths(String what, BigDecimal value, BigDecimal most) {
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            throw refused(
                    "The %s is %s.".formatted(what, value.signum() < 0 ? "negative" : "too large"),
                    "Give a number from 0 to %s.".formatted(most.toPlainString()));
        }
        if (value.stripTrailingZeros().scale() > DIGITS) {
            throw refused(
                    "The %s %s has more than two decimals.".formatted(what, value.toPlainString()),
                    "Give it with two decimals at most.");
        }
        return value.movePointRight(DIGITS).longValueExact();
    }

    private static ToolException refused(String message, String hint) {
        return new ToolException(Code.INVALID_ARGUMENTS, message, hint);
    }

    /// `6000.00 EUR`
    public static String said(BigDecimal amount, @Nullable String currency) {
        String number = amount.toPlainString();
        return currency == null ? number : number + " " + Lines.one(currency);
    }

    /// `6000.00 EUR`
    public static String said(long minorUnits, @Nullable String currency) {
        return said(major(minorUnits), currency);
    }

    /// `6000.00 EUR`
    public static String said(Money money) {
        return said(money.minorUnits(), money.currency());
    }

    /// `7.5`, `20`: without zeros at the end.
    public static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
