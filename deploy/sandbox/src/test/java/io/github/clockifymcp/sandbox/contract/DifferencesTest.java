package io.github.clockifymcp.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.contract.Differences.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A file of differences excuses what it names and nothing else.
final class DifferencesTest {
    private static final String RATES = "* /workspaces/{}/**\t/**Rate\tnull\tnever set";

    @Test
    void a_line_explains_every_operation_and_place_it_stands_for() {
        Differences known = Differences.of(RATES);

        List<Found> found =
                List.of(
                        new Found("GET /workspaces/{ws}/users", "/3/hourlyRate", "null"),
                        new Found("PUT /workspaces/{a}/projects/{b}", "/costRate", "null"));

        assertThat(known.unexplained(found)).isEmpty();
        assertThat(known.stale(found)).isEmpty();
    }

    @Test
    void what_no_line_names_stays_a_fault() {
        Differences known = Differences.of(RATES);

        List<Found> found =
                List.of(
                        new Found("GET /user", "/hourlyRate", "null"),
                        new Found("GET /workspaces/{ws}/users", "/0/hourlyRate", "type"),
                        new Found("GET /workspaces/{ws}/users", "/0/hourlyRate/amount", "null"));

        assertThat(known.unexplained(found))
                .containsExactly(
                        "GET /user\t/hourlyRate\tnull",
                        "GET /workspaces/{}/users\t/*/hourlyRate\ttype",
                        "GET /workspaces/{}/users\t/*/hourlyRate/amount\tnull");
    }

    @Test
    void a_line_that_explains_nothing_any_more_is_named() {
        Differences known = Differences.of("# a remark\n\n" + RATES);

        assertThat(known.stale(List.of(new Found("GET /user", "/status", "type"))))
                .containsExactly(RATES);
    }

    @Test
    void a_line_excuses_neither_everything_nor_without_a_reason() {
        assertThatThrownBy(() -> Differences.of("* /**\t/**\ttype\tit is so"))
                .hasMessageContaining("too much");
        assertThatThrownBy(() -> Differences.of("* /**\t-\tno operation\tit is so"))
                .hasMessageContaining("too much");
        assertThatThrownBy(() -> Differences.of("GET /user\t/status\ttype\t "))
                .hasMessageContaining("why");
    }
}
