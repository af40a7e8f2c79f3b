package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.server.settings.Inventory;
import java.time.Instant;
import java.util.List;

/// All that was looked at and found.
///
/// @param version of the program
/// @param at when
/// @param profile which profile holds
/// @param strict whether what is not careful counts
/// @param offline whether nobody was asked
/// @param endpoint the running server that was looked at; empty for this machine's settings
/// @param settings what the settings are; secrets are masked in them
public record Report(
        String version,
        Instant at,
        String profile,
        boolean strict,
        boolean offline,
        String endpoint,
        List<Inventory.Item> settings,
        List<Finding> findings) {
    /// Nothing is in the way.
    public static final int FINE = 0;

    /// The server would not start, or could not work.
    public static final int BROKEN = 2;

    /// It would, and is not as careful as was asked for.
    public static final int CARELESS = 3;

    public Report {
        settings = List.copyOf(settings);
        findings = List.copyOf(findings);
    }

    /// How many findings are as bad as this.
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.symptom().severity() == severity)
                .count();
    }

    /// With what the process ends.
    public int code() {
        if (count(Severity.ERROR) > 0) {
            return BROKEN;
        }
        boolean careless =
                findings.stream()
                        .anyMatch(finding -> finding.symptom().section() == Section.POSTURE);
        return careless ? CARELESS : FINE;
    }
}
