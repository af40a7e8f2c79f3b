package io.github.clockifymcp.tools.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands behind a time to say by which clock it is meant.
sealed interface ZoneMark {
    /// Nothing: the account's clock.
    record None() implements ZoneMark {}

    /// `+02:00`, `Z`, `UTC+5`, perhaps with a zone that has to agree: `+01:00[Europe/Vienna]`
    record Offset(ZoneOffset offset, Optional<ZoneId> zone) implements ZoneMark {}

    /// `[America/New_York]`
    record Zone(ZoneId zone) implements ZoneMark {}

    /// `CEST`, one of the names of the account's own clocks
    record Letters(String word) implements ZoneMark {}

    /// `first` or `second`, in an hour that happens twice
    record Turn(int number) implements ZoneMark {}

    /// Letters that people write for zones; outside their own zone they mean too many things.
    Set<String> FOREIGN =
            Set.of(
                    "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "eet",
                    "eest", "wet", "west", "bst", "ist", "jst", "aest", "aedt", "msk");

    Map<String, Integer> TURNS = Map.of("first", 1, "second", 2);

    /// Reads a mark, or nothing.
    ///
    /// @param dashIsOffset whether `-05:00` can stand here; elsewhere it would be a span's end
    static ZoneMark read(Tokens tokens, ZoneId account, boolean dashIsOffset) {
        return tokens.<ZoneMark>first(
                        rest -> rest.word(TURNS).map(Turn::new),
                        rest -> letters(rest, account),
                        rest -> offset(rest, dashIsOffset),
                        ZoneMark::zone)
                .orElseGet(None::new);
    }

    private static Optional<ZoneMark> letters(Tokens tokens, ZoneId account) {
        return tokens.word()
                .filter(word -> !isUniversal(word))
                .filter(word -> ZoneLetters.has(account, word) || FOREIGN.contains(word))
                .map(Letters::new);
    }

    private static Optional<ZoneMark> offset(Tokens tokens, boolean dashIsOffset) {
        boolean named = tokens.skipAny("utc", "gmt", "z");
        int sign = tokens.skip("+") ? 1 : 0;
        if (sign == 0 && (named || dashIsOffset) && tokens.skipGlued("-")) {
            sign = -1;
        }
        if (sign == 0) {
            return named ? Optional.of(withZone(tokens, ZoneOffset.UTC)) : Optional.empty();
        }
        int direction = sign;
        return digits(tokens, named)
                .map(minutes -> withZone(tokens, offset(tokens, direction * minutes)));
    }

    /// `05:30`, `0530`, `05`, and behind `UTC` also `5`, as minutes
    private static Optional<Integer> digits(Tokens tokens, boolean named) {
        Optional<Integer> both = tokens.gluedNumber(4, 4);
        if (both.isPresent()) {
            return both.map(number -> number / 100 * 60 + number % 100);
        }
        Optional<Integer> hours = tokens.gluedNumber(named ? 1 : 2, 2);
        if (hours.isEmpty() || !tokens.skipGlued(":")) {
            return hours.map(hour -> hour * 60);
        }
        return tokens.gluedNumber(2, 2).map(minute -> hours.get() * 60 + minute);
    }

    private static ZoneOffset offset(Tokens tokens, int minutes) {
        if (Math.abs(minutes) > 14 * 60) {
            throw Refusal.invalid(
                    tokens.quoted() + " is further from UTC than any place.",
                    "Write an offset between -14:00 and +14:00, or leave it out.");
        }
        return ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    private static ZoneMark withZone(Tokens tokens, ZoneOffset offset) {
        return new Offset(offset, tokens.brackets().map(ZoneMark::zoneNamed));
    }

    private static Optional<ZoneMark> zone(Tokens tokens) {
        Optional<String> name =
                tokens.first(Tokens::brackets, rest -> rest.word().filter(w -> w.contains("/")));
        return name.map(ZoneMark::zoneNamed).map(Zone::new);
    }

    private static ZoneId zoneNamed(String name) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(ZoneId::of)
                .or(() -> offsetNamed(name))
                .orElseThrow(() ->
                        Refusal.invalid(
                                "There is no time zone " + Refusal.quote(name) + ".",
                                "Write one like [Europe/Vienna], or an offset like" + " +01:00."));
    }

    private static Optional<ZoneId> offsetNamed(String name) {
        try {
            return Optional.of(ZoneOffset.of(name.toUpperCase(Locale.ROOT)));
        } catch (DateTimeException noOffset) {
            return Optional.empty();
        }
    }

    private static boolean isUniversal(String word) {
        return word.equals("utc") || word.equals("gmt") || word.equals("z");
    }
}
