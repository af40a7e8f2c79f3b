package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.sandbox.Seed;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to the schedule, read back from the sandbox's company on Friday, the 20th of
/// November 2026.
class SchedulingOnTheSandboxTest {
    private static final String PORTAL = Seed.id("scheduled-work", "portal");
    private static final String APP = Seed.id("scheduled-work", "app");
    private static final String LAYOUT = Seed.id("scheduled-work", "mina/Annual Report/0");
    private static final String LIST = "clockify_list_assignments";

    @AutoClose private final SandboxDesks desks = new SandboxDesks();

    private static String json(String id, String more) {
        return "{\"assignment\": \"%s\"%s}".formatted(id, more);
    }

    @Test
    void assignments_are_listed_by_person_and_drafts_are_told_from_the_rest() {
        SandboxTools tools = desks.ada();

        assertThat(
                        tools.told(
                                LIST,
                                "{\"start\": \"2026-11-23\", \"end\": \"2026-12-06\", \"user\": \"elif yılmaz\"}"))
                .isEqualTo(
                        """
                        Mon 23 Nov 2026 – Sun 6 Dec 2026
                        Elif Yılmaz
                        - Mon 23 Nov 2026 – Wed 25 Nov 2026 | 3 h a day | Customer Portal (Donau Energie AG) | id %s
                        - Mon 23 Nov 2026 – Fri 27 Nov 2026 | 6 h a day | Annual Report (Donau Energie AG) | id %s
                        - Mon 30 Nov 2026 – Wed 9 Dec 2026 | 5 h a day | Customer Portal (Donau Energie AG) | draft | id %s
                        3 assignments in all.\
                        """
                                .formatted(
                                        PORTAL,
                                        Seed.id("scheduled-work", "report"),
                                        Seed.id("scheduled-work", "portal2")));
        assertThat(tools.told(LIST, "{\"start\": \"2026-11-30..2026-12-04\", \"drafts\": true}"))
                .contains("Brand Refresh", "3 assignments in all.")
                .doesNotContain("Annual Report");
        assertThat(desks.mina().told(LIST, "{\"drafts\": true}")).endsWith("No assignments.");
        assertThat(tools.told("clockify_get_assignment", json(LAYOUT, "")))
                .contains("4 h a day", "Annual Report (Donau Energie AG): Layout", "; published");
    }

    @Test
    void one_that_is_not_there_is_said_so() {
        assertThatThrownBy(() -> desks.ada().told("clockify_get_assignment", json("layout", "")))
                .hasMessageContaining("is not the id of an assignment");
        assertThatThrownBy(() ->
                        desks.ada()
                                .told(
                                        "clockify_get_assignment",
                                        json("000000000000000000000000", "")))
                .hasMessageContaining("No assignment from");
    }

