package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.review.Coverage.Gap;
import io.github.clockifymcp.tools.review.Coverage.Overlap;
import io.github.clockifymcp.tools.review.TimesheetReview.Issue;
import io.github.clockifymcp.tools.review.TimesheetReview.Kind;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Goes through some days of a timesheet and notes what is wrong, each thing with the call that
/// would put it right.
final class Reviewer {
    private static final Duration LONG = Duration.ofHours(10);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final DateRange days;
    private final Duration minGap;
    private final List<Tracked> all;
    private final Instant now;
    private final LocalDate today;
    private final ZoneId zone;
    private final TimeText text;
    private final List<Found> found = new ArrayList<>();

    /// An issue, and where it belongs among the others.
    private record Found(Instant at, Issue issue) {}

    /// @param all entries of these days, and those before that may reach into them
    /// @param minGap how long a gap has to be to count
    Reviewer(DateRange days, Duration minGap, List<Tracked> all, Workplace ws) {
        this.days = days;
        this.minGap = minGap;
        this.all = all;
        this.now = ws.words().now();
        this.today = ws.words().today();
        this.zone = ws.account().zone();
        this.text = ws.text();
    }

    TimesheetReview review(boolean cut) {
        List<Tracked> within =
                all.stream().filter(tracked -> tracked.startsWithin(days, zone)).toList();
        coverage();
        all.stream().filter(this::isForgotten).forEach(this::forgotten);
        within.forEach(this::length);
        within.forEach(this::missing);
        emptyDays();
        found.sort(Comparator.comparing(Found::at));
        return new TimesheetReview(
                text.range(days),
                within.size(),
                DayLines.sum(within.stream().map(Tracked::row).toList()),
                found.stream().map(Found::issue).toList(),
                runningSince(),
                cut);
    }

    private void coverage() {
        Coverage coverage =
                Coverage.of(
                        all.stream()
                                // It would overlap everything since; it is an issue of its own.
                                .filter(tracked -> !isForgotten(tracked))
                                .map(tracked -> tracked.stretch(now))
                                .toList(),
                        zone);
        coverage.gaps().stream()
                .filter(gap -> isWithin(gap.after()))
                .filter(gap -> gap.span().length().compareTo(minGap) >= 0)
                .forEach(this::gap);
        coverage.overlaps().stream()
                .filter(overlap -> isWithin(overlap.later()))
                .forEach(this::overlap);
    }

    private void gap(Gap gap) {
        note(
                gap.span().start(),
                Kind.GAP,
                List.of(gap.before().handle(), gap.after().handle()),
                "gap %s after %s".formatted(times(gap.span()), gap.before().handle()),
                "clockify_log_time, start %s, end %s"
                        .formatted(said(gap.span().start()), clock(gap.span().end())));
    }

    private void overlap(Overlap overlap) {
        Stretch later = overlap.later();
        boolean inside = !later.end().isAfter(overlap.earlier().end());
        note(
                later.start(),
                Kind.OVERLAP,
                List.of(overlap.earlier().handle(), later.handle()),
                "%s and %s overlap %s"
                        .formatted(
                                overlap.earlier().handle(), later.handle(), times(overlap.span())),
                inside
                        ? "clockify_update_entry or clockify_delete_entry, entry_id "
                                + later.handle()
                        : "clockify_update_entry, entry_id %s, start %s"
                                .formatted(later.handle(), said(overlap.span().end())));
    }

    /// Whether a timer runs since another day, or longer than people work.
    private boolean isForgotten(Tracked tracked) {
        Instant start = tracked.entry().start();
        return tracked.entry().running()
                && (tracked.day(zone).isBefore(today)
                        || Duration.between(start, now).compareTo(LONG) > 0);
    }

    private void forgotten(Tracked tracked) {
        note(
                tracked,
                Kind.FORGOTTEN_TIMER,
                "the timer %s runs since %s"
                        .formatted(tracked.row().handle(), text.moment(tracked.entry().start())),
                "clockify_stop_timer, end when the work ended");
    }

