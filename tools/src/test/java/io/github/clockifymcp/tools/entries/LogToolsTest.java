package io.github.clockifymcp.tools.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.LogTools.AddEntry;
import io.github.clockifymcp.tools.entries.LogTools.LogTime;
import io.github.clockifymcp.tools.entries.LogTools.LoggedEntry;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogToolsTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    private static LogTime log(String project, String start, String duration) {
        return new LogTime(project, start, null, duration, "Drawing", null, null, null);
    }

    @Test
    void defect_8_nine_oclock_is_nine_oclock_in_the_accounts_zone() {
        Planned<LoggedEntry> planned =
                LogTools.log(log("Booking App", "today 8:00", "2h"), desk.workplace());

        JsonNode body = planned.change().steps().getFirst().request().body();
        assertThat(body).isNotNull();
        assertThat(body.path("start").asText()).isEqualTo("2026-11-20T07:00:00Z");
        assertThat(body.path("end").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(planned.change().summary())
                .isEqualTo("Log Fri 20 Nov 2026 08:00–10:00 CET (2:00) on Booking App — Drawing");
    }

    @Test
    void planning_sends_nothing_and_states_an_ordinary_write_of_ones_own() {
        Change change =
                LogTools.log(log("Booking App", "today 8:00", "2h"), desk.workplace()).change();

        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void defect_3_work_that_was_logged_a_short_while_ago_is_not_logged_twice_in_silence() {
        LoggedEntry first =
                desk.make(
                        LogTools.log(
                                log("Booking App", "yesterday 20:00", "1h"), desk.workplace()));
        String line = first.told().lines().findFirst().orElseThrow();

        Change again =
                LogTools.log(log("Booking App", "yesterday 20:00", "1h"), desk.workplace())
                        .change();
        Change longer =
                LogTools.log(log("Internal", "yesterday 20:30", "2h"), desk.workplace()).change();
        Change after =
                LogTools.log(log("Booking App", "yesterday 21:00", "1h"), desk.workplace())
                        .change();

        assertThat(again.notes()).contains("The same is there already: " + line + ".");
        assertThat(longer.notes()).contains("It overlaps " + line + ".");
        assertThat(after.notes()).noneMatch(note -> note.contains("overlaps"));
    }

    @Test
    void defect_3_what_was_read_is_looked_at_again_before_it_is_said_to_overlap() {
        Workplace ws = desk.workplace();
        var days = ws.words().range("yesterday", Direction.PAST);
        var seen = ws.entries().within(days).items().getFirst();
        LogTime over =
                new LogTime(
                        null,
                        seen.start().toString(),
                        Objects.requireNonNull(seen.end()).toString(),
                        null,
                        "Again",
                        null,
                        null,
                        null);

        assertThat(LogTools.log(over, desk.workplace()).change().notes())
                .anySatisfy(note -> assertThat(note).startsWith("It overlaps "));
        var _ = ws.clockify().send(ws.api().timeEntries().delete(seen.id()));
        assertThat(LogTools.log(over, desk.workplace()).change().notes())
                .noneMatch(note -> note.contains("overlaps"));
        Instant later = SandboxDesk.NOW.plus(Duration.ofMinutes(11));
        desk.forget();
        LogTools.log(over, desk.workplace(later));
        assertThat(desk.received()).noneMatch(line -> line.contains("time-entries"));
    }

    @Test
    void logging_by_project_name_costs_one_request_when_the_name_is_known() {
        desk.make(LogTools.log(log("Booking App", "yesterday 20:00", "1h"), desk.workplace()));
        desk.forget();

        LoggedEntry logged =
                desk.make(
                        LogTools.log(
                                log("booking app", "yesterday 21:00", "2h"), desk.workplace()));

        assertThat(desk.received()).containsExactly("POST /workspaces/WS/time-entries");
        assertThat(logged.told())
                .matches(
                        "[0-9a-f]{5,} Thu 19 Nov 2026 21:00–23:00 CET \\(2:00\\) on Booking App"
                                + " — Drawing");
        assertThat(logged.entry().project()).isEqualTo("Booking App");
    }

    @Test
    void an_entry_is_billed_as_its_project_unless_said_otherwise() {
        LogTime unbilled =
                new LogTime("Booking App", "today 8:00", null, "1h", null, null, null, false);

        Change asProject =
                LogTools.log(log("Booking App", "today 8:00", "1h"), desk.workplace()).change();
        Change asSaid = LogTools.log(unbilled, desk.workplace()).change();

        assertThat(body(asProject).path("billable").asBoolean()).isTrue();
        assertThat(body(asSaid).path("billable").asBoolean(true)).isFalse();
        assertThat(asSaid.notes()).contains("The project is billable and this entry is not.");
    }

    @Test
    void tasks_and_tags_are_resolved_before_anything_is_sent() {
        LogTime in =
                new LogTime("Booking App", "today 8:00", "9:00", null, "x", "android", null, null);

        assertThat(body(LogTools.log(in, desk.workplace()).change()).path("taskId").asText())
                .isNotEmpty();
        assertRefused(
                new LogTime(
                        "Booking App",
                        "today 8:00",
                        "9:00",
                        null,
                        "x",
                        null,
                        List.of("nope"),
                        null),
                "No tag is called ‹nope›.");
        assertRefused(
                new LogTime(null, "today 8:00", "9:00", null, "x", "android", null, null),
                "belongs to a project");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void a_tag_that_is_named_twice_is_sent_once() {
        List<String> tags = List.of("urgent", "URGENT", Seed.id("tag", "urgent"), "remote");
        LogTime in = new LogTime("Internal", "today 8:00", null, "1h", null, null, tags, null);

        Change change = LogTools.log(in, desk.workplace()).change();

        assertThat(change.summary()).contains(" on Internal #urgent #remote, not billable");
        assertThat(body(change).path("tagIds")).hasSize(2);
    }

    @Test
    void what_is_odd_about_the_time_is_mentioned() {
        Change change =
                LogTools.log(log("Booking App", "today 8:00", "5h"), desk.workplace()).change();

        assertThat(change.notes()).anyMatch(note -> note.startsWith("It ends in the future"));
    }

    @Test
    void what_the_workspace_demands_and_an_entry_lacks_is_mentioned_before_it_is_sent() {
        desk.sandbox().setting(Seed.studio(), "forceProjects", true);
        desk.sandbox().setting(Seed.studio(), "forceDescription", true);
        LogTime bare = new LogTime(null, "today 8:00", null, "1h", null, null, null, null);

        assertThat(LogTools.log(bare, desk.workplace()).change().notes())
                .containsExactly(
                        "Entries of this workspace must have project and description: Clockify"
                                + " refuses others, and stops no such timer.");
        assertThat(
                        LogTools.log(log("Internal", "today 8:00", "1h"), desk.workplace())
                                .change()
                                .notes())
                .isEmpty();
    }

    @Test
    void a_logged_entry_can_be_taken_back_by_the_inverse_of_its_step() {
        Change change =
                LogTools.log(log("Booking App", "today 8:00", "2h"), desk.workplace()).change();

        var inverse = change.steps().getFirst().inverse();

        assertThat(inverse).isNotNull();
        assertThat(inverse.request().method()).isEqualTo("DELETE");
        assertThat(inverse.request().path()).endsWith("/time-entries/{entry}");
        assertThat(inverse.blanks()).hasSize(1);
    }

    @Test
    void an_added_entry_without_an_end_is_a_timer_that_runs_since_its_start() {
        LoggedEntry timer = desk.make(LogTools.add(add("10 minutes ago", null), desk.workplace()));

        assertThat(timer.entry().end()).isNull();
        assertThat(timer.told()).contains("running (0:10)");
        assertThatThrownBy(() -> LogTools.add(add("in 2 hours", null), desk.workplace()))
                .hasMessageContaining("cannot start in the future");
    }

    @Test
    void an_added_timer_stops_the_one_that_runs_in_a_step_of_its_own_and_says_so() {
        LoggedEntry old = desk.make(LogTools.add(add("1 hour ago", null), desk.workplace()));
        desk.forget();

        Planned<LoggedEntry> planned = LogTools.add(add("10 minutes ago", null), desk.workplace());
        LoggedEntry timer = desk.make(planned);

        String stopped =
                old.entry().handle()
                        + " Fri 20 Nov 2026 09:30–10:20 CET (0:50) on Booking App — Drawing";
        assertThat(planned.change().summary()).endsWith("; this stops " + stopped);
        assertThat(desk.written().getFirst()).startsWith("PATCH /workspaces/WS/user/");
        assertThat(timer.told()).startsWith("Stopped: " + stopped + "\n" + timer.entry().handle());
        assertThatThrownBy(() -> LogTools.add(add("8:00", null), desk.workplace()))
                .hasMessageContaining("The running timer started at Fri 20 Nov 2026 10:20 CET");
    }

    @Test
    void an_entry_is_told_as_clockify_wrote_it() {
        LogTime in = new LogTime(null, "today 8:00", null, "1h", null, null, null, null);

        LoggedEntry entry = desk.make(LogTools.log(in, desk.workplace()));

        assertThat(entry.entry().billable()).isFalse();
        assertThat(entry.told()).endsWith("on no project, not billable");
    }

    @Test
    void planning_twice_as_of_the_same_instant_gives_the_same_change() {
        LogTime in = log("Booking App", "today 8:00", "2h");

        assertThat(LogTools.log(in, desk.workplace()).change())
                .isEqualTo(LogTools.log(in, desk.workplace()).change());
    }

    @Test
    void a_name_that_two_projects_share_logs_nothing() {
        assertRefused(log("Website", "today 8:00", "2h"), "2 projects are called");
        assertThat(desk.written()).isEmpty();
        assertThat(Seed.id("project", "Website")).isNotEqualTo(Seed.id("project", "website"));
    }

    private static AddEntry add(String start, @Nullable String end) {
        return new AddEntry(start, end, null, "Drawing", "Booking App", null, null, null);
    }

    private void assertRefused(LogTime in, String message) {
        assertThatThrownBy(() -> SandboxDesk.said(() -> LogTools.log(in, desk.workplace())))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(message);
    }

    private static JsonNode body(Change change) {
        JsonNode body = change.steps().getFirst().request().body();
        assertThat(body).isNotNull();
        return body;
    }
}
