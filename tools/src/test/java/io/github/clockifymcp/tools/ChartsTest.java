package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Answers that draw bars when they are asked to, on the lines they have anyway.
class ChartsTest {
    private static final String FULL = "=".repeat(10);
    private static final Pattern BAR = Pattern.compile(" =+>?");

    private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void a_week_has_a_bar_for_each_day_and_each_project() {
        String told = charted("clockify_weekly_summary", "\"week_start\":\"last week\"");

        assertThat(told)
                .containsPattern("\n... \\d+ Nov 2026: \\d+:\\d\\d " + FULL)
                // Saturday: no time, no bar.
                .containsPattern("\nSat \\d+ Nov 2026: 0:00\n");
        assertThat(told.split("By project:", -1)[1]).contains(FULL);
    }

    @Test
    void a_report_has_a_bar_for_each_group() {
        assertThat(charted("clockify_summary_report", "\"start\":\"last month\""))
                .containsPattern("\n[^\n]+: \\d+:\\d\\d \\(\\d+%\\) " + FULL);
        assertThat(charted("clockify_summary_report", "\"group_by\":\"day\"")).contains(FULL);
    }

    @Test
    void a_team_has_a_bar_for_each_person() {
        assertThat(charted("clockify_team_summary", "\"start\":\"last week\""))
                .containsPattern("\\(\\d+%\\) " + FULL);
        assertThat(
                        charted(
                                "clockify_team_summary",
                                "\"start\":\"last week\",\"group_by\":\"billable\""))
                .contains(FULL);
        String hours = charted("clockify_team_hours", "\"start\":\"last week\"");
        assertThat(hours).containsPattern(" \\| \\d+:\\d\\d " + FULL + "\n");
        // The sum of all would dwarf them.
        assertThat(hours.lines().filter(line -> line.startsWith("all |")))
                .singleElement()
                .asString()
                .doesNotContain("=");
    }

    @Test
    void a_budget_has_a_bar_of_what_is_used_and_an_arrow_where_it_is_passed() {
        String told = charted("clockify_budget_status", "\"project\":null");

        assertThat(told).containsPattern("\\(\\d\\d%\\) =+, ");
        assertThat(told.lines().filter(line -> line.contains("over by")))
                .isNotEmpty()
                .allMatch(line -> line.contains(" " + FULL + ">, over by"));
        assertThat(told.lines().filter(line -> line.contains(FULL) && !line.contains("over by")))
                .allMatch(line -> line.contains("(100%)"));
    }

    /// What is told with bars, which without them is what is told without.
    private String charted(String tool, String arguments) {
        String plain = tools.told(tool, "{" + arguments + "}");
        String charted = tools.told(tool, "{" + arguments + ",\"chart\":true}");

        assertThat(plain).doesNotContainPattern(BAR);
        assertThat(charted).containsPattern(BAR);
        assertThat(BAR.matcher(charted).replaceAll("")).isEqualTo(plain);
        assertThat(Stream.of(charted.split("\n", -1)).filter(line -> line.contains("=")))
                .allMatch(line -> line.chars().filter(sign -> sign == '=').count() <= 10);
        return charted;
    }
}
