package io.github.clockifymcp.tools.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.review.Coverage.Gap;
import io.github.clockifymcp.tools.review.Coverage.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static Stretch stretch(String handle, String start, String end) {
        return new Stretch(handle, Instant.parse(start), Instant.parse(end));
    }

    @Test
    void a_night_between_two_days_is_no_gap() {
        Coverage coverage =
                Coverage.of(
                        List.of(
                                stretch("a", "2026-11-16T15:00:00Z", "2026-11-16T16:00:00Z"),
                                stretch("b", "2026-11-17T08:00:00Z", "2026-11-17T09:00:00Z")),
                        VIENNA);

        assertThat(coverage.gaps()).isEmpty();
    }

    @Test
    void work_that_reaches_in_from_the_day_before_leaves_no_gap_before_the_first_start() {
        Coverage coverage =
                Coverage.of(
                        List.of(
                                stretch("night", "2026-11-16T21:00:00Z", "2026-11-17T05:00:00Z"),
                                stretch("a", "2026-11-17T04:00:00Z", "2026-11-17T04:30:00Z"),
                                stretch("b", "2026-11-17T06:00:00Z", "2026-11-17T07:00:00Z")),
                        VIENNA);

        assertThat(coverage.gaps()).hasSize(1);
        assertThat(coverage.gaps().getFirst().before().handle()).isEqualTo("night");
        assertThat(coverage.overlaps()).hasSize(1);
    }

    @Test
    void entries_that_touch_neither_overlap_nor_leave_a_gap() {
        Coverage coverage =
                Coverage.of(
                        List.of(
                                stretch("a", "2026-11-16T08:00:00Z", "2026-11-16T09:00:00Z"),
                                stretch("b", "2026-11-16T09:00:00Z", "2026-11-16T10:00:00Z"),
                                stretch("nothing", "2026-11-16T09:00:00Z", "2026-11-16T09:00:00Z")),
                        VIENNA);

        assertThat(coverage.gaps()).isEmpty();
        assertThat(coverage.overlaps()).isEmpty();
    }

    /// On days that a generator made, counted minute by minute.
    @Test
    void what_is_covered_the_gaps_and_the_overlaps_add_up() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
            List<Stretch> stretches = day(day, random);

            Coverage coverage = Coverage.of(stretches, VIENNA);

            BitSet covered = new BitSet();
            Instant from = day.atStartOfDay(VIENNA).toInstant();
            long sum = 0;
            for (Stretch stretch : stretches) {
                covered.set(minute(from, stretch.start()), minute(from, stretch.end()));
                sum += Duration.between(stretch.start(), stretch.end()).toMinutes();
            }
            long overlaps =
                    coverage.overlaps().stream()
                            .map(Overlap::span)
                            .mapToLong(span -> span.length().toMinutes())
                            .sum();
            long gaps =
                    coverage.gaps().stream()
                            .map(Gap::span)
                            .mapToLong(span -> span.length().toMinutes())
                            .sum();
            int first = stretches.stream().mapToInt(s -> minute(from, s.start())).min().orElse(0);
            int last = stretches.stream().mapToInt(s -> minute(from, s.end())).max().orElse(0);
            assertThat(sum).as("seed %d", seed).isEqualTo(covered.cardinality() + overlaps);
            assertThat((long) last - first)
                    .as("seed %d", seed)
                    .isEqualTo(covered.cardinality() + gaps);
            for (Gap gap : coverage.gaps()) {
                BitSet within =
                        covered.get(
                                minute(from, gap.span().start()), minute(from, gap.span().end()));
                assertThat(within.isEmpty()).as("seed %d %s", seed, gap).isTrue();
            }
        }
    }

    private static int minute(Instant from, Instant instant) {
        return Math.toIntExact(Duration.between(from, instant).toMinutes());
    }

    /// Up to ten stretches that begin on a day, in no order.
    private static List<Stretch> day(LocalDate day, Random random) {
        Instant from = day.atStartOfDay(VIENNA).toInstant();
        long minutes =
                Duration.between(from, day.plusDays(1).atStartOfDay(VIENNA).toInstant())
                        .toMinutes();
        List<Stretch> stretches = new ArrayList<>();
        int count = random.nextInt(10);
        for (int i = 0; i < count; i++) {
            Instant start = from.plus(Duration.ofMinutes(random.nextLong(minutes)));
            Instant end = start.plus(Duration.ofMinutes(random.nextInt(240)));
            stretches.add(new Stretch("e" + i, start, end));
        }
        Collections.shuffle(stretches, random);
        return stretches;
    }
}
