package io.github.clockifymcp.tools.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/// What a clock shows.
///
/// @param time the reading
/// @param endsDay whether it was said as `24:00`; then the reading is that of the next day's start
record TimeOfDay(LocalTime time, boolean endsDay) {
    private static final Map<String, Boolean> HALVES = Map.of("am", false, "pm", true);

    LocalDateTime on(LocalDate day) {
        return (endsDay ? day.plusDays(1) : day).atTime(time);
    }

    String text() {
        return endsDay ? "24:00" : TimeText.time(time);
    }

    /// `9:00`, `at 09:00:30`, `9:30am`, `9 pm`, `noon`, `24:00`
    static Optional<TimeOfDay> read(Tokens tokens) {
        tokens.skip("at");
        if (tokens.skipAny("noon", "midday")) {
            return Optional.of(new TimeOfDay(LocalTime.NOON, false));
        }
        if (tokens.skip("midnight")) {
            throw Refusal.ambiguous(
                    "‹midnight› can be 00:00, where the day begins, or 24:00, where it ends.",
                    "Write 00:00 or 24:00.");
        }
        return tokens.number(1, 2).flatMap(hour -> read(tokens, hour));
    }

    private static Optional<TimeOfDay> read(Tokens tokens, int hour) {
        int minute = 0;
        int second = 0;
        boolean colon = tokens.skipGlued(":");
        if (colon) {
            Optional<Integer> minutes = tokens.gluedNumber(2, 2);
            if (minutes.isEmpty()) {
                return Optional.empty();
            }
            minute = minutes.get();
            second = seconds(tokens);
        }
        Optional<Boolean> afternoon = tokens.word(HALVES);
        if (!colon && afternoon.isEmpty()) {
            return Optional.empty();
        }
        String reading = colon ? hour + ":" + two(minute) : Integer.toString(hour);
        if (minute > 59 || second > 59) {
            throw Refusal.invalid(
                    "There is no time ‹" + reading + "›: minutes and seconds end at 59.",
                    "Write a time between 00:00 and 24:00.");
        }
        return Optional.of(
                afternoon.isPresent()
                        ? ofTwelve(hour, minute, second, afternoon.get(), reading)
                        : ofTwentyFour(hour, minute, second, reading));
    }

    /// `:30` or `:30.250`; fractions are dropped, as Clockify does.
    private static int seconds(Tokens tokens) {
        if (!tokens.skipGlued(":")) {
            return 0;
        }
        int second =
                tokens.gluedNumber(2, 2)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        tokens.quoted() + " has no seconds after a colon.",
                                        "Write seconds with two digits: 09:00:30."));
        if (tokens.skipGlued(".") && tokens.gluedDigits(1, 9).isEmpty()) {
            throw Refusal.invalid(
                    tokens.quoted() + " has no fraction of a second after the dot.",
                    "Write whole seconds: 09:00:30.");
        }
        return second;
    }

    private static TimeOfDay ofTwentyFour(int hour, int minute, int second, String reading) {
        if (hour == 24 && minute == 0 && second == 0) {
            return new TimeOfDay(LocalTime.MIDNIGHT, true);
        }
        if (hour > 23) {
            throw Refusal.invalid(
                    "There is no time ‹" + reading + "›: a day ends at 24:00.",
                    "Write a time between 00:00 and 24:00, with the day it is on.");
        }
        return new TimeOfDay(LocalTime.of(hour, minute, second), false);
    }

    private static TimeOfDay ofTwelve(
            int hour, int minute, int second, boolean afternoon, String reading) {
        if (hour < 1 || hour > 12) {
            throw Refusal.invalid(
                    "There is no time ‹" + reading + (afternoon ? "pm›." : "am›."),
                    "Write hours from 1 to 12 with am or pm, or from 0 to 24 without.");
        }
        int hourOfDay = hour % 12 + (afternoon ? 12 : 0);
        return new TimeOfDay(LocalTime.of(hourOfDay, minute, second), false);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
