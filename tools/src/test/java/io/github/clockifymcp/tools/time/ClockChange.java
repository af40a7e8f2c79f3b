package io.github.clockifymcp.tools.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A change of the clocks in a zone between 2020 and 2030, and what plain `java.time` says about
/// the hours around it. Nothing here asks the code that is tested.
///
/// @param zone one of [#ZONES]
/// @param change as the JDK's time zone database has it
public record ClockChange(ZoneId zone, ZoneOffsetTransition change) {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

    /// Odd offsets and odd hours of the day, changes of half an hour and of two hours or more,
    /// changes at midnight, several a year, seldom, and never.
    public static final List<ZoneId> ZONES =
            Stream.of(
                            "UTC",
                            "Africa/Cairo",
                            "Africa/Casablanca",
                            "America/Asuncion",
                            "America/Havana",
                            "America/New_York",
                            "America/Nuuk",
                            "America/Santiago",
                            "America/Sao_Paulo",
                            "America/St_Johns",
                            "Antarctica/Casey",
                            "Antarctica/Troll",
                            "Asia/Beirut",
                            "Asia/Gaza",
                            "Asia/Kathmandu",
                            "Asia/Tehran",
                            "Atlantic/Azores",
                            "Australia/Lord_Howe",
                            "Australia/Sydney",
                            "Europe/Dublin",
                            "Europe/Lisbon",
                            "Europe/Vienna",
                            "Pacific/Apia",
                            "Pacific/Chatham")
                    .map(ZoneId::of)
                    .toList();

    /// All changes of all zones.
    public static List<ClockChange> all() {
        return ZONES.stream().flatMap(zone -> in(zone).stream()).toList();
    }

    /// Of the changes of each zone, the first that skips and the first that repeats an hour, and
    /// one of every length and time of day there is beside these.
    public static List<ClockChange> telling() {
        List<ClockChange> found = new ArrayList<>();
        for (ZoneId zone : ZONES) {
            Set<List<Object>> kinds = new HashSet<>();
            for (ClockChange one : in(zone)) {
                if (kinds.add(List.of(one.change.getDuration(), one.earlier().toLocalTime()))) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    /// All changes of one zone, the earliest first.
    public static List<ClockChange> in(ZoneId zone) {
        List<ClockChange> found = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(TO)) {
            found.add(new ClockChange(zone, next));
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return found;
    }

    /// The day on whose clock the first reading of the change stands.
    public LocalDate day() {
        return earlier().toLocalDate();
    }

    /// The reading at which the hour that is skipped or comes twice begins.
    public LocalDateTime earlier() {
        return change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    /// The reading at which it ends.
    public LocalDateTime later() {
        return change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }

    /// How many minutes are skipped or come twice.
    public long minutes() {
        return change.getDuration().abs().toMinutes();
    }

    /// Noon of the day that many days after the change's.
    public Instant noon(int daysLater) {
        return ZonedDateTime.ofLocal(day().plusDays(daysLater).atTime(LocalTime.NOON), zone, null)
                .toInstant();
    }

    /// The instants at which a clock in this zone shows a reading: none, one or two.
    public List<Instant> showing(LocalDateTime reading) {
        return showing(reading, zone);
    }

    /// The instants at which a clock in a zone shows a reading: none, one or two.
    public static List<Instant> showing(LocalDateTime reading, ZoneId zone) {
        ZonedDateTime first =
                ZonedDateTime.ofLocal(reading, zone, null).withEarlierOffsetAtOverlap();
        if (!first.toLocalDateTime().equals(reading)) {
            return List.of();
        }
        ZonedDateTime second = first.withLaterOffsetAtOverlap();
        return first.toInstant().equals(second.toInstant())
                ? List.of(first.toInstant())
                : List.of(first.toInstant(), second.toInstant());
    }

    /// The first minute of a day in a zone, found by going back from its noon.
    public static Instant beginning(LocalDate day, ZoneId zone) {
        Instant at = ZonedDateTime.ofLocal(day.atTime(LocalTime.NOON), zone, null).toInstant();
        while (at.minusSeconds(60).atZone(zone).toLocalDate().equals(day)) {
            at = at.minusSeconds(60);
        }
        return at;
    }

    @Override
    public String toString() {
        return zone + " " + change;
    }
}
