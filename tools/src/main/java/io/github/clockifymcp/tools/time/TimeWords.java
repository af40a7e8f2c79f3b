package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people say about time, understood in the account's zone; made once for a call, so that
/// `now` is the same all through it. `docs/reference-times.md` lists the words.
///
/// Nothing is guessed. Words that can mean two times, and times that do not exist, end the call
/// with a [ToolException] that names what could be meant and how to say it; no other exception
/// leaves this class, whatever the text.
public final class TimeWords {
    private static final String MOMENT_HINT =
            "Write for example ‹today 9:00›, ‹yesterday 14:30›, ‹last friday 9:30am›,"
                    + " ‹2026-11-17 09:00›, ‹30 minutes ago› or ‹now›.";
    private static final String DASH_HINT =
            "A dash between two times is a span: give start and end. An offset west of Greenwich is"
                    + " written ‹09:00 UTC-05:00›.";
    private static final String DAY_HINT =
            "Write for example ‹yesterday›, ‹last friday›, ‹17 Nov› or ‹2026-11-17›.";
    private static final String DURATION_HINT =
            "Write for example ‹2h30m›, ‹1.5h›, ‹90 min›, ‹2:30› or ‹PT2H30M›.";
    private static final String NO_DAYS_HINT =
            "A day can be 24 hours or a working day: write hours and minutes, such as ‹8h›.";
    private static final String RANGE_HINT =
            "Write for example ‹today›, ‹last week›, ‹last 7 days›, ‹november›, ‹2026-11› or"
                    + " ‹2026-11-01..2026-11-15›.";
    private static final String SPAN_HINT =
            "Write for example ‹yesterday 9:00-11:30›, ‹2h30m ending now› or ‹today 9:00 for 2h›,"
                    + " or give two of start, end and duration.";
    private static final Duration LONG_AGO = Duration.ofDays(90);

    private final HereAndNow here;

    /// @param zone the account's time zone
    /// @param now the instant of the call
    /// @param firstDayOfWeek the day on which the account's weeks begin
    public TimeWords(ZoneId zone, Instant now, DayOfWeek firstDayOfWeek) {
        this.here = new HereAndNow(zone, now, firstDayOfWeek);
    }

    public ZoneId zone() {
        return here.zone();
    }

    /// The instant of the call, in whole seconds.
    public Instant now() {
        return here.now();
    }

    /// The account's day at the instant of the call.
    public LocalDate today() {
        return here.today();
    }

    /// How to say times to this account.
    public TimeText text() {
        return new TimeText(here.zone());
    }

    /// A point in time: `today 9:00`, `last friday 14:30`, `30 minutes ago`, RFC 3339. A time of
    /// day alone is today's. A day alone is refused, since any of its minutes could be meant.
    public Instant moment(String text, Direction direction) {
        Tokens tokens = Tokens.of(text);
        Moments moments = new Moments(here, direction);
        return tokens.<Point>whole(moments::read)
                .map(moments::at)
                .orElseThrow(() -> noMoment(tokens, direction));
    }

    /// A day of the account's calendar: `yesterday`, `last friday`, `17 Nov`, `2026-11-17`.
    public LocalDate day(String text, Direction direction) {
        Tokens tokens = Tokens.of(text);
        return tokens.<LocalDate>whole(new Days(here, direction)::read)
                .map(new WallClock(here.zone())::existing)
                .orElseThrow(() -> tokens.notUnderstood("a day", DAY_HINT));
    }

    /// A duration of at least a second: `2h30m`, `1.5h`, `90 min`, `2:30`, `PT2H30M`.
    public Duration duration(String text) {
        Tokens tokens = Tokens.of(text);
        return tokens.<Duration>whole(Durations::any)
                .orElseThrow(() ->
                        tokens.notUnderstood(
                                "a duration",
                                tokens.mentions("d", "dt", "day", "days", "w", "week", "weeks")
                                        ? NO_DAYS_HINT
                                        : DURATION_HINT));
    }

    /// A span in one text: `yesterday 9:00-11:30`, `2h30m ending now`, `9:00 for 2h`.
    public Span span(String text, Direction direction) {
        Tokens tokens = Tokens.of(text);
        return new Spans(here, direction)
                .read(tokens)
                .orElseThrow(() -> tokens.notUnderstood("a span of time", SPAN_HINT));
    }

    /// A span from what a tool's arguments say: two of the three, or one that says it all. If all
    /// three are there they have to agree.
    ///
    /// @param start a point in time
    /// @param end a point in time, a time of day on the start's day, or a duration from the start
    /// @param duration a duration; here `2:30` is two hours and a half
    public Span span(
            @Nullable String start,
            @Nullable String end,
            @Nullable String duration,
            Direction direction) {
        if (start != null && end != null) {
            Span span = startToEnd(start, end, direction);
            checkLength(span, duration);
            return span;
        }
        if (start != null && duration != null) {
            Instant from = moment(start, direction);
            return new Span(from, from.plus(duration(duration)));
        }
        if (end != null && duration != null) {
            Instant to = moment(end, direction);
            return new Span(to.minus(duration(duration)), to);
        }
        String only = start != null ? start : end != null ? end : duration;
        if (only == null) {
            throw Refusal.invalid("It is not said from when to when.", SPAN_HINT);
        }
        Tokens tokens = Tokens.of(only);
        return new Spans(here, direction)
                .read(tokens)
                .orElseThrow(() -> oneOfTwo(tokens, only.equals(duration), direction));
    }

