package io.github.clockifymcp.tools.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryTools.DeleteEntry;
import io.github.clockifymcp.tools.entries.EntryTools.DeletedEntry;
import io.github.clockifymcp.tools.entries.EntryTools.EntryPage;
import io.github.clockifymcp.tools.entries.EntryTools.GetEntry;
import io.github.clockifymcp.tools.entries.EntryTools.ListEntries;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryToolsTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    private EntryPage list(@Nullable String start, int page, int size) {
        return EntryTools.list(
                new ListEntries(start, null, null, null, page, size, Detail.FULL),
                desk.workplace());
    }

    @Test
    void totals_are_over_everything_in_the_range_and_not_only_the_page() {
        EntryPage all = list("last 60 days", 1, 200);
        EntryPage page = list("last 60 days", 2, 10);

        assertThat(page.entries()).hasSize(10);
        assertThat(page.count()).isEqualTo(all.count()).isGreaterThan(60);
        assertThat(page.totalSeconds())
                .isEqualTo(all.entries().stream().mapToLong(ListedEntry::seconds).sum());
        assertThat(page.more()).isTrue();
        assertThat(page.told()).contains("Shown are 11 to 20").contains("page 3 has more");
    }

    @Test
    void the_last_page_and_those_behind_it_promise_no_more() {
        int count = list("last 60 days", 1, 200).count();

        assertThat(list("last 60 days", 2, count - 1).told())
                .endsWith(
                        "Shown are %d to %d, from the latest; this is the last page."
                                .formatted(count, count));
        assertThat(list("last 60 days", 9, count - 1).told())
                .endsWith("\nPage 9 is empty; the last is page 2.");
        assertThat(list("today", 1, 50).told()).isEqualTo("Fri 20 Nov 2026: no entries.");
    }

    @Test
    void an_end_alone_is_refused_since_days_could_start_anywhere() {
        ListEntries in = new ListEntries(null, "yesterday", null, null, 1, 50, Detail.BRIEF);

        assertThatThrownBy(() -> EntryTools.list(in, desk.workplace()))
                .hasMessageContaining("where the days end, ‹yesterday›, and not where they start");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        List<String> all = ids(list("last 60 days", 1, 200));

        List<String> pages = new java.util.ArrayList<>();
        for (int page = 1; page <= (all.size() + 9) / 10; page++) {
            pages.addAll(ids(list("last 60 days", page, 10)));
        }

        assertThat(pages).isEqualTo(all);
        assertThat(list("last 60 days", 999, 10).entries()).isEmpty();
    }

    @Test
    void defect_11_entries_show_the_names_of_their_projects() {
        EntryPage page = list("last 60 days", 1, 200);

        assertThat(page.entries())
                .filteredOn(row -> row.project() != null)
                .isNotEmpty()
                .noneMatch(row -> row.project() != null && row.project().matches("[0-9a-f]{24}"));
    }

    @Test
    void a_list_costs_one_request_when_the_account_is_known() {
        desk.workplace().account();
        desk.forget();

        list("last 60 days", 1, 50);

        assertThat(desk.received()).hasSize(1);
    }

    @Test
    void a_handle_that_was_shown_finds_its_entry() {
        ListedEntry row = list("last 7 days", 1, 50).entries().getFirst();

        assertThat(EntryTools.get(new GetEntry(row.handle()), desk.workplace()).entry().id())
                .isEqualTo(row.id());
    }

    @Test
    void a_handle_that_was_not_shown_is_looked_for_among_ones_own_entries() {
        String id = id(list("last 7 days", 1, 50).entries().getFirst());
        try (SandboxDesk fresh = SandboxDesk.ofMina()) {
            String handle = id.substring(id.length() - 8);

            assertThat(EntryTools.get(new GetEntry(handle), fresh.workplace()).entry().id())
                    .isEqualTo(id);
            assertThatThrownBy(() -> EntryTools.get(new GetEntry("00000bad"), fresh.workplace()))
                    .hasMessageContaining("00000bad");
        }
    }

    @Test
    void what_is_neither_id_nor_handle_is_refused_without_a_request() {
        desk.workplace().account();
        desk.forget();

        for (String text : List.of("", "abc", "../projects", "zzzzzz", "abcdef/../../x")) {
            assertThatThrownBy(() -> EntryTools.get(new GetEntry(text), desk.workplace()))
                    .as(text)
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("neither");
        }
        assertThat(desk.received()).isEmpty();
    }

    @Test
    void a_long_description_is_cut_except_where_everything_is_asked_for() {
        String words = "Lorem ipsum ".repeat(200).strip();
        LogTools.LogTime in =
                new LogTools.LogTime("Internal", "today 8:00", null, "1h", words, null, null, null);

        LogTools.LoggedEntry made = desk.make(LogTools.log(in, desk.workplace()));

        String handle = made.entry().handle();
        assertThat(made.entry().description()).isEqualTo(words);
        assertThat(made.told()).hasSizeLessThan(300).contains("ipsum Lorem ip…, not billable");
        assertThat(list("today", 1, 50).told()).hasSizeLessThan(400);
        assertThat(EntryTools.get(new GetEntry(handle), desk.workplace()).told()).contains(words);
    }

    @Test
    void a_delete_is_planned_with_its_image_and_sends_nothing_yet() {
        ListedEntry row = list("last 7 days", 1, 50).entries().getFirst();
        desk.forget();

        Change change = delete(id(row), desk.workplace()).change();

        assertThat(change.summary()).startsWith("Delete ").contains(row.description());
        assertThat(change.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(change.before()).hasSize(1);
        assertThat(change.steps()).hasSize(1);
        assertThat(change.steps().getFirst().request().path()).endsWith("/" + id(row));
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void a_deleted_entry_can_be_made_again_with_all_it_had() {
        String id =
                list("last 60 days", 1, 200).entries().stream()
                        .filter(entry -> !entry.tags().isEmpty() && entry.task() != null)
                        .map(ListedEntry::handle)
                        .findFirst()
                        .orElseThrow();
        EntryRow row = EntryTools.get(new GetEntry(id), desk.workplace()).entry();
        Planned<DeletedEntry> planned = delete(id, desk.workplace());
        var inverse = planned.change().steps().getFirst().inverse();
        assertThat(inverse).isNotNull();

        desk.make(planned);
        String again = desk.send(inverse.request()).path("id").asText();

        EntryRow restored = EntryTools.get(new GetEntry(again), desk.workplace()).entry();
        assertThat(restored)
                .usingRecursiveComparison()
                .ignoringFields("id", "handle")
                .isEqualTo(row);
    }

    @Test
    void defect_7_an_entry_of_somebody_else_is_known_as_such() {
        try (SandboxDesk owner = SandboxDesk.of(Seed.person("ada"))) {
            String id = id(list("last 7 days", 1, 50).entries().getFirst());

            assertThat(delete(id, owner.workplace()).change().reach()).isEqualTo(Reach.WORKSPACE);
        }
    }

    private static Planned<DeletedEntry> delete(String id, Workplace ws) {
        return EntryTools.delete(new DeleteEntry(id), ws);
    }

    private static String id(ListedEntry inFull) {
        return Objects.requireNonNull(inFull.id());
    }

    private static List<String> ids(EntryPage page) {
        return page.entries().stream().map(EntryToolsTest::id).toList();
    }
}
