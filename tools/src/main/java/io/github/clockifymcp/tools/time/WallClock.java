package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/// From what a clock on the wall shows to the instant that was meant. In spring an hour is not
/// there and is refused; in autumn one is there twice and has to be told apart.
///
/// @param zone the account's time zone
record WallClock(ZoneId zone) {

    Instant at(LocalDate day, TimeOfDay time, ZoneMark mark) {
        LocalDateTime local = time.on(day);
        return switch (mark) {
            case ZoneMark.None() ->
                    time.endsDay()
                            ? local.toLocalDate().atStartOfDay(zone).toInstant()
                            : only(local);
            case ZoneMark.Zone(ZoneId other) ->
                    new WallClock(other).at(day, time, new ZoneMark.None());
            case ZoneMark.Offset(ZoneOffset offset, var other) -> {
                other.ifPresent(place -> checkAgreement(local, offset, place));
                yield local.toInstant(offset);
            }
            case ZoneMark.Letters(String letters) -> named(local, letters);
            case ZoneMark.Turn(int number) -> turn(local, number);
        };
    }

    /// Refuses a day that the zone skipped, as Samoa did with the 30th of December 2011.
    LocalDate existing(LocalDate day) {
        if (!day.atStartOfDay(zone).toLocalDate().equals(day)) {
            throw missing(day.atStartOfDay());
        }
        return day;
    }

    private Instant only(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw missing(local);
        }
        if (offsets.size() > 1) {
            throw twice(local);
        }
        return local.toInstant(offsets.getFirst());
    }

    private Instant named(LocalDateTime local, String letters) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw missing(local);
        }
        List<Instant> readings =
                offsets.stream()
                        .map(local::toInstant)
                        .filter(reading -> name(reading).equalsIgnoreCase(letters))
                        .toList();
        if (readings.isEmpty()) {
            throw Refusal.invalid(
                    say(local)
                            + " is "
                            + name(local.toInstant(offsets.getFirst()))
                            + " in "
                            + zone
                            + ", not "
                            + Refusal.quote(letters)
                            + ".",
                    "Leave the zone out, or write an offset such as 09:00+02:00 or a place such"
                            + " as 09:00 [America/New_York].");
        }
        return readings.getFirst();
    }

    private Instant turn(LocalDateTime local, int number) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw missing(local);
        }
        if (offsets.size() == 1) {
            throw Refusal.invalid(
                    say(local) + " happens only once in " + zone + ".",
                    "Leave ‹" + (number == 1 ? "first" : "second") + "› out.");
        }
        return local.toInstant(offsets.get(number - 1));
    }

    private static void checkAgreement(LocalDateTime local, ZoneOffset offset, ZoneId place) {
        WallClock clock = new WallClock(place);
        if (!place.getRules().isValidOffset(local, offset)) {
            throw Refusal.invalid(
                    clock.say(local)
                            + " is not "
                            + ZoneLetters.offset(offset)
                            + " in "
                            + place
                            + ".",
                    "Write the offset or the place, not both.");
        }
    }

    private ToolException missing(LocalDateTime local) {
        ZoneOffsetTransition jump = zone.getRules().getTransition(local);
        LocalDateTime before = jump.getDateTimeBefore();
        LocalDateTime after = jump.getDateTimeAfter();
        return Refusal.invalid(
                say(local)
                        + " does not exist in "
                        + zone
                        + ": the clocks went from "
                        + say(before)
                        + " straight to "
                        + say(after)
                        + ".",
                "Write a time up to "
                        + say(before.minusMinutes(1))
                        + " or from "
                        + say(after)
                        + " on.");
    }

    private ToolException twice(LocalDateTime local) {
        List<String> names =
                zone.getRules().getValidOffsets(local).stream()
                        .map(offset -> name(local.toInstant(offset)))
                        .toList();
        String time = TimeText.time(local.toLocalTime());
        return Refusal.ambiguous(
                say(local)
                        + " happens twice in "
                        + zone
                        + ": first as "
                        + names.getFirst()
                        + ", then as "
                        + names.getLast()
                        + ".",
                "Write ‹"
                        + time
                        + " "
                        + names.getFirst()
                        + "› or ‹"
                        + time
                        + " "
                        + names.getLast()
                        + "›, or ‹"
                        + time
                        + " first› or ‹"
                        + time
                        + " second›.");
    }

    private String name(Instant instant) {
        return ZoneLetters.at(zone, instant);
    }

    private String say(LocalDateTime local) {
        return new TimeText(zone).local(local);
    }
}
