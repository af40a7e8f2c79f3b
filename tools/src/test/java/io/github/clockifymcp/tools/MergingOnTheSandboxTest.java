package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Projects that become one, over HTTP on the sandbox's company, by its owner on Friday the 20th of
/// November 2026.
class MergingOnTheSandboxTest {
    private static final String WAYFINDING = "{'from': 'museum wayfinding', 'into': 'online shop'}";

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_merge_moves_entries_and_tasks_by_name_and_says_what_stays() {
        Change change =
                tools.planned(
                        "clockify_merge_projects",
                        "{'from':'booking app','into':'website'}"
                                .replace("website", Seed.id("project", "Website")));

        assertThat(change.summary())
                .startsWith("Merge project ‹Booking App› for ‹Alpenblick Hotels› into project")
                .contains(": move 100 entries and archive ‹Booking App›");
        assertThat(change.steps()).hasSize(3 + 100 + 1);
        assertThat(change.before()).hasSize(100 + 1);
        assertThat(change.risks()).containsExactly(Risk.BILLING);
        assertThat(change.notes())
                .contains(
                        "The time earns at the rates of ‹Website› then.",
                        "Expenses, planned work, people, rates, estimate and tasks stay with"
                                + " ‹Booking App›.",
                        "Invoices keep the items they have.")
                .anyMatch(note -> note.matches("Mina Petrović: \\d+:\\d\\d"))
                .anyMatch(note -> note.startsWith("Makes in ‹Website›: "))
                .noneMatch(note -> note.contains("different clients"));
    }

    @Test
    void merged_time_is_found_on_the_other_project_under_tasks_of_the_same_name() {
        Duration before = tracked("Website").plus(tracked("Booking App"));
        String merge =
                "{'from': 'booking app', 'into': '%s'}".formatted(Seed.id("project", "Website"));

        assertThat(tools.told("clockify_merge_projects", merge))
                .isEqualTo(
                        "Moved 100 entries from ‹Booking App› to ‹Website›, making 3 tasks."
                                + " ‹Booking App› is archived, id %s."
                                        .formatted(Seed.id("project", "Booking App")));

        assertThat(tracked("Website")).isEqualTo(before);
        assertThat(tracked("Booking App")).isZero();
        assertThat(
                        tools.told(
                                "clockify_list_tasks",
                                "{'project': '%s'}".formatted(Seed.id("project", "Website"))))
                .contains("Android", "API", "iOS", "Design");
        assertThatThrownBy(() -> tools.told("clockify_get_project", "{'project': 'booking app'}"))
                .hasMessageContaining("archived");
    }

    private Duration tracked(String project) {
        Duration time =
                desk.workplace().api().projects().get(Seed.id("project", project)).duration();
        return time == null ? Duration.ZERO : time;
    }

    @Test
    void a_merge_that_would_leave_time_behind_is_refused() {
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_merge_projects",
                                "{'from': 'brand refresh', 'into': 'online shop'}"))
                .hasMessageContaining("A timer runs on project ‹Brand Refresh›");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_merge_projects",
                                "{'from': 'online shop', 'into': 'online shop'}"))
                .hasMessageContaining("would be merged with itself");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_merge_projects",
                                "{'from': 'online shop', 'into': '%s'}"
                                        .formatted(Seed.id("project", "Booking App (old)"))))
                .hasMessageContaining("is archived, and takes no time");
    }

    @Test
    void who_may_not_see_others_time_merges_nothing() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            minas.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);
            SandboxTools hers = new SandboxTools(minas);

            assertThatThrownBy(() -> hers.told("clockify_merge_projects", WAYFINDING))
                    .hasMessageContaining("shows the time of others");
        }
    }

    @Test
    void more_than_two_hundred_entries_are_not_merged_at_once() {
        for (int i = 0; i < 110; i++) {
            Instant start = Instant.parse("2026-03-02T06:00:00Z").plus(Duration.ofHours(i));
            desk.workplace()
                    .clockify()
                    .send(
                            desk.workplace()
                                    .api()
                                    .timeEntries()
                                    .create(
                                            new NewTimeEntry(
                                                            start,
                                                            start.plus(Duration.ofMinutes(30)),
                                                            "More")
                                                    .withProject(
                                                            Seed.id("project", "Museum Wayfinding"),
                                                            null)));
        }

        assertThatThrownBy(() -> tools.told("clockify_merge_projects", WAYFINDING))
                .hasMessageContaining("has 213 entries; up to 200 are merged");
    }
}
