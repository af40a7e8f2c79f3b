package io.github.clockifymcp.tools.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeEntries.Filter;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.entries.EntryEditTools.FindAndUpdateEntry;
import io.github.clockifymcp.tools.entries.EntryEditTools.UpdatedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntrySearchTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");

    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    private String has(Instant start, String description) {
        var api = desk.workplace().api().timeEntries();
        NewTimeEntry entry =
                new NewTimeEntry(start, start.plus(Duration.ofHours(1)), description)
                        .withProject(Seed.id("project", "Internal"), null);
        String id = desk.workplace().clockify().send(api.create(entry)).id();
        desk.forget();
        return id;
    }

    private static FindAndUpdateEntry find(
            @Nullable String id, @Nullable String exact, @Nullable String contains) {
        return find(id, exact, contains, null, null);
    }

    private static FindAndUpdateEntry find(
            @Nullable String id,
            @Nullable String exact,
            @Nullable String contains,
            @Nullable String after,
            @Nullable String before) {
        return new FindAndUpdateEntry(
                id, exact, contains, after, before, "Found", null, null, null, null);
    }

    private Planned<UpdatedEntry> plan(FindAndUpdateEntry in) {
        return SandboxDesk.said(() -> EntryEditTools.findAndUpdate(in, desk.workplace()));
    }

    private static ToolException refusal(ThrowingCallable call) {
        ToolException[] caught = new ToolException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ToolException.class, e -> caught[0] = e);
        return caught[0];
    }

    @Test
    void an_entry_is_found_by_a_part_of_its_description_whatever_its_capitals() {
        String id = has(MONDAY, "Kick-off\nwith Zebra Ltd");

        Change change = plan(find(null, null, "ZEBRA ltd")).change();

        assertThat(change.steps().getFirst().request().path()).endsWith(id);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void an_exact_description_is_the_whole_of_it() {
        has(MONDAY, "Zebra call, second");
        String id = has(MONDAY.plusSeconds(7200), "Zebra call");

        Change change = plan(find(null, "Zebra call", null)).change();

        assertThat(change.steps().getFirst().request().path()).endsWith(id);
    }

    @Test
    void several_that_fit_are_listed_with_handles_and_none_is_changed() {
        String first = has(MONDAY, "Zebra one");
        String second = has(MONDAY.plusSeconds(7200), "Zebra two");

        ToolException refused = refusal(() -> plan(find(null, null, "zebra")));

        assertThat(refused.problem().code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(refused.problem().message())
                .startsWith("2 of your entries that start from Wed 21 Oct 2026 00:00 CEST")
                .contains(
                        first.substring(19) + " Mon 16 Nov 2026 09:00–10:00 CET (1:00) on Internal")
                .contains(second.substring(19) + " Mon 16 Nov 2026 11:00–12:00");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void none_that_fits_is_said_with_what_was_searched() {
        has(Instant.parse("2026-10-20T08:00:00Z"), "Zebra");

        ToolException refused = refusal(() -> plan(find(null, null, "zebra")));

        assertThat(refused.problem().code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refused.problem().text())
                .contains("start from Wed 21 Oct 2026 00:00 CEST to before Sat 21 Nov 2026 00:00")
                .contains("mention ‹zebra›")
                .contains("start_after");
    }

    @Test
    void the_days_that_are_searched_can_be_said() {
        String old = has(Instant.parse("2026-10-20T08:00:00Z"), "Zebra");
        has(MONDAY, "Zebra");

        assertThat(
                        plan(find(null, "Zebra", null, "1 Oct", "21 Oct"))
                                .change()
                                .steps()
                                .getFirst()
                                .request()
                                .path())
                .endsWith(old);
        assertThat(
                        plan(find(null, "Zebra", null, "2026-10-20 10:00", "2026-10-20 10:01"))
                                .change()
                                .steps())
                .hasSize(1);
        assertThatThrownBy(() -> plan(find(null, "Zebra", null, "2026-10-20 10:01", "21 Oct")))
                .hasMessageContaining("None of your entries");
        assertThatThrownBy(() -> plan(find(null, "Zebra", null, "21 Oct", "20 Oct")))
                .hasMessageContaining("Nothing lies between");
    }

    @Test
    void defect_12_an_entry_is_found_by_id_however_many_are_newer() {
        TimeEntry oldest = own().getLast();
        assertThat(own()).hasSizeGreaterThan(100);
        desk.forget();

        desk.make(plan(find(oldest.id(), null, null)));

        assertThat(desk.written()).hasSize(1);
        assertThat(desk.received()).hasSize(2);
        assertThat(desk.workplace().entries().find(oldest.id()).description()).isEqualTo("Found");
    }

    @Test
    void defect_12_an_entry_is_found_by_what_it_says_however_many_are_newer() {
        String id = has(Instant.parse("2026-09-21T05:00:00Z"), "Zebra");

        Change change = plan(find(null, "zebra", null, "1 Sep", null)).change();

        assertThat(change.steps().getFirst().request().path()).endsWith(id);
    }

    private List<TimeEntry> own() {
        return desk.workplace().entries().list(Filter.all()).items();
    }

    @Test
    void defect_7_somebody_elses_entry_is_not_found_for_a_change() {
        String others =
                desk.workplace()
                        .api()
                        .timeEntries()
                        .list(Seed.person("grace").id(), Filter.all(), new Paging(1, 1))
                        .items()
                        .getFirst()
                        .id();

        assertThatThrownBy(() -> plan(find(others, null, null)))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("is somebody else's");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void which_entry_has_to_be_said_in_one_way() {
        assertThatThrownBy(() -> plan(find(null, null, null))).hasMessageContaining("not said");
        assertThatThrownBy(() -> plan(find("abcdef", "x", null)))
                .hasMessageContaining("more than one way");
        assertThatThrownBy(() -> plan(find(null, null, " "))).hasMessageContaining("contains");
        assertThat(desk.received()).isEmpty();
    }

    @Test
    void a_new_project_and_new_times_are_set_like_with_update() {
        String id = has(MONDAY, "Zebra");
        FindAndUpdateEntry in =
                new FindAndUpdateEntry(
                        null, "Zebra", null, null, null, null, "Intranet", null, "11:30", true);

        UpdatedEntry updated = desk.make(plan(in));

        assertThat(updated.told())
                .isEqualTo(
                        id.substring(19)
                                + " Mon 16 Nov 2026 09:00–11:30 CET (2:30) on Intranet — Zebra\n"
                                + "Changed: project ‹Internal› → ‹Intranet›; not billable →"
                                + " billable; time Mon 16 Nov 2026 09:00–10:00 CET (1:00) → Mon 16"
                                + " Nov 2026 09:00–11:30 CET (2:30)");
    }
}
