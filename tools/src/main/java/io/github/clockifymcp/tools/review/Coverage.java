package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.tools.time.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where stretches of time leave holes in a day, and where they cover the same time twice.
///
/// Each stretch is held against all that began before it. So the stretches' lengths together are
/// the time covered and the overlaps; and within a day, from its first start to the last end, the
/// time covered and the gaps.
///
/// @param gaps between stretches that begin on the same day; a night between two days is none
/// @param overlaps for each stretch, the part that is covered already
record Coverage(List<Gap> gaps, List<Overlap> overlaps) {

    /// Nothing is recorded in between.
    record Gap(Span span, Stretch before, Stretch after) {}

    /// Both record the same time.
    record Overlap(Span span, Stretch earlier, Stretch later) {}

    Coverage {
        gaps = List.copyOf(gaps);
        overlaps = List.copyOf(overlaps);
    }

    /// @param zone decides on which day a stretch begins
    static Coverage of(Collection<Stretch> stretches, ZoneId zone) {
        List<Gap> gaps = new ArrayList<>();
        List<Overlap> overlaps = new ArrayList<>();
        @Nullable Stretch previous = null;
        @Nullable Stretch furthest = null;
        for (Stretch next : inOrder(stretches)) {
            if (previous != null && furthest != null) {
                if (next.start().isBefore(furthest.end())) {
                    Instant end = earlier(next.end(), furthest.end());
                    if (end.isAfter(next.start())) {
                        overlaps.add(new Overlap(new Span(next.start(), end), furthest, next));
                    }
                } else if (next.start().isAfter(furthest.end())
                        && day(previous, zone).equals(day(next, zone))) {
                    gaps.add(new Gap(new Span(furthest.end(), next.start()), furthest, next));
                }
            }
            previous = next;
            furthest = furthest == null || next.end().isAfter(furthest.end()) ? next : furthest;
        }
        return new Coverage(gaps, overlaps);
    }

    private static List<Stretch> inOrder(Collection<Stretch> stretches) {
        return stretches.stream()
                .sorted(Comparator.comparing(Stretch::start).thenComparing(Stretch::end))
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate day(Stretch stretch, ZoneId zone) {
        return stretch.start().atZone(zone).toLocalDate();
    }
}
