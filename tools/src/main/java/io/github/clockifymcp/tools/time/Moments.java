package io.github.clockifymcp.tools.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The rules of points in time.
///
/// @param direction which way days point that leave it open
record Moments(HereAndNow here, Direction direction) {

    Optional<Point> read(Tokens tokens) {
        return tokens.first(
                this::now,
                this::ago,
                this::ahead,
                this::iso,
                this::dayThenTime,
                this::timeThenDay,
                this::time);
    }

    /// The instant a point stands for; a time without a day is today's.
    Instant at(Point point) {
        return switch (point) {
            case Point.Exact(Instant instant) -> instant;
            case Point.OnClock(Optional<LocalDate> day, TimeOfDay time, ZoneMark mark) ->
                    new WallClock(here.zone()).at(day.orElseGet(here::today), time, mark);
        };
    }

    /// `now`
    private Optional<Point> now(Tokens tokens) {
        return tokens.skip("now") ? Optional.of(new Point.Exact(here.now())) : Optional.empty();
    }

    /// `30 minutes ago`: elapsed time, whatever the clocks did meanwhile.
    private Optional<Point> ago(Tokens tokens) {
        Optional<Duration> distance = Durations.spoken(tokens);
        return tokens.skip("ago")
                ? distance.map(past -> new Point.Exact(here.now().minus(past)))
                : Optional.empty();
    }

    /// `in 2 hours`, `2 hours from now`
    private Optional<Point> ahead(Tokens tokens) {
        boolean in = tokens.skip("in");
        Optional<Duration> distance = Durations.spoken(tokens);
        return in || tokens.skip("from", "now")
                ? distance.map(future -> new Point.Exact(here.now().plus(future)))
                : Optional.empty();
    }

    /// `2026-11-17T09:00:00+01:00`, `2026-11-17 09:00Z`, `2026-11-17T09:00[Europe/Vienna]`
    private Optional<Point> iso(Tokens tokens) {
        Optional<LocalDate> day = new Dates(here, direction).yearFirst(tokens);
        boolean joined = day.isPresent() && tokens.isGlued() && tokens.skip("t");
        return joined ? clock(tokens, day, true) : Optional.empty();
    }

    /// `yesterday 9:00`, `Tue 17 Nov 2026, at 9:00 CET`
    private Optional<Point> dayThenTime(Tokens tokens) {
        Optional<LocalDate> day = new Days(here, direction).read(tokens);
        tokens.skip(",");
        return day.isEmpty() ? Optional.empty() : clock(tokens, day, false);
    }

    /// `9:00 yesterday`, `14:30 on 17 Nov`
    private Optional<Point> timeThenDay(Tokens tokens) {
        Optional<TimeOfDay> time = TimeOfDay.read(tokens);
        if (time.isEmpty()) {
            return Optional.empty();
        }
        ZoneMark mark = ZoneMark.read(tokens, here.zone(), false);
        tokens.skip(",");
        return new Days(here, direction)
                .read(tokens)
                .map(day -> new Point.OnClock(Optional.of(day), time.get(), mark));
    }

    /// `9:00`
    private Optional<Point> time(Tokens tokens) {
        return clock(tokens, Optional.empty(), false);
    }

    private Optional<Point> clock(Tokens tokens, Optional<LocalDate> day, boolean dashIsOffset) {
        return TimeOfDay.read(tokens)
                .map(time ->
                        new Point.OnClock(
                                day, time, ZoneMark.read(tokens, here.zone(), dashIsOffset)));
    }
}
