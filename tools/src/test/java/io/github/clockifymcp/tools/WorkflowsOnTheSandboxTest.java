package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What people say in one breath, over HTTP on the sandbox's company. It is Friday the 20th of
/// November 2026, 10:30 in Vienna, and Mina has logged nothing yet today.
class WorkflowsOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.ofMina();
    private final SandboxTools tools = new SandboxTools(desk);

    /// An entry of Mina's on Internal; a timer without an end.
    private String has(String start, @Nullable String end, String description) {
        NewTimeEntry entry =
                new NewTimeEntry(
                                Instant.parse(start),
                                end == null ? null : Instant.parse(end),
                                description)
                        .withProject(Seed.id("project", "Internal"), null)
                        .withBillable(false);
        String id =
                desk.workplace()
                        .clockify()
                        .send(desk.workplace().api().timeEntries().create(entry))
                        .id();
        desk.forget();
        return id;
    }

    private TimeEntry read(String id) {
        return desk.workplace().entries().find(id);
    }

    private void takeBack(Change change, List<String> paths) {
        List<Step.Inverse> inverses =
                change.steps().reversed().stream().map(Step::inverse).toList();
        assertThat(inverses).doesNotContainNull();
        assertThat(inverses.stream().map(inverse -> inverse.request().path()))
                .containsExactlyElementsOf(paths);
    }

    @Test
    void many_entries_are_one_change_that_adds_up_where_the_clocks_change() {
        String three =
                """
                {'entries': [
                 {'start': 'today 8:00', 'end': '9:00', 'project': 'internal', 'description': 'Mail'},
                 {'start': 'today 8:30', 'duration': '1h', 'project': 'booking app', 'tags': ['urgent']},
                 {'start': '2026-10-25 01:00', 'end': '04:00', 'project': 'internal'}]}
                """;

        Change change = tools.planned("clockify_log_many", three);

        assertThat(change.summary())
                .isEqualTo("Log 3 entries, 6:00 in all, Sun 25 Oct 2026 – Fri 20 Nov 2026");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(change.details()).contains("1 08:00–09:00 Internal — Mail, not billable");
        assertThat(change.notes())
                .contains("1 and 2 overlap.")
                .anySatisfy(note ->
                        assertThat(note)
                                .startsWith("3 overlaps ")
                                .contains("On call while the clocks changed"));
        String entries = "/workspaces/%s/time-entries/".formatted(Seed.studio());
        takeBack(change, List.of(entries + "{entry3}", entries + "{entry2}", entries + "{entry1}"));
        assertThat(desk.written()).isEmpty();
        desk.forget();
        assertThat(tools.told("clockify_log_many", three))
                .endsWith("3 entries logged, 6:00 in all.");
        assertThat(desk.written()).hasSize(3);
        // Names are remembered; the list that shows the overlaps is read.
        assertThat(desk.received()).hasSize(4);
    }

    @Test
    void one_entry_that_is_not_understood_stops_all_and_is_named() {
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_log_many",
                                """
                                {'entries': [{'start': 'today 8:00', 'end': '9:00'},
                                 {'start': 'today 9:00', 'end': '10:00', 'project': 'Nope'}]}
                                """))
                .hasMessageContaining("Entry 2: No project is called ‹Nope›");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void a_gap_is_filled_where_nothing_is_and_only_once() {
        has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        has("2026-11-20T08:30:00Z", "2026-11-20T09:00:00Z", "Call");

        assertThat(
                        tools.told(
                                "clockify_timesheet_fill_gap",
                                "{'start': 'today 8:30', 'project': 'Internal'}"))
                .contains(" 09:00–09:30 Internal")
                .endsWith("1 entry logged, 0:30 in all.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_timesheet_fill_gap",
                                "{'start': 'today 8:30', 'project': 'Internal'}"))
                .hasMessageContaining("Fri 20 Nov 2026 09:00 CET is no gap: ");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_timesheet_fill_gap",
                                "{'start': 'today 8:30', 'end': '10:00'}"))
                .hasMessageContaining("Nothing is free in Fri 20 Nov 2026 08:30–10:00 CET (1:30)");
        Change around =
                tools.planned(
                        "clockify_timesheet_fill_gap", "{'start': 'today 7:30', 'end': '10:15'}");
        assertThat(around.steps()).hasSize(2);
        assertThat(around.summary()).startsWith("Log into the gap: 2 entries, 0:45 in all");
        assertThat(around.notes()).anyMatch(note -> note.startsWith("Only what is free: "));
        assertThat(tools.told("clockify_timesheet_fill_gap", "{'start': 'today 10:00'}"))
                .contains("10:00–10:30");
        assertThatThrownBy(() ->
                        tools.told("clockify_timesheet_fill_gap", "{'start': '2026-11-15 10:00'}"))
                .hasMessageContaining("it is not known where the gap ends");
    }

    @Test
    void a_day_is_copied_once_at_the_same_times_of_day() {
        has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        String toSunday = "{'from': 'today', 'to': '2026-11-15'}";

        assertThat(tools.told("clockify_copy_entries", toSunday))
                .contains("Sun 15 Nov 2026, 1:00", " 08:00–09:00 Internal — Mail")
                .endsWith("1 entry logged, 1:00 in all.");
        assertThat(tools.told("clockify_copy_entries", toSunday))
                .startsWith("Nothing to copy to Sun 15 Nov 2026.")
                .contains("it is there already");
        assertThat(
                        tools.told(
                                "clockify_copy_entries",
                                "{'from': '2026-02-01', 'to': '2026-02-08'}"))
                .isEqualTo("There is nothing to copy in Sun 1 Feb 2026.");
        assertThatThrownBy(() ->
                        tools.told("clockify_copy_entries", "{'from': 'last week', 'to': 'today'}"))
                .hasMessageContaining("are not as many days");
    }

    @Test
    void a_copy_onto_a_night_in_which_the_clocks_change_says_what_is_different() {
        has("2026-11-15T00:00:00Z", "2026-11-15T03:00:00Z", "Night");

        Change change =
                tools.planned("clockify_copy_entries", "{'from':'2026-11-15','to':'2026-10-25'}");

        assertThat(change.summary()).contains("Sun 25 Oct 2026 01:00 CEST", "04:00 CET (4:00)");
        assertThat(change.notes())
                .contains("The clocks change, so it is 4:00 there instead of 3:00.");
    }

    @Test
    void a_week_is_copied_whole() {
        int last =
                desk.workplace()
                        .entries()
                        .within(desk.workplace().words().range("last week", Direction.PAST))
                        .items()
                        .size();

        Change change =
                tools.planned(
                        "clockify_copy_entries",
                        "{'from':'last week','to':'2026-02-02..2026-02-08'}");

        assertThat(change.steps()).hasSize(last).hasSizeGreaterThan(10);
    }

    @Test
    void the_last_one_is_continued_and_what_runs_gives_way() {
        has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        String first = tools.told("clockify_continue_last", "{}");
        Change again = tools.planned("clockify_continue_last", "{}");
        String other = tools.told("clockify_continue_last", "{'project': 'customer portal'}");

        assertThat(first).startsWith("Running: ").contains("running (0:00) on Internal — Mail");
        assertThat(again.summary()).startsWith("It runs already: ");
        assertThat(again.steps()).isEmpty();
        assertThat(other).startsWith("Stopped: ").contains("on Customer Portal");
        assertThatThrownBy(
                        () -> tools.told("clockify_continue_last", "{'description': 'nobody did'}"))
                .hasMessageContaining("There is no such finished entry of yours");
    }

    @Test
    void an_entry_is_split_and_its_later_part_may_be_about_something_else() {
        String id = has("2026-11-20T07:00:00Z", "2026-11-20T09:00:00Z", "Mail");
        String split =
                "{'entry_id': '%s', 'at': '9:00', 'project': 'booking app', 'task': 'api'}"
                        .formatted(id);

        Change change = tools.planned("clockify_split_entry", split);
        String told = tools.told("clockify_split_entry", split);

        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(change.before()).hasSize(1);
        assertThat(change.steps()).allMatch(step -> step.inverse() != null);
        assertThat(told)
                .contains(
                        "08:00–09:00 CET (1:00) on Internal — Mail",
                        "09:00–10:00 CET (1:00) on Booking App / API — Mail");
        assertThat(read(id).end()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_split_entry",
                                "{'entry_id': '%s', 'at': '9:30'}".formatted(id)))
                .hasMessageContaining("does not lie within");
    }

    @Test
    void a_timer_is_split_and_its_later_part_runs_on() {
        String id = has("2026-11-20T07:00:00Z", null, "Mail");

        assertThat(
                        tools.told(
                                "clockify_split_entry",
                                "{'entry_id':'%s','at':'9:30','description':'Call'}".formatted(id)))
                .contains(
                        "08:00–09:30 CET (1:30)", "09:30 CET – running (1:00) on Internal — Call");
        assertThat(read(id).running()).isFalse();
    }

    @Test
    void entries_move_to_another_project_and_day_as_one_change() {
        String one = has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        String two = has("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z", "Call");
        String move =
                "{'entry_ids': ['%s', '%s'], 'project': 'booking app', 'day': '2026-11-15'}"
                        .formatted(one, two);

        Change change = tools.planned("clockify_move_entries", move);
        desk.forget();
        String told = tools.told("clockify_move_entries", move);

        assertThat(change.summary()).isEqualTo("Move 2 entries");
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(change.before()).hasSize(2);
        assertThat(told)
                .contains("Sun 15 Nov 2026 08:00–09:00 CET (1:00) on Booking App — Mail")
                .endsWith("2 entries changed.");
        assertThat(desk.received()).hasSize(2);
        assertThat(tools.told("clockify_move_entries", move))
                .isEqualTo("0 entries changed. 2 already so.");
        tools.makeAndTakeBack(
                "clockify_move_entries",
                "{\"entry_ids\": [\"%s\"], \"project\": \"internal\"}".formatted(one));
        assertThat(read(one).projectId()).isEqualTo(Seed.id("project", "Booking App"));
        assertThatThrownBy(() ->
                        tools.told("clockify_move_entries", "{'entry_ids': ['%s']}".formatted(one)))
                .hasMessageContaining("It is not said where the entries go.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_move_entries",
                                "{'entry_ids':['65a000000000000000000001'],'day':'today'}"))
                .hasMessageContaining("There is no entry with the id 65a000000000000000000001");
    }

    @Test
    void a_forgotten_timer_gets_a_proposal_and_only_then_an_end() {
        String id = has("2026-11-19T13:00:00Z", null, "Mail");

        String proposed = tools.told("clockify_stop_forgotten_timer", "{}");

        assertThat(proposed).contains("Proposed end: Thu 19 Nov 2026 ", "Nothing is changed yet");
        assertThat(desk.written()).isEmpty();
        Matcher end = Pattern.compile("such as ‹(.*)›").matcher(proposed);
        assertThat(end.find()).isTrue();
        assertThat(
                        tools.told(
                                "clockify_stop_forgotten_timer",
                                "{'end': '%s'}".formatted(end.group(1))))
                .startsWith("Stopped: ");
        Instant ended = Objects.requireNonNull(read(id).end());
        assertThat(ended).isBetween(Instant.parse("2026-11-19T13:00:00Z"), SandboxDesk.NOW);
        assertThatThrownBy(() -> tools.told("clockify_stop_forgotten_timer", "{}"))
                .hasMessageContaining("No timer is running.");
    }

    @Test
    void a_timer_of_this_morning_is_not_forgotten_and_none_ends_in_the_future() {
        has("2026-11-20T07:00:00Z", null, "Mail");

        assertThatThrownBy(() -> tools.told("clockify_stop_forgotten_timer", "{}"))
                .hasMessageContaining("The timer does not look forgotten");
        assertThatThrownBy(
                        () -> tools.told("clockify_stop_forgotten_timer", "{'end': 'today 17:30'}"))
                .hasMessageContaining("is in the future");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void the_end_proposed_is_when_the_person_usually_stops() {
        // A Sunday: nothing else is recorded after it that day.
        has("2026-11-15T09:00:00Z", null, "Mail");

        assertThat(tools.told("clockify_stop_forgotten_timer", "{}"))
                .containsPattern("Proposed end: Sun 15 Nov 2026 1[5-9]:\\d\\d CET")
                .contains("days of the last weeks you stopped around then");
    }

    @Test
    void a_timer_begun_after_the_usual_end_is_held_against_the_hours_of_the_profile() {
        has("2026-11-15T21:00:00Z", null, "Mail");

        assertThat(tools.told("clockify_stop_forgotten_timer", "{}"))
                .contains(
                        "Proposed end: Mon 16 Nov 2026 05:00 CET. A working day of yours has 7:00"
                                + " by your profile.");
    }

    @Test
    void an_entry_is_copied_at_its_time_or_at_another() {
        String id = has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        String timer = has("2026-11-20T09:00:00Z", null, "Call");

        assertThat(tools.told("clockify_duplicate_entry", "{'entry_id': '%s'}".formatted(id)))
                .startsWith("Copied: ")
                .contains("08:00–09:00 CET (1:00) on Internal — Mail");
        assertThat(
                        tools.told(
                                "clockify_duplicate_entry",
                                "{'entry_id': '%s', 'start': 'yesterday 20:00'}".formatted(id)))
                .contains("Thu 19 Nov 2026 20:00–21:00 CET (1:00) on Internal — Mail");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_duplicate_entry", "{'entry_id': '%s'}".formatted(timer)))
                .hasMessageContaining("runs still");
    }

    @Test
    void all_entries_that_match_are_changed_alike_and_the_rest_of_them_stays() {
        String one = has("2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "Mail");
        has("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z", "Call");
        String edit =
                "{'start':'today','description':'mail','billable':true,'add_tags':['urgent']}";

        assertThat(tools.planned("clockify_bulk_edit_entries", edit).details())
                .singleElement()
                .asString()
                .endsWith("not billable → billable; tags none → #urgent");
        assertThat(tools.told("clockify_bulk_edit_entries", edit)).endsWith("1 entry changed.");
        assertThat(read(one).tagIds()).containsExactly(Seed.id("tag", "urgent"));
        assertThat(read(one).billable()).isTrue();
        assertThat(read(one).description()).isEqualTo("Mail");
        assertThat(tools.told("clockify_bulk_edit_entries", edit))
                .isEqualTo("0 entries changed. 1 already so.");
        assertThatThrownBy(() -> tools.told("clockify_bulk_edit_entries", "{'start':'today'}"))
                .hasMessageContaining("It is not said what should change");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_bulk_edit_entries",
                                "{'start':'last 60 days','add_tags':['urgent']}"))
                .hasMessageContaining("More than 50 entries");
    }

    @Test
    void those_who_lead_see_who_works_and_mark_what_was_billed() {
        try (SandboxDesk ada = SandboxDesk.of(Seed.person("ada"))) {
            SandboxTools hers = new SandboxTools(ada);
            TimeEntry minas =
                    ada.workplace()
                            .api()
                            .timeEntries()
                            .list(Seed.main().id(), TimeEntries.Filter.all(), Paging.first())
                            .items()
                            .getFirst();
            String ids = "{\"entry_ids\": [\"%s\"], ".formatted(minas.id());

            assertThat(hers.told("clockify_running_timers", "{}"))
                    .startsWith("Grace Okafor | Thu 19 Nov 2026 12:30 CET – running (22:00)")
                    .contains("Brand Refresh — Prepare presentation | forgotten?")
                    .endsWith("1 timer runs.");
            Change marks =
                    hers.planned("clockify_mark_entries_billed", ids + "\"invoiced\": true}");
            assertThat(marks.risks()).containsExactly(Risk.BILLING);
            assertThat(marks.reach()).isEqualTo(Reach.WORKSPACE);
            assertThat(hers.told("clockify_mark_entries_billed", ids + "\"invoiced\": true}"))
                    .startsWith("Marked 1 entry, ")
                    .endsWith(" as invoiced.");
            assertThat(hers.planned("clockify_move_entries", ids + "\"day\": \"2026-11-15\"}"))
                    .satisfies(change -> assertThat(change.reach()).isEqualTo(Reach.WORKSPACE));
        }
    }
}