    private void length(Tracked tracked) {
        Instant end = tracked.entry().end();
        if (end == null) {
            return;
        }
        Span span = new Span(tracked.entry().start(), end);
        String next = "clockify_update_entry, entry_id %s, end".formatted(tracked.row().handle());
        if (end.isAfter(midnightAfter(tracked))) {
            note(
                    tracked,
                    Kind.OVER_MIDNIGHT,
                    "%s goes over midnight, %s".formatted(tracked.row().handle(), text.span(span)),
                    next + ", if it ended before");
        } else if (span.length().compareTo(LONG) > 0) {
            note(
                    tracked,
                    Kind.LONG,
                    "%s is long, %s".formatted(tracked.row().handle(), times(span)),
                    next + ", if it ended before");
        }
    }

    private void missing(Tracked tracked) {
        // Breaks, holidays and time off need neither.
        if (!tracked.entry().type().equals(TimeEntries.REGULAR)) {
            return;
        }
        String handle = tracked.row().handle();
        String which = "%s %s".formatted(handle, times(tracked));
        if (tracked.entry().description().isBlank()) {
            note(
                    tracked,
                    Kind.NO_DESCRIPTION,
                    which + " has no description",
                    "clockify_update_entry, entry_id %s, description".formatted(handle));
        }
        if (tracked.entry().projectId() == null) {
            note(
                    tracked,
                    Kind.NO_PROJECT,
                    which + " has no project",
                    "clockify_update_entry, entry_id %s, project".formatted(handle));
        }
    }

    private void emptyDays() {
        days.start()
                .datesUntil(days.end())
                .filter(day -> !day.isAfter(today) && isWorkingDay(day) && isEmpty(day))
                .forEach(day ->
                        found.add(
                                new Found(
                                        startOf(day),
                                        new Issue(
                                                day,
                                                Kind.NOTHING,
                                                List.of(),
                                                day.equals(today)
                                                        ? "nothing yet"
                                                        : "nothing on a working day",
                                                "clockify_log_time, start on %s".formatted(day)))));
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private boolean isEmpty(LocalDate day) {
        Instant from = startOf(day);
        Instant to = startOf(day.plusDays(1));
        return all.stream()
                .map(tracked -> tracked.stretch(now))
                .noneMatch(stretch ->
                        stretch.start().isBefore(to)
                                && (stretch.end().isAfter(from) || stretch.start().equals(from)));
    }

    private @Nullable String runningSince() {
        return all.stream()
                .filter(tracked -> tracked.entry().running() && !isForgotten(tracked))
                .map(tracked -> text.moment(tracked.entry().start()))
                .findFirst()
                .orElse(null);
    }

    private void note(Tracked tracked, Kind kind, String says, String next) {
        note(tracked.entry().start(), kind, List.of(tracked.row().handle()), says, next);
    }

    private void note(Instant at, Kind kind, List<String> handles, String says, String next) {
        LocalDate day = at.atZone(zone).toLocalDate();
        found.add(new Found(at, new Issue(day, kind, handles, says, next)));
    }

    private boolean isWithin(Stretch stretch) {
        LocalDate day = stretch.start().atZone(zone).toLocalDate();
        return !day.isBefore(days.start()) && day.isBefore(days.end());
    }

    private Instant midnightAfter(Tracked tracked) {
        return startOf(tracked.day(zone).plusDays(1));
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private String times(Tracked tracked) {
        Instant end = tracked.entry().end();
        return end == null
                ? text.time(tracked.entry().start()) + "–"
                : times(new Span(tracked.entry().start(), end));
    }

    /// `11:30–12:30 (1:00)`
    private String times(Span span) {
        return "%s–%s (%s)"
                .formatted(
                        text.time(span.start()),
                        text.time(span.end()),
                        text.duration(span.length()));
    }

    /// A moment as our tools understand it again: `2026-11-17 11:30`
    private String said(Instant instant) {
        return instant.atZone(zone).toLocalDate() + " " + clock(instant);
    }

    /// A time of day as our tools understand it again, with seconds where it has some, and with the
    /// zone in an hour that happens twice.
    private String clock(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        String time = (local.getSecond() == 0 ? MINUTE : SECOND).format(local);
        boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return twice ? time + " " + text.zoneAt(instant) : time;
    }
}