    @Test
    void free_hours_are_by_week_and_say_who_is_over_booked() {
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_filter_schedule_capacity",
                                        "{\"start\": \"2026-11-23\", \"end\": \"2026-12-06\", \"users\": [\"elif@example.org\"]}"))
                .isEqualTo(
                        """
                        Mon 23 Nov 2026 – Sun 6 Dec 2026
                        Elif Yılmaz | 64 of 70 h scheduled, 12 h free
                        - Mon 23 Nov 2026 – Sun 29 Nov 2026: 39 of 35 h scheduled, 2 h free
                        - Mon 30 Nov 2026 – Sun 6 Dec 2026: 25 of 35 h scheduled, 10 h free
                        - over-booked: Mon 23 Nov 2026 9 of 7 h, Tue 24 Nov 2026 9 of 7 h, Wed 25 Nov 2026 9 of 7 h\
                        """);
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_filter_schedule_capacity",
                                        "{\"start\": \"next week\", \"counting\": \"drafts\"}"))
                .contains("Elif Yılmaz | 0 of 35 h scheduled, 35 h free", "Hana Satō");
    }

    @Test
    void projects_have_hours_and_may_have_none() {
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_get_project_schedule_totals",
                                        "{\"start\": \"next week\"}"))
                .startsWith("Mon 23 Nov 2026 – Sun 29 Nov 2026: 111.5 h scheduled\n")
                .contains("Customer Portal | Donau Energie AG | 9 h on 3 days");
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_get_project_schedule_totals",
                                        "{\"project\": \"intranet\"}"))
                .endsWith(": 0 h scheduled");
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_get_project_schedule_totals",
                                        "{\"start\": \"next week\", \"project\": \"online shop\", \"counting\": \"drafts\"}"))
                .contains("Online Shop | Nakamura Ceramics 中村陶器 | 17.5 h on 5 days");
    }

    @Test
    void work_is_scheduled_as_a_draft_and_the_preview_says_whom_it_over_books() {
        SandboxTools tools = desks.ada();
        String hers =
                "{\"user\": \"mina petrović\", \"project\": \"brand refresh\", \"task\": \"logo\","
                        + " \"start\": \"2026-12-01\", \"end\": \"2026-12-05\", \"hours_per_day\": 2}";

        Change change = tools.planned("clockify_create_assignment", hers);

        assertThat(change.summary())
                .isEqualTo(
                        "Schedule ‹Mina Petrović›, Brand Refresh: Logo, Tue 1 Dec 2026 – Sat 5 Dec 2026, 2 h a day");
        assertThat(change.notes())
                .containsExactly(
                        "1 day is no working day and should not count.",
                        "That over-books them on 4 days, first on Tue 1 Dec 2026: 8.5 of 7 h.",
                        "It is a draft until clockify_publish_schedule.");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(tools.told("clockify_create_assignment", hers))
                .startsWith("Scheduled ‹Mina Petrović›, Brand Refresh: Logo")
                .contains("; a draft, id ");
        assertThat(tools.told(LIST, "{\"start\": \"2026-12-01\", \"project\": \"brand refresh\"}"))
                .contains("Brand Refresh (Kestrel Labs): Logo", "2 assignments in all.");
    }

    @Test
    void a_series_is_scheduled_and_taken_back_whole() {
        SandboxTools tools = desks.ada();
        String weekly =
                "{\"user\": \"grace@example.org\", \"project\": \"internal\", \"start\": \"2027-01-04\","
                        + " \"hours_per_day\": 1.5, \"start_time\": \"09:30\", \"weeks\": 4}";

        assertThat(tools.told("clockify_create_assignment", weekly)).endsWith(", and 3 more weeks");
        assertThat(tools.told(LIST, "{\"start\": \"january\"}"))
                .contains("1.5 h a day from 09:30", "4 assignments in all.");
        assertTakenBackByTheFirst(tools.planned("clockify_create_assignment", weekly));
    }

    /// Clockify answers with a list, whose first leads to the rest.
    private static void assertTakenBackByTheFirst(Change change) {
        Step.Inverse inverse = Objects.requireNonNull(change.steps().getFirst().inverse());
        assertThat(inverse.blanks()).containsExactly(new Blank("", "assignment", "/0/id"));
        assertThat(inverse.request().path())
                .endsWith("/recurring/{assignment}?seriesUpdateOption=ALL");
    }

    @Test
    void what_cannot_be_scheduled_is_refused_before_it_is_sent() {
        SandboxTools tools = desks.ada();
        String grace = "{\"user\": \"grace@example.org\", \"project\": \"%s\", %s}";

        assertThatThrownBy(() ->
                        tools.planned(
                                "clockify_create_assignment",
                                grace.formatted(
                                        Seed.id("project", "Booking App (old)"),
                                        "\"start\": \"1 dec\", \"hours_per_day\": 2")))
                .hasMessageContaining("is archived");
        assertThatThrownBy(() ->
                        tools.planned(
                                "clockify_create_assignment",
                                grace.formatted(
                                        "internal",
                                        "\"start\": \"1 dec\", \"end\": \"8 dec\", \"hours_per_day\": 2, \"weeks\": 3")))
                .hasMessageContaining("cannot be longer than one week");
        assertThatThrownBy(() ->
                        tools.planned(
                                "clockify_create_assignment",
                                grace.formatted(
                                        "internal", "\"start\": \"1 dec\", \"hours_per_day\": 25")))
                .hasMessageContaining("25 h a day cannot be");
        assertThatThrownBy(() ->
                        tools.planned("clockify_repeat_assignment", json(APP, ", \"weeks\": 2")))
                .hasMessageContaining("cannot be longer than one week");
    }

    @Test
    void an_update_keeps_what_is_not_named_and_can_be_taken_back() {
        SandboxTools tools = desks.ada();
        String less = json(PORTAL, ", \"hours_per_day\": 1, \"end\": \"2026-11-26\"");

        Change change = tools.planned("clockify_update_assignment", less);
        assertThat(change.summary())
                .contains(
                        "days ‹Mon 23 Nov 2026 – Wed 25 Nov 2026› → ‹Mon 23 Nov 2026 – Thu 26 Nov 2026›;"
                                + " hours a day ‹3 h› → ‹1 h›");
        assertThat(change.before()).hasSize(1);
        tools.makeAndTakeBack("clockify_update_assignment", less);
        assertThat(tools.told("clockify_get_assignment", json(PORTAL, "")))
                .contains("Mon 23 Nov 2026 – Wed 25 Nov 2026 | 3 h a day");
        assertThat(tools.told("clockify_update_assignment", json(PORTAL, ", \"note\": \"Forms\"")))
                .endsWith("note none → ‹Forms›");
        assertThat(tools.told("clockify_get_assignment", json(PORTAL, ""))).contains("| Forms |");
        assertThat(tools.told("clockify_update_assignment", json(PORTAL, ", \"hours_per_day\": 3")))
                .startsWith("Nothing to change");
        assertThatThrownBy(() -> tools.told("clockify_update_assignment", json(PORTAL, "")))
                .hasMessageContaining("It is not said what should change");
    }

    @Test
    void a_series_is_changed_from_one_on_repeated_longer_and_deleted() {
        SandboxTools tools = desks.ada();
        String all = ", \"series\": \"all\"";

        assertThat(
                        tools.planned(
                                        "clockify_update_assignment",
                                        json(LAYOUT, ", \"hours_per_day\": 5" + all))
                                .notes())
                .anyMatch(note -> note.startsWith("2 others look like its series"));
        assertThat(
                        tools.told(
                                "clockify_update_assignment",
                                json(LAYOUT, ", \"hours_per_day\": 5" + all)))
                .contains("3 assignments in all:");
        assertThat(
                        tools.planned("clockify_repeat_assignment", json(LAYOUT, ", \"weeks\": 5"))
                                .risks())
                .containsExactlyInAnyOrder(Risk.WRITE, Risk.DESTRUCTIVE);
        assertThat(tools.told("clockify_repeat_assignment", json(LAYOUT, ", \"weeks\": 5")))
                .contains("5 assignments in all:");
        assertThat(tools.planned("clockify_delete_assignment", json(LAYOUT, all)).risks())
                .containsExactly(Risk.DESTRUCTIVE);
        assertThat(tools.told("clockify_delete_assignment", json(LAYOUT, all)))
                .startsWith("Deleted ‹Mina Petrović›, Annual Report")
                .contains("and its whole series", "5 assignments in all:");
        assertThatThrownBy(() -> tools.told("clockify_delete_assignment", json(LAYOUT, "")))
                .hasMessageContaining("No assignment from");
    }

    @Test
    void somebody_gets_a_copy() {
        SandboxTools tools = desks.ada();
        String copy =
                json(LAYOUT, ", \"user\": \"elif yılmaz\", \"series\": \"this_and_following\"");

        assertThat(tools.planned("clockify_copy_assignment", copy).notes())
                .contains(
                        "That over-books them on 5 days, first on Mon 23 Nov 2026: 13 of 7 h.",
                        "2 others look like its series; Clockify decides, as its lists do not show series.");
        assertThat(tools.told("clockify_copy_assignment", copy))
                .startsWith("Scheduled ‹Elif Yılmaz›, as ‹Mina Petrović›, Annual Report")
                .endsWith(", and 2 more weeks");
        assertTakenBackByTheFirst(tools.planned("clockify_copy_assignment", copy));
        assertThat(tools.told(LIST, "{\"start\": \"next week\", \"user\": \"elif yılmaz\"}"))
                .contains("3 assignments in all.");
    }

    @Test
    void publishing_names_the_drafts_and_whose_they_are() {
        SandboxTools tools = desks.ada();
        String week = "{\"start\": \"2026-11-30\", \"end\": \"2026-12-06\"}";

        Change change = tools.planned("clockify_publish_schedule", week);

        assertThat(change.summary())
                .isEqualTo("Publish 3 drafts of 3 people: Mon 30 Nov 2026 – Sun 6 Dec 2026");
        assertThat(change.notes())
                .contains(
                        "‹Mina Petrović›, Brand Refresh (Kestrel Labs), Mon 30 Nov 2026 – Fri 4 Dec 2026, 2.5 h a day",
                        "1 of them goes beyond these days, and is published whole.",
                        "Nobody is mailed by this.",
                        "It happens at once, and cannot be taken back.");
        assertThat(change.risks()).containsExactly(Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.steps().getFirst().inverse()).isNull();
        assertThat(tools.told("clockify_publish_schedule", week))
                .isEqualTo("Published 3 drafts of 3 people: Mon 30 Nov 2026 – Sun 6 Dec 2026");
        assertThatThrownBy(() -> tools.planned("clockify_publish_schedule", week))
                .hasMessageContaining("There are no drafts to publish");
        assertThat(tools.told(LIST, "{\"drafts\": true}")).contains("1 assignment in all.");
    }

    @Test
    void publishing_for_some_leaves_the_others_and_mentions_who_is_over_booked() {
        SandboxTools tools = desks.ada();
        String elif =
                "{\"user\": \"elif yılmaz\", \"project\": \"internal\", \"start\": \"2026-11-23\", \"hours_per_day\": 1}";
        tools.told("clockify_create_assignment", elif);

        Change change =
                tools.planned(
                        "clockify_publish_schedule",
                        "{\"start\": \"next week\", \"users\": [\"elif yılmaz\"], \"notify_people\": true}");

        assertThat(change.summary()).startsWith("Publish 1 draft of 1 person");
        assertThat(change.notes())
                .contains("Clockify mails these people.")
                .anyMatch(note ->
                        note.startsWith("‹Elif Yılmaz› is over-booked: Mon 23 Nov 2026 10 of 7 h"));
    }
}
