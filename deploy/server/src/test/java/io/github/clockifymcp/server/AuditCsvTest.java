package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AuditCsvTest {

    @Test
    void a_cell_that_would_begin_a_formula_is_text() {
        for (String start : new String[] {"=", "+", "-", "@", "\t", "\r", "＝"}) {
            assertThat(AuditCsv.cell(start + "cmd|' /C calc'!A0"))
                    .as(start)
                    .matches("(?s)\"?'" + java.util.regex.Pattern.quote(start) + "cmd.*");
        }
        assertThat(AuditCsv.cell("2026-11-17")).isEqualTo("2026-11-17");
        assertThat(AuditCsv.cell("")).isEmpty();
    }

    @Test
    void a_cell_with_what_separates_cells_is_in_quotes() {
        assertThat(AuditCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(AuditCsv.cell("say \"no\"\n=1")).isEqualTo("\"say \"\"no\"\"\n=1\"");
    }
}
