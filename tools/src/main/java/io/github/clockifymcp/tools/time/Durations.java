package io.github.clockifymcp.tools.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The rules of durations. There are no days in them, since a day may be 24 hours or a working day.
final class Durations {
    private static final Duration LONGEST = Duration.ofHours(10_000);

    private enum Unit {
        HOUR(3600),
        MINUTE(60),
        SECOND(1);

        final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }
    }

    private static final Map<String, Unit> UNITS =
            Map.ofEntries(
                    Map.entry("h", Unit.HOUR),
                    Map.entry("hr", Unit.HOUR),
                    Map.entry("hrs", Unit.HOUR),
                    Map.entry("hour", Unit.HOUR),
                    Map.entry("hours", Unit.HOUR),
                    Map.entry("m", Unit.MINUTE),
                    Map.entry("min", Unit.MINUTE),
                    Map.entry("mins", Unit.MINUTE),
                    Map.entry("minute", Unit.MINUTE),
                    Map.entry("minutes", Unit.MINUTE),
                    Map.entry("s", Unit.SECOND),
                    Map.entry("sec", Unit.SECOND),
                    Map.entry("secs", Unit.SECOND),
                    Map.entry("second", Unit.SECOND),
                    Map.entry("seconds", Unit.SECOND));

    private Durations() {}

    /// A duration in any form.
    static Optional<Duration> any(Tokens tokens) {
        return tokens.first(Durations::clock, Durations::spoken);
    }

    /// A duration that cannot be taken for a time of day.
    static Optional<Duration> spoken(Tokens tokens) {
        return tokens.first(Durations::iso, Durations::half, Durations::one, Durations::units);
    }

    /// `2:30`, `0:45`, `2:30:15`
    private static Optional<Duration> clock(Tokens tokens) {
        Optional<Integer> hours = tokens.number(1, 5);
        if (hours.isEmpty() || !tokens.skipGlued(":")) {
            return Optional.empty();
        }
        Optional<Integer> minutes = tokens.gluedNumber(2, 2);
        Optional<Integer> seconds =
                tokens.skipGlued(":") ? tokens.gluedNumber(2, 2) : Optional.of(0);
        if (minutes.isEmpty() || seconds.isEmpty()) {
            return Optional.empty();
        }
        checkBelowSixty(tokens, Math.max(minutes.get(), seconds.get()));
        return Optional.of(
                checked(
                        tokens,
                        Duration.ofHours(hours.get())
                                .plusMinutes(minutes.get())
                                .plusSeconds(seconds.get())));
    }

    /// `PT2H30M`
    private static Optional<Duration> iso(Tokens tokens) {
        return tokens.skip("pt") && tokens.isGlued() ? units(tokens) : Optional.empty();
    }

    /// `half an hour`
    private static Optional<Duration> half(Tokens tokens) {
        return tokens.skip("half", "an", "hour") || tokens.skip("half", "hour")
                ? Optional.of(Duration.ofMinutes(30))
                : Optional.empty();
    }

    /// `an hour`, `a minute`, `an hour and a half`
    private static Optional<Duration> one(Tokens tokens) {
        if (tokens.skip("an", "hour")) {
            int half = tokens.skip("and", "a", "half") ? 30 : 0;
            return Optional.of(Duration.ofMinutes(60 + half));
        }
        return tokens.skip("a", "minute") ? Optional.of(Duration.ofMinutes(1)) : Optional.empty();
    }

    /// `2h30m`, `90 min`, `1.5h`, `1h30`, `2 hours and 30 minutes`
    private static Optional<Duration> units(Tokens tokens) {
        Optional<Duration> part = part(tokens, Unit.HOUR);
        if (part.isEmpty()) {
            part = part(tokens, Unit.MINUTE);
            return part.isEmpty()
                    ? part(tokens, Unit.SECOND).map(seconds -> checked(tokens, seconds))
                    : Optional.of(checked(tokens, part.get().plus(rest(tokens, Unit.SECOND))));
        }
        Duration minutes = rest(tokens, Unit.MINUTE);
        Duration seconds = rest(tokens, Unit.SECOND);
        return Optional.of(checked(tokens, part.get().plus(minutes).plus(seconds)));
    }

    /// `30m` or `and 30 minutes` behind a greater unit, or nothing
    private static Duration rest(Tokens tokens, Unit unit) {
        Optional<Duration> found =
                tokens.first(
                        more -> {
                            more.skipAny(",", "and");
                            return part(more, unit);
                        },
                        more -> unit == Unit.MINUTE ? bareMinutes(more) : Optional.empty());
        found.ifPresent(part -> checkBelowSixty(tokens, part.toSeconds() / unit.seconds));
        return found.orElse(Duration.ZERO);
    }

    /// The `30` of `1h30`
    private static Optional<Duration> bareMinutes(Tokens tokens) {
        return tokens.gluedNumber(2, 2)
                .filter(found -> !tokens.isGlued())
                .map(minutes -> Duration.ofMinutes(minutes));
    }

    /// `1.5 hours`
    private static Optional<Duration> part(Tokens tokens, Unit unit) {
        return tokens.first(rest ->
                amount(rest)
                        .filter(found -> rest.word(UNITS).filter(unit::equals).isPresent())
                        .map(amount -> amount.multiply(BigDecimal.valueOf(unit.seconds)))
                        .map(seconds -> Duration.ofSeconds(seconds.longValue())));
    }

    /// `1`, `1.5`, `.5`
    private static Optional<BigDecimal> amount(Tokens tokens) {
        Optional<String> whole = tokens.digits(1, 6);
        boolean broken = whole.isPresent() ? tokens.skipGlued(".") : tokens.skip(".");
        if (!broken) {
            return whole.map(BigDecimal::new);
        }
        return tokens.gluedDigits(1, 6)
                .map(fraction -> new BigDecimal(whole.orElse("0") + "." + fraction));
    }

    private static void checkBelowSixty(Tokens tokens, long part) {
        if (part > 59) {
            throw Refusal.invalid(
                    tokens.quoted() + " has " + part + " where 59 is the most.",
                    "Write the minutes alone, such as 90 min, or carry them: 1h30m.");
        }
    }

    private static Duration checked(Tokens tokens, Duration duration) {
        if (duration.isZero()) {
            throw Refusal.invalid(
                    tokens.quoted() + " is no time at all.", "Write a duration such as 2h30m.");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw Refusal.invalid(
                    tokens.quoted() + " is longer than " + LONGEST.toHours() + " hours.",
                    "Write a shorter duration.");
        }
        return duration;
    }
}
