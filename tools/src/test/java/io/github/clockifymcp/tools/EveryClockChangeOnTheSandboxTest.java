package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.time.ClockChange;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Lists and batches around the clock changes of [ClockChange], in an account that Clockify has in
/// Vienna and whose person says times of another place. What is expected comes from plain
/// `java.time`.
class EveryClockChangeOnTheSandboxTest {
    private static final boolean SOAK = Boolean.getBoolean("soak");

    /// What is tried at a change.
    private interface Trial {
        void at(ClockChange change, SandboxDesk desk, SandboxTools tools);
    }

    /// Tries it at the changes of each zone, on a sandbox of its own.
    private static void everywhere(Trial trial) {
        for (ZoneId zone : ClockChange.ZONES) {
            List<ClockChange> changes =
                    (SOAK ? ClockChange.all() : ClockChange.telling())
                            .stream()
                                    .filter(change -> change.zone().equals(zone))
                                    .limit(SOAK ? Long.MAX_VALUE : 2)
                                    .toList();
            if (changes.isEmpty()) {
                continue;
            }
            try (SandboxDesk desk = SandboxDesk.ofMinaIn(zone)) {
                SandboxTools tools = new SandboxTools(desk);
                changes.forEach(change -> trial.at(change, desk, tools));
            }
        }
    }

