package io.github.clockifymcp.tools.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.timer.TimerTools.CurrentTimer;
import io.github.clockifymcp.tools.timer.TimerTools.StartTimer;
import io.github.clockifymcp.tools.timer.TimerTools.StartedTimer;
import io.github.clockifymcp.tools.timer.TimerTools.StopTimer;
import io.github.clockifymcp.tools.timer.TimerTools.StoppedTimer;
import io.github.clockifymcp.tools.timer.TimerTools.SwitchProject;
import io.github.clockifymcp.tools.timer.TimerTools.TimerStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerToolsTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    /// A timer on Internal that runs since an instant.
    private String runs(String since) {
        var api = desk.workplace().api().timeEntries();
        NewTimeEntry entry =
                new NewTimeEntry(Instant.parse(since), null, "Mail")
                        .withProject(Seed.id("project", "Internal"), null);
        String id = desk.workplace().clockify().send(api.create(entry)).id();
        desk.forget();
        return id;
    }

    private TimeEntry read(String id) {
        return desk.workplace().entries().find(id);
    }

    private CurrentTimer status() {
        return TimerTools.status(new TimerStatus(), desk.workplace());
    }

    private Planned<StartedTimer> start(@Nullable String project, @Nullable String start) {
        return SandboxDesk.said(() ->
                TimerTools.start(
                        new StartTimer(project, null, "Drawing", null, null, start),
                        desk.workplace()));
    }

    private Planned<StartedTimer> switchTo(
            String project, @Nullable String task, @Nullable Boolean billable) {
        return SandboxDesk.said(() ->
                TimerTools.switchProject(
                        new SwitchProject(project, task, "Drawing", billable, List.of("urgent")),
                        desk.workplace()));
    }

    private Planned<StoppedTimer> stop(@Nullable String end) {
        return SandboxDesk.said(() -> TimerTools.stop(new StopTimer(end), desk.workplace()));
    }

    private static List<String> methods(Change change) {
        return change.steps().stream().map(Step::request).map(Request::method).toList();
    }

    private static JsonNode body(Change change, int step) {
        JsonNode body = change.steps().get(step).request().body();
        assertThat(body).isNotNull();
        return body;
    }

    @Test
    void the_status_costs_one_request_when_the_account_is_known() {
        String id = runs("2026-11-20T08:00:00Z");

        CurrentTimer timer = status();

        assertThat(desk.received()).hasSize(1);
        assertThat(timer.told())
                .isEqualTo(
                        id.substring(19)
                                + " Fri 20 Nov 2026 09:00 CET – running (1:30) on Internal — Mail, not"
                                + " billable");
    }

    @Test
    void no_timer_is_said_in_words() {
        assertThat(status().running()).isFalse();
        assertThat(status().told()).isEqualTo("No timer is running.");
    }

    @Test
    void a_timer_that_was_forgotten_is_told_with_that_suspicion() {
        runs("2026-11-19T11:00:00Z");

        assertThat(status().told()).endsWith("\nThat is more than 12 hours: was it forgotten?");
    }

    @Test
    void a_timer_starts_now_or_a_while_ago_and_can_be_taken_back() {
        Change now = start("Booking App", null).change();
        Change earlier = start("Booking App", "10 minutes ago").change();

        assertThat(now.summary())
                .isEqualTo("Start a timer from Fri 20 Nov 2026 10:30 CET on Booking App — Drawing");
        assertThat(now.risks()).containsExactly(Risk.WRITE);
        assertThat(now.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(methods(now)).containsExactly("POST");
        assertThat(body(now, 0).has("end")).isFalse();
        assertThat(body(earlier, 0).path("start").asText()).isEqualTo("2026-11-20T09:20:00Z");
        assertThat(body(now, 0).path("billable").asBoolean()).isTrue();
        Step.Inverse inverse = now.steps().getFirst().inverse();
        assertThat(inverse).isNotNull();
        assertThat(inverse.request().path()).endsWith("/time-entries/{started}");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void defect_8_a_start_is_read_in_the_accounts_zone() {
        assertThat(body(start("Internal", "today 9:00").change(), 0).path("start").asText())
                .isEqualTo("2026-11-20T08:00:00Z");
    }

    @Test
    void a_timer_cannot_start_in_the_future() {
        assertThatThrownBy(() -> start("Internal", "in 5 minutes"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("cannot start in the future");
    }

    @Test
    void starting_stops_the_running_timer_in_a_step_of_its_own_and_says_so() {
        String id = runs("2026-11-20T08:00:00Z");

        Planned<StartedTimer> planned = start("Booking App", "15 minutes ago");
        StartedTimer started = desk.make(planned);

        assertThat(methods(planned.change())).containsExactly("PATCH", "POST");
        assertThat(planned.change().summary())
                .endsWith(
                        "; this stops "
                                + id.substring(19)
                                + " Fri 20 Nov 2026 09:00–10:15 CET (1:15) on Internal — Mail, not"
                                + " billable");
        assertThat(planned.change().notes()).isEmpty();
        assertThat(planned.change().before()).hasSize(1);
        assertThat(read(id).end()).isEqualTo(Instant.parse("2026-11-20T09:15:00Z"));
        assertThat(started.told())
                .startsWith(
                        "Stopped: "
                                + id.substring(19)
                                + " Fri 20 Nov 2026 09:00–10:15 CET (1:15) on Internal — Mail, not"
                                + " billable\nRunning: ")
                .endsWith(" Fri 20 Nov 2026 10:15 CET – running (0:15) on Booking App — Drawing");
    }

    @Test
    void a_start_before_that_of_the_running_timer_is_refused() {
        runs("2026-11-20T08:00:00Z");

        assertThatThrownBy(() -> start("Booking App", "8:30"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("The running timer started at Fri 20 Nov 2026 09:00 CET");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void starting_the_same_again_is_noted() {
        runs("2026-11-20T08:00:00Z");
        StartTimer same = new StartTimer("Internal", null, "Mail", null, null, null);

        assertThat(TimerTools.start(same, desk.workplace()).change().notes())
                .contains("The timer that ran was about the same.");
    }

    @Test
    void defect_4_switching_to_a_name_nobody_knows_stops_nothing() {
        String id = runs("2026-11-20T08:00:00Z");

        assertThatThrownBy(() -> switchTo("Bokking App", null, null))
                .hasMessageContaining("No project is called ‹Bokking App›");
        assertThatThrownBy(() -> switchTo("website", null, null))
                .hasMessageContaining("2 projects are called");
        assertThatThrownBy(() -> switchTo("Booking App", "Drawing", null))
                .hasMessageContaining("No task in ‹Booking App› is called ‹Drawing›");
        assertThatThrownBy(() ->
                        TimerTools.switchProject(
                                new SwitchProject("Internal", null, null, null, List.of("nope")),
                                desk.workplace()))
                .hasMessageContaining("No tag is called ‹nope›");

        assertThat(desk.written()).isEmpty();
        assertThat(read(id).running()).isTrue();
    }

    @Test
    void defect_4_switching_honours_task_tags_and_billable() {
        runs("2026-11-20T08:00:00Z");

        desk.make(switchTo("Booking App", "android", false));

        TimeEntry now = read(String.valueOf(timer()));
        assertThat(now.projectId()).isEqualTo(Seed.id("project", "Booking App"));
        assertThat(now.taskId()).isNotNull();
        assertThat(now.tagIds()).containsExactly(Seed.id("tag", "urgent"));
        assertThat(now.billable()).isFalse();
        assertThat(now.description()).isEqualTo("Drawing");
    }

    private @Nullable String timer() {
        var line = status().timer();
        return line == null ? null : line.row().id();
    }

    @Test
    void switching_without_a_running_timer_only_starts_one() {
        Planned<StartedTimer> planned = switchTo("Booking App", null, null);
        StartedTimer started = desk.make(planned);

        assertThat(methods(planned.change())).containsExactly("POST");
        assertThat(started.stopped()).isNull();
        assertThat(started.told()).startsWith("Running: ");
    }

    @Test
    void a_switch_is_undone_backwards_and_the_old_timer_runs_on() {
        String old = runs("2026-11-20T08:00:00Z");
        TimeEntry before = read(old);
        Planned<StartedTimer> planned = switchTo("Booking App", null, null);

        StartedTimer started = desk.make(planned);
        for (Step step : planned.change().steps().reversed()) {
            Step.Inverse inverse = step.inverse();
            assertThat(inverse).isNotNull();
            Request request = inverse.request();
            String path = request.path().replace("{started}", started.started().row().id());
            desk.send(new Request(request.service(), request.method(), path, request.body()));
        }

        assertThat(timer()).isEqualTo(old);
        assertThat(read(old)).isEqualTo(before);
    }

    @Test
    void planning_twice_as_of_the_same_instant_gives_the_same_change() {
        runs("2026-11-20T08:00:00Z");

        assertThat(switchTo("Booking App", "api", true).change())
                .isEqualTo(switchTo("Booking App", "api", true).change());
        assertThat(stop(null).change()).isEqualTo(stop(null).change());
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void stopping_ends_the_timer_now_or_earlier() {
        String id = runs("2026-11-20T08:00:00Z");

        Change now = stop(null).change();
        StoppedTimer stopped = desk.make(stop("10:05"));

        assertThat(now.summary())
                .endsWith(
                        " Fri 20 Nov 2026 09:00–10:30 CET (1:30) on Internal — Mail, not billable");
        assertThat(now.notes()).isEmpty();
        assertThat(stopped.told()).contains("09:00–10:05 CET (1:05) on Internal — Mail");
        assertThat(read(id).end()).isEqualTo(Instant.parse("2026-11-20T09:05:00Z"));
    }

    @Test
    void stopping_when_nothing_runs_is_a_plain_problem() {
        assertThatThrownBy(() -> stop(null))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("No timer is running.");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void an_end_that_cannot_be_is_refused() {
        runs("2026-11-20T08:00:00Z");

        assertThatThrownBy(() -> stop("17:30")).hasMessageContaining("is in the future");
        assertThatThrownBy(() -> stop("8:30")).hasMessageContaining("not after the start");
        assertThatThrownBy(() -> stop("yesterday 17:00"))
                .hasMessageContaining(
                        "The running timer started at Fri 20 Nov 2026 09:00 CET, after Thu 19 Nov");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void a_forgotten_timer_can_be_ended_on_the_day_it_was_started() {
        runs("2026-11-19T11:00:00Z");

        Change change = stop("17:30").change();

        assertThat(body(change, 0).path("end").asText()).isEqualTo("2026-11-19T16:30:00Z");
        assertThat(change.notes()).isEmpty();
        assertThat(stop(null).change().notes())
                .containsExactly("That is more than 12 hours: was it forgotten?");
    }

    @Test
    void a_time_of_day_that_can_be_of_either_day_is_refused() {
        runs("2026-11-19T08:00:00Z");

        assertThatThrownBy(() -> stop("10:15"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(
                        "can be Thu 19 Nov 2026 10:15 CET or Fri 20 Nov 2026 10:15 CET");
        assertThat(methods(stop("yesterday 10:15").change())).containsExactly("PATCH");
    }

    @Test
    void a_timer_over_midnight_is_stopped_with_a_note() {
        runs("2026-11-19T22:30:00Z");

        assertThat(stop(null).change().notes()).containsExactly("It goes over midnight.");
    }

    @Test
    void other_peoples_timers_are_not_ones_own() {
        // Grace forgot one.
        assertThat(status().running()).isFalse();
        try (SandboxDesk grace = SandboxDesk.of(Seed.person("grace"))) {
            assertThat(TimerTools.status(new TimerStatus(), grace.workplace()).running()).isTrue();
        }
    }
}
