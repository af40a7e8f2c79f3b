package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The rules of spans: two points, or one point and a duration.
///
/// @param direction which way days point that leave it open
record Spans(HereAndNow here, Direction direction) {

    /// A span in one text.
    Optional<Span> read(Tokens tokens) {
        return tokens.whole(
                this::durationThenEnd,
                this::durationThenStart,
                this::startThenDuration,
                this::lately,
                this::since,
                this::dayAfterwards,
                this::startThenEnd);
    }

    /// An end on its own, in the light of the start: a time of day is on the start's day.
    Optional<Instant> end(Tokens tokens, Instant start) {
        return tokens.whole(
                rest -> rest.<End>first(this::nextDay, this::sameClock).map(end -> at(end, start)),
                rest -> Durations.spoken(rest).map(start::plus));
    }

    /// `2h30m ending now`, `2h until 17:00`
    private Optional<Span> durationThenEnd(Tokens tokens) {
        Optional<Duration> length = Durations.any(tokens);
        return length.isPresent() && tokens.skipAny("ending", "until", "till")
                ? point(tokens).map(end -> new Span(end.minus(length.get()), end))
                : Optional.empty();
    }

    /// `2h30m from 9:00`, `2h starting yesterday 9:00`
    private Optional<Span> durationThenStart(Tokens tokens) {
        Optional<Duration> length = Durations.any(tokens);
        return length.isPresent() && tokens.skipAny("from", "starting")
                ? point(tokens).map(start -> new Span(start, start.plus(length.get())))
                : Optional.empty();
    }

    /// `yesterday 9:00 for 2h30m`
    private Optional<Span> startThenDuration(Tokens tokens) {
        Optional<Point> start = moments().read(tokens);
        if (start.isEmpty() || !tokens.skip("for")) {
            return Optional.empty();
        }
        return Durations.any(tokens)
                .map(length -> {
                    Instant from = moments().at(start.get());
                    return new Span(from, from.plus(length));
                });
    }

    /// `last 2 hours`
    private Optional<Span> lately(Tokens tokens) {
        tokens.skip("the");
        return tokens.skipAny("last", "past")
                ? Durations.spoken(tokens)
                        .map(length -> new Span(here.now().minus(length), here.now()))
                : Optional.empty();
    }

    /// `since 9:00`
    private Optional<Span> since(Tokens tokens) {
        return tokens.skip("since")
                ? point(tokens).map(start -> span(tokens, start, here.now()))
                : Optional.empty();
    }

    /// `9:00-11:30 yesterday`
    private Optional<Span> dayAfterwards(Tokens tokens) {
        Optional<Point> start = opening(tokens);
        Optional<Point> end = tokens.first(this::clockAlone);
        tokens.skipAny(",");
        Optional<LocalDate> day = new Days(here, direction).read(tokens);
        return start.isPresent()
                        && start.get() instanceof Point.OnClock from
                        && from.day().isEmpty()
                        && end.isPresent()
                        && day.isPresent()
                ? Optional.of(span(tokens, from.orOn(day.get()), new End(end.get(), false)))
                : Optional.empty();
    }

    /// `yesterday 9:00–11:30`, `9:00 to 11:30`, `22:00 until 02:00 next day`
    private Optional<Span> startThenEnd(Tokens tokens) {
        Optional<Point> start = opening(tokens);
        return start.isEmpty()
                ? Optional.empty()
                : tokens.<End>first(this::nextDay, this::sameClock)
                        .map(end -> span(tokens, start.get(), end));
    }

    /// `from 9:00 to`, `between 9:00 and`, `9:00 -`
    private Optional<Point> opening(Tokens tokens) {
        tokens.skipAny("from", "between");
        Optional<Point> start = moments().read(tokens);
        return start.isPresent() && tokens.skipAny("-", "to", "until", "till", "and")
                ? start
                : Optional.empty();
    }

    /// How a span ends.
    ///
    /// @param nextDay whether it was said to be on the day after the start's
    private record End(Point point, boolean nextDay) {}