    private static void has(SandboxDesk desk, Instant start, Instant end, String description) {
        NewTimeEntry entry =
                new NewTimeEntry(start, end, description)
                        .withProject(Seed.id("project", "Internal"), null)
                        .withBillable(false);
        var _ =
                desk.workplace()
                        .clockify()
                        .send(desk.workplace().api().timeEntries().create(entry));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void a_days_list_has_what_starts_on_it_and_nothing_else() {
        everywhere((change, desk, tools) -> {
            LocalDate day = change.day();
            Instant begins = ClockChange.beginning(day, change.zone());
            Instant ends = ClockChange.beginning(day.plusDays(1), change.zone());
            Duration minute = Duration.ofMinutes(1);
            has(desk, begins.minus(minute), begins, "the evening before");
            has(desk, begins, begins.plus(minute), "the first minute");
            has(desk, ends.minus(minute), ends, "the last minute");
            has(desk, ends, ends.plus(minute), "the morning after");

            String told =
                    tools.told("clockify_list_entries", json("{'start': '%s'}".formatted(day)));

            assertThat(told)
                    .as("%s", change)
                    .contains("the first minute", "the last minute")
                    .doesNotContain("the evening before", "the morning after");
        });
    }

    @Test
    void many_logged_entries_add_up_over_a_change() {
        everywhere((change, desk, tools) -> {
            LocalDateTime from = change.earlier().minusMinutes(90);
            LocalDateTime to = change.later().plusMinutes(90);
            Instant start = only(change, from);
            Instant end = only(change, to);
            String many =
                    json(
                            """
                            {'entries': [
                             {'start': '%s', 'end': '%s', 'project': 'internal'},
                             {'start': '%s', 'duration': '2h', 'project': 'internal'},
                             {'end': '%s', 'duration': '3h', 'project': 'internal'}]}
                            """
                                    .formatted(from, to, to, from));

            Change planned = tools.planned("clockify_log_many", many);

            assertThat(spans(planned))
                    .as("%s", change)
                    .containsExactly(
                            new Span(start, end),
                            new Span(end, end.plus(Duration.ofHours(2))),
                            new Span(start.minus(Duration.ofHours(3)), start));
            addsUp(change, planned);
            assertThat(String.join(" ", planned.notes()))
                    .as("%s", change)
                    .contains(change.change().isGap() ? "clocks go forward" : "clocks go back")
                    .doesNotContain("1 and 2 overlap", "1 and 3 overlap");
        });
    }

    @Test
    void copied_entries_keep_their_times_of_day_and_add_up_over_a_change() {
        everywhere((change, desk, tools) -> {
            int away = 14;
            LocalDate from = change.day().minusDays(away);
            if (!isPlain(from, change.zone())) {
                return;
            }
            List<LocalDateTime> pieces = new ArrayList<>();
            LocalDateTime first = change.earlier().minusMinutes(30);
            for (LocalDateTime at = first; at.isBefore(change.later().plusHours(2)); ) {
                if (at.toLocalDate().equals(change.day())
                        && at.plusMinutes(30).toLocalDate().equals(change.day())) {
                    pieces.add(at);
                    Instant start = only(change, at.minusDays(away));
                    has(desk, start, start.plus(Duration.ofMinutes(30)), "piece " + at);
                }
                at = at.plusMinutes(30);
            }

            Change planned =
                    tools.planned(
                            "clockify_copy_entries",
                            json("{'from': '%s', 'to': '%s'}".formatted(from, change.day())));

            List<Span> copies = spans(planned);
            for (LocalDateTime piece : pieces) {
                List<Instant> starts = change.showing(piece);
                List<Instant> ends = change.showing(piece.plusMinutes(30));
                if (!starts.isEmpty() && !ends.isEmpty()) {
                    assertThat(copies)
                            .as("%s: %s", change, piece)
                            .anyMatch(copy ->
                                    starts.contains(copy.start()) && ends.contains(copy.end()));
                }
            }
            addsUp(change, planned);
            overlapsAreSaid(change, copies, planned.notes());
        });
    }

    @Test
    void what_was_done_while_the_clock_showed_an_hour_twice_is_said_to_overlap_when_copied() {
        everywhere((change, desk, tools) -> {
            LocalDate to = change.day().plusDays(14);
            if (change.change().isGap() || !isPlain(to, change.zone())) {
                return;
            }
            List<Instant> starts = change.showing(change.earlier());
            Duration length = Duration.ofMinutes(20);
            starts.forEach(start -> has(desk, start, start.plus(length), "one of two"));

            Change planned =
                    tools.planned(
                            "clockify_copy_entries",
                            json("{'from': '%s', 'to': '%s'}".formatted(change.day(), to)));

            addsUp(change, planned);
            overlapsAreSaid(change, spans(planned), planned.notes());
            Instant there = only(change, change.earlier().plusDays(14));
            assertThat(spans(planned))
                    .as("%s", change)
                    .contains(new Span(there, there.plus(length)));
        });
    }

    @Test
    void a_whole_day_is_filled_however_many_hours_it_has() {
        everywhere((change, desk, tools) -> {
            LocalDate day = change.day();
            if (day.getYear() == 2026) {
                return; // The sandbox's people have worked in that year.
            }
            Instant begins = ClockChange.beginning(day, change.zone());
            Instant ends = ClockChange.beginning(day.plusDays(1), change.zone());

            Change planned =
                    tools.planned(
                            "clockify_timesheet_fill_gap",
                            json(
                                    "{'start': '%s', 'end': '%s 24:00'}"
                                            .formatted(
                                                    begins.atZone(change.zone()).toOffsetDateTime(),
                                                    day)));

            assertThat(spans(planned)).as("%s", change).containsExactly(new Span(begins, ends));
        });
    }

    /// Whether a day has 24 hours, and the next too.
    private static boolean isPlain(LocalDate day, ZoneId zone) {
        Duration both =
                Duration.between(
                        ClockChange.beginning(day, zone),
                        ClockChange.beginning(day.plusDays(2), zone));
        return both.equals(Duration.ofDays(2));
    }

    /// The sum that is said is that of what is sent.
    private static void addsUp(ClockChange change, Change planned) {
        List<Span> spans = spans(planned);
        long minutes = spans.stream().mapToLong(span -> span.length().toMinutes()).sum();
        String sum = "%d:%02d".formatted(minutes / 60, minutes % 60);
        assertThat(planned.summary())
                .as("%s: %s", change, planned.notes())
                .contains(
                        spans.size() == 1
                                ? "(%s)".formatted(sum)
                                : "%d entries, %s in all".formatted(spans.size(), sum));
    }

    private static void overlapsAreSaid(ClockChange change, List<Span> copies, List<String> notes) {
        for (int i = 0; i < copies.size(); i++) {
            for (int j = i + 1; j < copies.size(); j++) {
                Span one = copies.get(i);
                Span other = copies.get(j);
                if (one.start().isBefore(other.end()) && other.start().isBefore(one.end())) {
                    assertThat(notes)
                            .as("%s", change)
                            .contains("%d and %d overlap.".formatted(i + 1, j + 1));
                }
            }
        }
    }

    private static List<Span> spans(Change planned) {
        List<Span> spans = new ArrayList<>();
        for (var step : planned.steps()) {
            JsonNode body = Objects.requireNonNull(step.request().body());
            spans.add(
                    new Span(
                            Instant.parse(body.path("start").asText()),
                            Instant.parse(body.path("end").asText())));
        }
        return spans;
    }

    private static Instant only(ClockChange change, LocalDateTime reading) {
        List<Instant> showing = change.showing(reading);
        assertThat(showing).as("%s: %s", change, reading).hasSize(1);
        return showing.getFirst();
    }
}
