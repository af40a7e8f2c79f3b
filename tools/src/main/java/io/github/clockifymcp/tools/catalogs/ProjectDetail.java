package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.time.TimeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about one project that matters for work on it.
///
/// @param hourlyRate in the currency's major unit, as people write it; null where none is set or
///   the key's owner may not see it; likewise the cost rate and the budget
/// @param currency of all three; null where Clockify names none
/// @param members how many people work on it by name; 0 where Clockify does not say
record ProjectDetail(
        String id,
        String name,
        @Nullable String client,
        boolean billable,
        boolean isPublic,
        boolean archived,
        @Nullable String color,
        @Nullable BigDecimal hourlyRate,
        @Nullable BigDecimal costRate,
        @Nullable BigDecimal budget,
        @Nullable String currency,
        @Nullable Long trackedSeconds,
        @Nullable Long estimatedSeconds,
        int members,
        @Nullable String note)
        implements Told {
    /// Longer notes are shown in their beginning: one may have 16,384 characters.
    private static final int SHOWN_NOTE = 1_000;

    static ProjectDetail of(Project project, Account account) {
        Long budget = project.budgetEstimate();
        return new ProjectDetail(
                project.id(),
                project.name(),
                project.clientName(),
                project.billable(),
                project.isPublic(),
                project.archived(),
                project.color(),
                Amounts.major(project.hourlyRate()),
                Amounts.major(project.costRate()),
                budget == null ? null : Amounts.major(budget),
                currency(project, account),
                seconds(project.duration()),
                seconds(project.timeEstimate()),
                (int)
                        project.memberships().stream()
                                .filter(member -> !"USERGROUP".equals(member.membershipType()))
                                .count(),
                project.note() == null || project.note().isBlank() ? null : project.note());
    }

    static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    static @Nullable String currency(Project project, Account account) {
        Money rate = project.hourlyRate();
        return rate != null && rate.currency() != null
                ? rate.currency()
                : Currencies.usual(account);
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s | %s | id %s"
                        .formatted(
                                Lines.one(name),
                                client == null ? "no client" : Lines.one(client),
                                id));
        lines.add(kind());
        if (trackedSeconds != null || estimatedSeconds != null) {
            lines.add(tracked(trackedSeconds, estimatedSeconds));
        }
        if (budget != null) {
            lines.add("budget " + Amounts.said(budget, currency));
        }
        if (members > 0) {
            lines.add(members == 1 ? "1 member" : members + " members");
        }
        if (note != null) {
            lines.add("note: " + beginning(Lines.one(note)));
        }
        return String.join("\n", lines);
    }

    private String kind() {
        List<String> words = new ArrayList<>();
        if (archived) {
            words.add("archived");
        }
        String rate =
                hourlyRate == null
                        ? ""
                        : " at %s an hour".formatted(Amounts.said(hourlyRate, currency));
        words.add((billable ? "billable" : "not billable") + rate);
        if (costRate != null) {
            words.add("costs %s an hour".formatted(Amounts.said(costRate, currency)));
        }
        words.add(isPublic ? "public" : "private");
        if (color != null) {
            words.add(Lines.one(color));
        }
        return String.join(", ", words);
    }

    /// `tracked 10:00 of 40:00 estimated (25%)`
    static String tracked(@Nullable Long trackedSeconds, @Nullable Long estimatedSeconds) {
        String done = "tracked " + hours(trackedSeconds == null ? 0 : trackedSeconds);
        if (estimatedSeconds == null || estimatedSeconds == 0) {
            return done;
        }
        String all = done + " of " + hours(estimatedSeconds) + " estimated";
        return trackedSeconds == null
                ? "estimated " + hours(estimatedSeconds)
                : "%s (%d%%)".formatted(all, 100 * trackedSeconds / estimatedSeconds);
    }

    static String hours(long seconds) {
        // A length of time has no zone.
        return new TimeText(ZoneOffset.UTC).duration(Duration.ofSeconds(seconds));
    }

    private static String beginning(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN_NOTE) {
            return text;
        }
        int end = text.offsetByCodePoints(0, SHOWN_NOTE);
        return "%s… (%d characters in all)"
                .formatted(text.substring(0, end), text.codePointCount(0, text.length()));
    }
}
