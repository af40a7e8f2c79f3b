package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
    private static final String FULL = " ==========";

    @Test
    void the_longest_alone_has_all_of_the_width_and_zero_has_none() {
        Bars bars = Bars.of(true, List.of(3_600L, 0L, 36_000L, 60L, 35_999L), Long::longValue);

        assertThat(bars.behind(36_000)).isEqualTo(FULL);
        assertThat(bars.behind(35_999)).isEqualTo(" =========");
        assertThat(bars.behind(18_000)).isEqualTo(" =====");
        assertThat(bars.behind(60)).isEqualTo(" =");
        assertThat(bars.behind(0)).isEmpty();
        assertThat(bars.behind(-5)).isEmpty();
    }

    @Test
    void nothing_is_drawn_that_was_not_asked_for_or_of_nothing() {
        assertThat(Bars.of(false, List.of(1L), Long::longValue).behind(1)).isEmpty();
        assertThat(Bars.of(true, List.<Long>of(), Long::longValue).behind(0)).isEmpty();
    }

    @Test
    void a_part_is_full_once_it_is_the_whole_and_marked_once_it_is_more() {
        assertThat(part("0", "100")).isEmpty();
        assertThat(part("0.1", "100")).isEqualTo(" =");
        assertThat(part("99.9", "100")).isEqualTo(" =========");
        assertThat(part("100", "100.00")).isEqualTo(FULL);
        assertThat(part("100.01", "100")).isEqualTo(FULL + ">");
        assertThat(part("5", "0")).isEqualTo(FULL + ">");
        assertThat(part("0", "0")).isEmpty();
    }

    @Test
    void a_bar_costs_at_most_two_tokens() {
        Encoding o200k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        String line = "Mon 16 Nov 2026: 6:30%s, 2:45 billable";
        int bare = o200k.countTokens(line.formatted(""));

        for (int length = 1; length <= 10; length++) {
            String drawn = line.formatted(new Bars(10).behind(length));
            assertThat(o200k.countTokens(drawn)).as(drawn).isLessThanOrEqualTo(bare + 2);
        }
    }

    private static String part(String part, String whole) {
        return Bars.part(new BigDecimal(part), new BigDecimal(whole));
    }
}
