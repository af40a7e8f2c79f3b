package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Windows around every clock change from 2020 to 2030, read as Clockify reads them: an instant,
/// its clock reading in UTC, and that reading on the account's clock, be it the first or the second
/// of two.
class WindowOverClockChangesTest {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");
    private static final int STEP_MINUTES = Boolean.getBoolean("soak") ? 1 : 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Africa/Cairo",
                "Africa/Casablanca",
                "America/Asuncion",
                "America/Havana",
                "America/New_York",
                "America/Nuuk",
                "America/Santiago",
                "America/St_Johns",
                "Antarctica/Casey",
                "Antarctica/Troll",
                "Asia/Beirut",
                "Asia/Gaza",
                "Asia/Tehran",
                "Atlantic/Azores",
                "Australia/Lord_Howe",
                "Australia/Sydney",
                "Europe/Dublin",
                "Europe/Lisbon",
                "Europe/Vienna",
                "Pacific/Apia",
                "Pacific/Chatham"
            })
    void nothing_of_a_window_is_missed_and_little_comes_with_it(String name) {
        ZoneId zone = ZoneId.of(name);
        ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
        assertThat(change).isNotNull();
        while (change != null && change.getInstant().isBefore(TO)) {
            Duration most = change.getDuration().abs().multipliedBy(2).plusSeconds(1);
            for (int minute = -300; minute <= 300; minute += STEP_MINUTES) {
                Instant edge = change.getInstant().plusSeconds(60L * minute);
                holds(new Window(edge, edge.plus(Duration.ofMinutes(45)), zone), most);
                holds(new Window(edge.minus(Duration.ofHours(24)), edge, zone), most);
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kathmandu", "Asia/Kolkata", "Pacific/Kiritimati"})
    void where_no_clock_changes_a_window_is_exactly_what_was_asked(String name) {
        ZoneId zone = ZoneId.of(name);
        for (int hour = 0; hour < 24 * 365; hour++) {
            Instant from = FROM.plus(Duration.ofHours(hour));
            holds(new Window(from, from.plus(Duration.ofMinutes(45)), zone), Duration.ZERO);
        }
    }

    private static void holds(Window window, Duration most) {
        for (Instant start : asClockifyReads(window.start(), window.accountZone())) {
            assertThat(start).as("%s", window).isBetween(window.from().minus(most), window.from());
        }
        for (Instant end : asClockifyReads(window.end(), window.accountZone())) {
            assertThat(end).as("%s", window).isBetween(window.to(), window.to().plus(most));
        }
    }

    private static List<Instant> asClockifyReads(String sent, ZoneId zone) {
        LocalDateTime reading = LocalDateTime.ofInstant(Instant.parse(sent), ZoneOffset.UTC);
        ZonedDateTime first = ZonedDateTime.ofLocal(reading, zone, null);
        return List.of(
                first.withEarlierOffsetAtOverlap().toInstant(),
                first.withLaterOffsetAtOverlap().toInstant());
    }
}
