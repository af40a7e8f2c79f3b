package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.InvoiceFilter;
import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers for invoices that are to be made. No two may have one: a client pays by it.
final class InvoiceNumbers {
    private static final Pattern COUNTED = Pattern.compile("(.*?)(\\d{1,18})");

    private InvoiceNumbers() {}

    /// A number, and how it was come by.
    record Chosen(String number, List<String> notes) {}

    /// The number that was said, or else the one after the latest invoice's.
    static Chosen choose(@Nullable String said, Workplace ws) {
        if (said != null) {
            return new Chosen(checked(said, null, ws), List.of());
        }
        List<Summary> latest =
                ws.api().invoices().search(InvoiceFilter.all(), new Paging(1, 1)).items();
        if (latest.isEmpty()) {
            throw unknown("There is no invoice yet that a number could follow.");
        }
        String last = latest.getFirst().number();
        Matcher counted = COUNTED.matcher(last);
        if (!counted.matches()) {
            throw unknown(
                    "The latest invoice, ‹%s›, does not end in a number."
                            .formatted(Lines.one(last)));
        }
        String digits = new BigInteger(counted.group(2)).add(BigInteger.ONE).toString();
        String zeros = "0".repeat(Math.max(0, counted.group(2).length() - digits.length()));
        String next = counted.group(1) + zeros + digits;
        return new Chosen(
                checked(next, null, ws),
                List.of("The number follows ‹%s›, the latest invoice.".formatted(Lines.one(last))));
    }

    /// The number as it will be sent, if no other invoice has it.
    ///
    /// @param self the id of the invoice that is to have it; null for a new one
    static String checked(String number, @Nullable String self, Workplace ws) {
        String checked = number.strip();
        if (checked.isEmpty()) {
            throw unknown("The invoice's number is empty.");
        }
        List<Summary> others =
                Whole.of(
                        InvoiceFinder.numbered(checked, ws),
                        "invoices with ‹%s› in their number".formatted(Lines.one(checked)),
                        "Give a longer number.");
        for (Summary other : others) {
            if (Lines.same(other.number(), checked) && !other.id().equals(self)) {
                throw new ToolException(
                        Code.CONFLICT,
                        "There is an invoice ‹%s› already, id %s."
                                .formatted(Lines.one(other.number()), other.id()),
                        "Choose another number.");
            }
        }
        return checked;
    }

    private static ToolException unknown(String why) {
        return new ToolException(Code.INVALID_ARGUMENTS, why, "Give number.");
    }
}
