package io.github.clockifymcp.tools.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

/// How times are said to people and models: with the weekday, the zone, and in English whatever the
/// host speaks.
///
/// Minutes are cut, not rounded: a clock that shows 9:59 has not reached 10:00, and 59 seconds are
/// no minute yet. Totals are to be added up in seconds and shown last, so what is shown is never
/// more than what passed.
///
/// @param zone the account's time zone
public record TimeText(ZoneId zone) {

    /// `Tue 17 Nov 2026`
    public String day(LocalDate day) {
        return name(day.getDayOfWeek()) + " " + date(day);
    }

    /// `Mon 16 Nov 2026 – Sun 22 Nov 2026`, or the day if it is only one.
    public String range(DateRange range) {
        return range.days() == 1
                ? day(range.start())
                : day(range.start()) + " – " + day(range.last());
    }

    /// `Tue 17 Nov 2026 09:00 CET`
    public String moment(Instant instant) {
        return local(local(instant)) + " " + zoneAt(instant);
    }

    /// `2026-11-17T09:00+01:00`: what the clock read there, and what it takes to compute with it.
    /// For values; to people and models [#moment] says it.
    public OffsetDateTime offset(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    /// `09:00`, the clock's reading alone.
    public String time(Instant instant) {
        return time(local(instant).toLocalTime());
    }

    /// `CET`, or `UTC+05:45` where the zone has no letters.
    public String zoneAt(Instant instant) {
        return ZoneLetters.at(zone, instant);
    }

    /// `Tue 17 Nov 2026 09:00–11:30 CET (2:30)`. Over midnight both days are shown, and both zones
    /// where the clocks change in between. An end at midnight is `24:00` of the day before.
    public String span(Span span) {
        LocalDateTime start = local(span.start());
        LocalDateTime end = local(span.end());
        String startZone = zoneAt(span.start());
        String endZone = zoneAt(span.end());
        boolean oneZone = startZone.equals(endZone);
        boolean oneDay = start.toLocalDate().equals(end.toLocalDate()) || endsTheDayOf(start, end);
        return local(start)
                + (oneZone ? "" : " " + startZone)
                + (oneZone && oneDay ? "–" : " – ")
                + (oneDay ? endOnDayOf(start, end) : local(end))
                + " "
                + endZone
                + " ("
                + duration(span.length())
                + ")";
    }

    /// `Tue 17 Nov 2026 09:00 CET – running (3:12)`
    public String running(Instant start, Instant now) {
        return moment(start) + " – running (" + duration(Duration.between(start, now)) + ")";
    }

    /// `2:30` hours and minutes, `-0:05` when negative.
    public String duration(Duration duration) {
        long minutes = duration.abs().toMinutes();
        String sign = duration.isNegative() && minutes > 0 ? "-" : "";
        return sign + minutes / 60 + ":" + two(minutes % 60);
    }

    private String endOnDayOf(LocalDateTime start, LocalDateTime end) {
        return endsTheDayOf(start, end) ? "24:00" : time(end.toLocalTime());
    }

    /// Whether it stops exactly where its day does, at a midnight that happens once.
    private boolean endsTheDayOf(LocalDateTime start, LocalDateTime end) {
        return end.equals(start.toLocalDate().plusDays(1).atStartOfDay())
                && zone.getRules().getValidOffsets(end).size() == 1;
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    String local(LocalDateTime local) {
        return day(local.toLocalDate()) + " " + time(local.toLocalTime());
    }

    static String time(LocalTime time) {
        return two(time.getHour()) + ":" + two(time.getMinute());
    }

    private static String date(LocalDate day) {
        return day.getDayOfMonth() + " " + name(day.getMonth()) + " " + day.getYear();
    }

    /// The first three letters, such as `Tue` or `Nov`.
    static String name(Enum<?> dayOrMonth) {
        String name = dayOrMonth.name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