    /// Why the only one of start, end and duration is no span; the commonest reason is that the
    /// second one is missing.
    private ToolException oneOfTwo(Tokens tokens, boolean isDuration, Direction direction) {
        Optional<String> said =
                isDuration
                        ? tokens.again().<Duration>whole(Durations::any).map(length -> "how long")
                        : tokens.again()
                                .<Point>whole(new Moments(here, direction)::read)
                                .map(point -> "one moment");
        return said.map(what ->
                        Refusal.invalid(
                                tokens.quoted() + " says " + what + ", and not from when to when.",
                                SPAN_HINT))
                .orElseGet(() -> tokens.notUnderstood("a span of time", SPAN_HINT));
    }

    /// Whole days: `today`, `last week`, `last 7 days`, `november`, `2026-11-01..2026-11-15`.
    public DateRange range(String text, Direction direction) {
        Tokens tokens = Tokens.of(text);
        return new Ranges(here, direction)
                .read(tokens)
                .orElseThrow(() -> tokens.notUnderstood("a range of days", RANGE_HINT));
    }

    /// From the first day of what one text says to the last day of what the other says.
    public DateRange range(String from, String to, Direction direction) {
        return new Ranges(here, direction)
                .join(Tokens.of(to), range(from, direction), range(to, direction));
    }

    /// What a careful colleague would mention about a span; empty when there is nothing.
    public List<String> notes(Span span) {
        List<String> notes = new ArrayList<>();
        if (span.start().isAfter(here.now())) {
            notes.add("It starts in the future: now it is " + text().moment(here.now()) + ".");
        } else if (span.end().isAfter(here.now())) {
            notes.add("It ends in the future: now it is " + text().moment(here.now()) + ".");
        }
        if (span.length().isZero()) {
            notes.add("It ends when it starts.");
        }
        clockChange(span).ifPresent(notes::add);
        if (span.length().compareTo(Duration.ofHours(24)) > 0) {
            notes.add("It is longer than 24 hours.");
        }
        Duration age = Duration.between(span.start(), here.now());
        if (age.compareTo(LONG_AGO) > 0) {
            notes.add("It starts " + age.toDays() + " days ago.");
        }
        return List.copyOf(notes);
    }

    /// Says that the clocks change within a span, which then is longer or shorter than they show.
    private Optional<String> clockChange(Span span) {
        Duration shown =
                Duration.between(
                        LocalDateTime.ofInstant(span.start(), here.zone()),
                        LocalDateTime.ofInstant(span.end(), here.zone()));
        int change = shown.compareTo(span.length());
        return change == 0
                ? Optional.empty()
                : Optional.of(
                        "The clocks go %s in between: they show %s, and %s pass."
                                .formatted(
                                        change > 0 ? "forward" : "back",
                                        text().duration(shown),
                                        text().duration(span.length())));
    }

    private Span startToEnd(String start, String end, Direction direction) {
        Spans spans = new Spans(here, direction);
        Instant from = moment(start, direction);
        Tokens tokens = Tokens.of(end);
        Instant to = spans.end(tokens, from).orElseThrow(() -> noMoment(tokens, direction));
        return spans.span(tokens, from, to);
    }

    private void checkLength(Span span, @Nullable String duration) {
        if (duration != null && !span.length().equals(duration(duration))) {
            throw Refusal.invalid(
                    "From start to end it is "
                            + text().span(span)
                            + ", and not "
                            + Refusal.quote(duration)
                            + ".",
                    "Leave one of start, end and duration out.");
        }
    }

    /// Why a text is no moment; the commonest reason is that it says no time of day.
    private ToolException noMoment(Tokens tokens, Direction direction) {
        ToolException stranger =
                tokens.notUnderstood("a moment", tokens.stopsAt("-") ? DASH_HINT : MOMENT_HINT);
        try {
            return tokens.again()
                    .<LocalDate>whole(new Days(here, direction)::read)
                    .map(day -> noTimeOfDay(tokens, day))
                    .or(() -> manyDays(tokens, direction))
                    .orElse(stranger);
        } catch (ToolException neitherDayNorRange) {
            return stranger;
        }
    }

    private ToolException noTimeOfDay(Tokens tokens, LocalDate day) {
        return Refusal.invalid(
                tokens.quoted() + " is a day, " + text().day(day) + ", without a time of day.",
                "Write ‹" + day + " 09:00› with the time that is meant.");
    }

    private Optional<ToolException> manyDays(Tokens tokens, Direction direction) {
        return new Ranges(here, direction)
                .read(tokens.again())
                .map(range ->
                        Refusal.invalid(
                                tokens.quoted() + " is many days, not a moment.", MOMENT_HINT));
    }
}
