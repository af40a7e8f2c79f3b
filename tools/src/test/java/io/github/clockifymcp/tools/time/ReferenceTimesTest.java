package io.github.clockifymcp.tools.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds `docs/reference-times.md` against the grammar, row by row.
class ReferenceTimesTest {
    private static final Pattern ROW = Pattern.compile("\\| `(.+)`( →)? \\| (.+) \\|");
    private static final String REFUSED = "refused: ";

    private final TimeWords words =
            new TimeWords(
                    ZoneId.of("Europe/Vienna"),
                    Instant.parse("2026-11-20T09:30:00Z"),
                    DayOfWeek.MONDAY);
    private final TimeText text = words.text();

    private record Row(String chapter, String input, Direction direction, String meaning) {}

    @TestFactory
    Stream<DynamicTest> every_row_of_the_reference_is_true() throws IOException {
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.chapter() + ": " + row.input(),
                                () -> assertThat(read(row)).isEqualTo(row.meaning())));
    }

    @Test
    void the_reference_has_rows_for_everything_that_can_be_read() throws IOException {
        assertThat(rows())
                .extracting(Row::chapter)
                .contains(
                        "Moments",
                        "Days",
                        "Durations",
                        "Spans",
                        "Ranges of days",
                        "When the clocks change")
                .hasSizeGreaterThan(100);
    }

    private String read(Row row) {
        try {
            return switch (row.chapter()) {
                case "Moments", "When the clocks change" ->
                        text.moment(words.moment(row.input(), row.direction()));
                case "Days" -> text.day(words.day(row.input(), row.direction()));
                case "Durations" -> text.duration(words.duration(row.input()));
                case "Spans" -> text.span(words.span(row.input(), row.direction()));
                case "Ranges of days" -> text.range(words.range(row.input(), row.direction()));
                default -> fail("There is no reader for the chapter " + row.chapter());
            };
        } catch (ToolException refusal) {
            return refusal(row, refusal.problem().message());
        }
    }

    /// A row tells the part of the message that matters.
    private static String refusal(Row row, String message) {
        boolean told =
                row.meaning().startsWith(REFUSED)
                        && message.contains(row.meaning().substring(REFUSED.length()));
        return told ? row.meaning() : REFUSED + message;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String chapter = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "reference-times.md"))) {
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Direction direction = row.group(2) == null ? Direction.PAST : Direction.FUTURE;
                rows.add(new Row(chapter, row.group(1), direction, row.group(3)));
            }
        }
        return rows;
    }
}
