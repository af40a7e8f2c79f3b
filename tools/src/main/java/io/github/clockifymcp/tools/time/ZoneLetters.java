package io.github.clockifymcp.tools.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/// What a zone's clocks are called at an instant: `CET`, `CEST`, or `UTC+05:45` where no letters
/// are in use.
///
/// The letters are the JDK's English ones, which agree with those of the tz database wherever both
/// have some. They say nothing about a zone's past, so they are used only where its standard time
/// is still what it will be.
final class ZoneLetters {
    private static final Instant SETTLED = Instant.parse("2030-01-01T00:00:00Z");

    private ZoneLetters() {}

    static String at(ZoneId zone, Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return letters(zone, instant)
                .filter(letters -> tellsApart(zone, instant, letters))
                .orElseGet(() -> offset(offset));
    }

    /// `UTC+05:30`
    static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }

    /// Whether a word, in lower case, names this zone's clocks in some part of the year.
    static boolean has(ZoneId zone, String word) {
        return word.equalsIgnoreCase(name(zone, false)) || word.equalsIgnoreCase(name(zone, true));
    }

    private static Optional<String> letters(ZoneId zone, Instant instant) {
        ZoneRules rules = zone.getRules();
        if (!rules.getStandardOffset(instant).equals(rules.getStandardOffset(SETTLED))) {
            return Optional.empty();
        }
        return Optional.of(name(zone, rules.isDaylightSavings(instant)))
                .filter(ZoneLetters::isWord)
                .filter(name -> !isUniversal(name) || isUniversal(zone, instant));
    }

    /// Letters that both readings of a repeated hour share are of no use to anyone.
    private static boolean tellsApart(ZoneId zone, Instant instant, String letters) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return zone.getRules().getValidOffsets(local).stream()
                .map(local::toInstant)
                .filter(reading -> !reading.equals(instant))
                .noneMatch(other -> letters(zone, other).filter(letters::equals).isPresent());
    }

    private static boolean isUniversal(String name) {
        return name.equals("GMT") || name.equals("UTC");
    }

    private static boolean isUniversal(ZoneId zone, Instant instant) {
        return zone.getRules().getOffset(instant).equals(ZoneOffset.UTC);
    }

    private static boolean isWord(String name) {
        return name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    private static String name(ZoneId zone, boolean daylight) {
        return TimeZone.getTimeZone(zone).getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH);
    }
}
