package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;

/// Amounts of money as people say them, in the hundredths that Clockify keeps whatever the
/// currency.
final class ProjectMoney {
    /// Clockify's rates are 32-bit numbers.
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE, 2);

    private ProjectMoney() {}

    /// `95.5` as 9550.
    static long minorUnits(BigDecimal amount) {
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw refused(amount.toPlainString(), "It must be between 0 and 21474836.47.");
        }
        BigDecimal exact = amount.stripTrailingZeros();
        if (exact.scale() > 2) {
            throw refused(amount.toPlainString(), "Give it with two decimals at most.");
        }
        return exact.movePointRight(2).longValueExact();
    }

    /// The same of a text: digits, perhaps with a point and two decimals.
    static long minorUnits(String text) {
        String number = text.strip();
        if (!number.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw refused(Lines.one(number), "Give it as a number, such as 2500 or 2500.50.");
        }
        return minorUnits(new BigDecimal(number));
    }

    private static ToolException refused(String amount, String hint) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "‹%s› is not an amount of money Clockify can keep.".formatted(amount),
                hint);
    }
}
