package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void what_people_write_is_counted_in_hundredths() {
        assertThat(Amounts.hundredths("price", new BigDecimal("95.5"))).isEqualTo(9_550);
        assertThat(Amounts.hundredths("price", new BigDecimal("0"))).isZero();
        assertThat(Amounts.hundredths("price", new BigDecimal("1E+3"))).isEqualTo(100_000);
        assertThat(Amounts.hundredths("price", new BigDecimal("2.5000"))).isEqualTo(250);
        assertThat(Amounts.rate("budget", " 2500.50 ")).isEqualTo(250_050);
    }

    @Test
    void what_is_counted_is_written_with_two_decimals_and_its_currency() {
        assertThat(Amounts.said(9_550, "EUR")).isEqualTo("95.50 EUR");
        assertThat(Amounts.said(5, null)).isEqualTo("0.05");
        assertThat(Amounts.said(-1_205, "EUR")).isEqualTo("-12.05 EUR");
        assertThat(Amounts.said(new Money(600_000, "E\nUR"))).isEqualTo("6000.00 E UR");
        assertThat(Amounts.major(new Money(7_500, null))).isEqualTo(new BigDecimal("75.00"));
        assertThat(Amounts.major(null)).isNull();
        assertThat(Amounts.plain(new BigDecimal("20.00"))).isEqualTo("20");
    }

    @Test
    void parts_of_a_cent_debts_and_too_much_are_refused_with_what_would_do() {
        assertThat(refusal("0.005"))
                .isEqualTo(
                        "The price 0.005 has more than two decimals. Give it with two decimals at"
                                + " most.");
        assertThat(refusal("-1"))
                .isEqualTo("The price is negative. Give a number from 0 to 1000000000.");
        assertThat(refusal("1000000000.01"))
                .isEqualTo("The price is too large. Give a number from 0 to 1000000000.");
    }

    @Test
    void a_rate_fits_into_32_bits() {
        BigDecimal most = new BigDecimal("21474836.47");

        assertThat(Amounts.rate("rate", most)).isEqualTo(Integer.MAX_VALUE);
        assertThat(problem(() -> Amounts.rate("rate", most.add(new BigDecimal("0.01")))))
                .isEqualTo("The rate is too large. Give a number from 0 to 21474836.47.");
    }

    @Test
    void a_text_that_is_no_number_is_refused_as_it_was_written() {
        for (String text : new String[] {"", "2,500", "2500 EUR", "1e9", "½", ".5", "--1"}) {
            assertThat(problem(() -> Amounts.rate("budget", text)))
                    .isEqualTo(
                            "The budget ‹%s› is not a number. Give it as a number, such as 2500 or 2500.50."
                                    .formatted(text));
        }
        assertThat(problem(() -> Amounts.rate("budget", "-5")))
                .startsWith("The budget is negative.");
    }

    private static String refusal(String amount) {
        return problem(() -> Amounts.hundredths("price", new BigDecimal(amount)));
    }

    private static String problem(Runnable reading) {
        ToolException thrown = catchThrowableOfType(ToolException.class, reading::run);
        Problem problem = thrown.problem();
        return problem.message() + " " + problem.hint();
    }
}