    /// `next day 02:00`, `02:00 the next day`
    private Optional<End> nextDay(Tokens tokens) {
        boolean before = skipNextDay(tokens);
        Optional<Point> time = clockAlone(tokens);
        return before || skipNextDay(tokens)
                ? time.map(point -> new End(point, true))
                : Optional.empty();
    }

    private static boolean skipNextDay(Tokens tokens) {
        tokens.skipAny("on", "the");
        tokens.skip("the");
        return tokens.skip("next", "day") || tokens.skip("following", "day");
    }

    private Optional<End> sameClock(Tokens tokens) {
        return moments().read(tokens).map(point -> new End(point, false));
    }

    /// `11:30 CET`
    private Optional<Point> clockAlone(Tokens tokens) {
        return TimeOfDay.read(tokens)
                .map(time ->
                        new Point.OnClock(
                                Optional.empty(), time, ZoneMark.read(tokens, here.zone(), false)));
    }

    private Optional<Instant> point(Tokens tokens) {
        return moments().read(tokens).map(moments()::at);
    }

    private Span span(Tokens tokens, Point start, End end) {
        Instant from = moments().at(byTheSameClock(start, end.point()));
        return span(tokens, from, at(end, from));
    }

    Span span(Tokens tokens, Instant start, Instant end) {
        if (end.isBefore(start)) {
            throw Refusal.invalid(
                    tokens.quoted()
                            + " ends before it starts: "
                            + say(start)
                            + " is after "
                            + say(end)
                            + ".",
                    "Write the day of each.");
        }
        return new Span(start, end);
    }

    /// In `9:00–11:30 CET` the zone is that of both.
    private static Point byTheSameClock(Point start, Point end) {
        return start instanceof Point.OnClock from
                        && end instanceof Point.OnClock to
                        && !(to.mark() instanceof ZoneMark.Turn)
                ? from.orBy(to.mark())
                : start;
    }

    private Instant at(End end, Instant start) {
        if (!(end.point() instanceof Point.OnClock time) || time.day().isPresent()) {
            return moments().at(end.point());
        }
        LocalDate day = dayOf(start, time);
        if (end.nextDay()) {
            return moments().at(time.orOn(day.plusDays(1)));
        }
        Instant sameDay = moments().at(time.orOn(day));
        if (!sameDay.isAfter(start)) {
            throw backwards(start, sameDay, time, day.plusDays(1));
        }
        return sameDay;
    }

    /// The start's day by the clock that shows the end: in `9:00–11:30 [Asia/Tokyo]` that of Tokyo.
    /// An offset that the account's own clock has then names no other place.
    private LocalDate dayOf(Instant start, Point.OnClock end) {
        LocalDate day = start.atZone(here.zone()).toLocalDate();
        return switch (end.mark()) {
            case ZoneMark.Zone(ZoneId other) -> start.atZone(other).toLocalDate();
            case ZoneMark.Offset(ZoneOffset offset, Optional<ZoneId> place) ->
                    here.zone().getRules().isValidOffset(end.time().on(day), offset)
                            ? day
                            : start.atZone(place.orElse(offset)).toLocalDate();
            case ZoneMark.None none -> day;
            case ZoneMark.Letters letters -> day;
            case ZoneMark.Turn turn -> day;
        };
    }

    /// A night shift or a slip of the finger: only the person knows.
    private ToolException backwards(
            Instant start, Instant sameDay, Point.OnClock time, LocalDate nextDay) {
        Instant next = moments().at(time.orOn(nextDay));
        return Refusal.ambiguous(
                "An end at "
                        + time.time().text()
                        + " can be "
                        + say(sameDay)
                        + ", which is not after the start at "
                        + say(start)
                        + ", or "
                        + say(next)
                        + ".",
                "Write ‹" + time.time().text() + " next day› for the latter, or another start.");
    }

    private String say(Instant instant) {
        return new TimeText(here.zone()).moment(instant);
    }

    private Moments moments() {
        return new Moments(here, direction);
    }
}
