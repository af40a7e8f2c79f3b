package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.enforcement.AuditRow;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which rows are wanted.
final class AuditFilter {
    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final Set<String> ENDINGS = endings();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin private AuditZone zone = new AuditZone();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "From when on: an instant such as 2026-11-17T09:00:00Z, a date, or how long ago:"
                            + " 30m, 12h, 7d.")
    private @Nullable String since;

    @Option(names = "--tool", paramLabel = "NAME", description = "Calls of this tool alone.")
    private @Nullable String tool;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description =
                    "Calls that ended like this: allowed, refused, failed, preview, question, later"
                            + " or cancelled; or intent, for changes that began.")
    private @Nullable String outcome;

    ZoneId zone() {
        return zone.zone();
    }

    /// From when on rows are wanted; null for all of them.
    ///
    /// @param clock by which something is long ago
    @Nullable Instant since(Clock clock) {
        return since == null ? null : instant(since, clock);
    }

    /// Whether a row is wanted.
    ///
    /// @param clock by which something is long ago
    Predicate<AuditEntry> wanted(Clock clock) {
        if (outcome != null && !ENDINGS.contains(outcome)) {
            throw wrong("--outcome takes one of %s.".formatted(String.join(", ", ENDINGS)));
        }
        @Nullable Instant from = since(clock);
        return row ->
                (from == null || isSince(row.at(), from))
                        && (tool == null || tool.equals(row.tool()))
                        && (outcome == null || outcome.equals(row.ending()));
    }

    private static boolean isSince(@Nullable Instant at, Instant from) {
        return at != null && !at.isBefore(from);
    }

    private Instant instant(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2)) {
                                case "m" -> Duration.ofMinutes(number);
                                case "h" -> Duration.ofHours(number);
                                default -> Duration.ofDays(number);
                            });
        }
        try {
            return text.length() == "2026-11-17".length()
                    ? LocalDate.parse(text).atStartOfDay(zone()).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(
                    "--since takes an instant such as 2026-11-17T09:00:00Z, a date such as"
                            + " 2026-11-17, or how long ago: 30m, 12h, 7d.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static Set<String> endings() {
        Set<String> endings =
                Arrays.stream(AuditRow.Ending.values())
                        .map(ending -> ending.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        endings.add("intent");
        return endings;
    }
}
