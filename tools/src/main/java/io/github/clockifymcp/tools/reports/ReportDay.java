package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days as reports write them: a date, perhaps with more behind it.
public final class ReportDay {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private ReportDay() {}

    /// The day that the first of these texts with a date in front names.
    public static LocalDate of(@Nullable String... texts) {
        for (String text : texts) {
            Matcher date = DATE.matcher(text == null ? "" : text);
            if (date.lookingAt()) {
                try {
                    return LocalDate.parse(date.group());
                } catch (DateTimeException e) {
                    // No day of the calendar; the next text may name one.
                }
            }
        }
        throw new ToolException(
                Code.UNAVAILABLE,
                "Clockify's report names a day in a form that is not known.",
                "clockify_list_entries lists your own entries by day.");
    }
}
