package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Taking back what was changed, through the packaged server: what is there afterwards is read back
/// from its sandbox. The days are long before those the sandbox fills.
class UndoPackagedTest {
    private static final String AT = "--at=2026-11-20T14:30:00Z";
    private static final Map<String, String> CAREFUL =
            Map.of("CLOCKIFY_POLICY", "time_tracking_safe");
    private static final Map<String, String> STANDARD_ADMIN = ToolSession.ADMIN;
    private static final String CLIENT = "Kestrel Labs";
    private static final String DAY = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
    private static final Pattern CHANGE = Pattern.compile("(?m)^([a-z0-9]{5}) ");
    private static final Pattern ID = Pattern.compile("id ([0-9a-f]{24})");

    @TempDir Path folder;

    private ToolSession start(Map<String, String> environment) throws Exception {
        return ToolSession.start(folder.resolve("home"), environment, AT);
    }

    private static void log(ToolSession session) throws Exception {
        session.told(
                "clockify_log_time",
                """
                {"project":"Booking App","description":"Sprint planning",\
                "start":"2026-03-02 9:00","duration":"1h","tags":["review"]}\
                """);
    }

    private static String entries(ToolSession session) throws Exception {
        return session.told("clockify_list_entries", DAY);
    }

    /// The entry in full, by what stands first in its line.
    private static String entry(ToolSession session) throws Exception {
        String line =
                entries(session)
                        .lines()
                        .filter(row -> row.contains("Sprint planning"))
                        .findFirst()
                        .orElseThrow();
        return session.told(
                "clockify_get_entry",
                "{\"entry_id\":\"%s\"}".formatted(line.strip().split(" ", 2)[0]));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String lastChange(ToolSession session) throws Exception {
        return found(CHANGE, session.told("clockify_list_changes", "{\"limit\":1}"));
    }

    @Test
    void logged_time_is_taken_back_once_in_the_default_mode_after_asking() throws Exception {
        try (ToolSession session = start(CAREFUL)) {
            log(session);
            assertThat(entries(session)).contains("Sprint planning");
            String change = lastChange(session);

            String told = session.told("clockify_undo", "{}");

            assertThat(session.asked()).contains("Take back " + change, "It deletes something.");
            assertThat(told).startsWith("Taken back: " + change);
            assertThat(entries(session)).doesNotContain("Sprint planning");
            assertThat(session.refused("clockify_undo", "{\"change\":\"%s\"}".formatted(change)))
                    .contains("taken back already, by " + lastChange(session));
            assertThat(session.refused("clockify_undo", "{}")).contains("There is no change");
        }
    }

    @Test
    void the_default_mode_still_deletes_nothing_else() throws Exception {
        try (ToolSession session = start(CAREFUL)) {
            log(session);
            String id = found(ID, entry(session));

            assertThat(
                            session.refused(
                                    "clockify_delete_entry", "{\"entry_id\":\"%s\"}".formatted(id)))
                    .contains("Mode standard would allow this");
            assertThat(entries(session)).contains("Sprint planning");
        }
    }

    @Test
    void a_deleted_entry_comes_back_with_everything_but_its_id() throws Exception {
        try (ToolSession session = start(Map.of())) {
            log(session);
            String before = entry(session);
            String id = found(ID, before);
            session.told("clockify_delete_entry", "{\"entry_id\":\"%s\"}".formatted(id));
            assertThat(session.asked())
                    .contains("Taking it back: clockify_undo makes it again, with a new id.");
            assertThat(entries(session)).doesNotContain("Sprint planning");

            String told = session.told("clockify_undo", "{}");

            String after = entry(session);
            String renewed = found(ID, after);
            assertThat(told).contains("New id " + renewed + " instead of " + id);
            assertThat(renewed).isNotEqualTo(id);
            assertThat(withoutIds(after)).isEqualTo(withoutIds(before));
        }
    }

    /// All but the handle, which follows the id, and the id.
    private static String withoutIds(String entry) {
        return entry.substring(entry.indexOf(' ')).replaceAll(ID.pattern(), "id");
    }

    @Test
    void an_update_is_taken_back_and_done_again() throws Exception {
        try (ToolSession session = start(CAREFUL)) {
            log(session);
            String before = entry(session);
            String id = found(ID, before);
            session.told(
                    "clockify_update_entry",
                    "{\"entry_id\":\"%s\",\"end\":\"11:30\",\"clear\":[\"tags\"]}".formatted(id));
            String changed = entry(session);

            session.told("clockify_undo", "{}");
            assertThat(entry(session)).isEqualTo(before);
            assertThat(session.asked()).isEmpty();

            String undo = lastChange(session);
            session.told("clockify_undo", "{\"change\":\"%s\"}".formatted(undo));
            assertThat(entry(session)).isEqualTo(changed);
        }
    }

    @Test
    void a_batch_is_taken_back_at_once_and_several_changes_too() throws Exception {
        try (ToolSession session = start(CAREFUL)) {
            log(session);
            session.told(
                    "clockify_log_many",
                    """
                    {"entries":[\
                    {"project":"Booking App","description":"One","start":"2026-03-02 10:00","end":"11:00"},\
                    {"project":"Booking App","description":"Two","start":"2026-03-02 11:00","end":"12:00"}]}\
                    """);
            assertThat(entries(session)).contains("One", "Two", "Sprint planning");

            session.told("clockify_undo", "{}");
            assertThat(session.asked()).contains("2 requests are sent");
            assertThat(entries(session)).contains("Sprint planning").doesNotContain("One", "Two");

            String id = found(ID, entry(session));
            session.told(
                    "clockify_update_entry",
                    "{\"entry_id\":\"%s\",\"description\":\"Other\"}".formatted(id));
            session.told("clockify_undo", "{\"last\":2}");
            assertThat(entries(session)).doesNotContain("Other", "Sprint planning");
        }
    }

    @Test
    void an_entry_that_has_moved_on_is_left_alone_and_the_refusal_says_how() throws Exception {
        try (ToolSession session = start(CAREFUL)) {
            log(session);
            String change = lastChange(session);
            String id = found(ID, entry(session));
            session.told(
                    "clockify_update_entry",
                    "{\"entry_id\":\"%s\",\"description\":\"Sprint planning, theirs\"}"
                            .formatted(id));

            String told = session.refused("clockify_undo", "{\"change\":\"%s\"}".formatted(change));

            assertThat(told)
                    .contains("it has moved on since")
                    .contains("description: then ‹Sprint planning›, now ‹Sprint planning, theirs›");
            assertThat(entries(session)).contains("Sprint planning, theirs");
        }
    }

    @Test
    void what_has_no_way_back_says_so_before_and_after() throws Exception {
        try (ToolSession session = start(Map.of())) {
            session.told("clockify_create_tag", "{\"name\":\"mistake\"}");
            session.told("clockify_delete_tag", "{\"tag\":\"mistake\"}");
            assertThat(session.asked()).contains("It cannot be taken back.");

            assertThat(session.refused("clockify_undo", "{}")).contains("nothing takes it back");
        }
    }

    @Test
    void entries_that_were_deleted_together_come_back_one_by_one() throws Exception {
        try (ToolSession session = start(Map.of())) {
            log(session);
            session.told(
                    "clockify_log_time",
                    """
                    {"project":"Booking App","description":"Other",\
                    "start":"2026-03-02 11:00","duration":"1h"}\
                    """);
            String before = withoutHandles(entries(session));
            String handles =
                    entries(session)
                            .lines()
                            .filter(line -> line.contains("Booking App"))
                            .map(line -> "\"" + line.strip().split(" ", 2)[0] + "\"")
                            .collect(Collectors.joining(","));
            session.told("clockify_delete_entries", "{\"entry_ids\":[%s]}".formatted(handles));
            assertThat(session.asked()).contains("clockify_undo makes it again, with a new id.");
            assertThat(entries(session)).doesNotContain("Booking App");

            String told = session.told("clockify_undo", "{}");

            assertThat(told.lines().filter(line -> line.startsWith("New id"))).hasSize(2);
            assertThat(withoutHandles(entries(session))).isEqualTo(before);
        }
    }

    private static String withoutHandles(String entries) {
        return entries.replaceAll("(?m)^ *[0-9a-f]{5,24} ", "");
    }

    @Test
    void what_is_deleted_only_when_archived_or_closed_is_taken_back_too() throws Exception {
        try (ToolSession session = start(STANDARD_ADMIN)) {
            session.told("clockify_create_client", "{\"name\":\"Mistaken\"}");
            session.told(
                    "clockify_create_project",
                    "{\"name\":\"Mistake\",\"client\":\"Mistaken\",\"billable\":true}");
            session.told("clockify_create_task", "{\"project\":\"Mistake\",\"name\":\"Slip\"}");

            session.told("clockify_undo", "{}");
            assertThat(session.asked()).contains("Create task", "2 requests are sent.");
            assertThat(session.told("clockify_list_tasks", "{\"project\":\"Mistake\"}"))
                    .doesNotContain("Slip");
            session.told("clockify_undo", "{\"last\":2}");

            assertThat(session.told("clockify_list_projects", "{\"name\":\"Mistake\"}"))
                    .doesNotContain("Mistake,");
            assertThat(session.told("clockify_list_clients", "{}")).doesNotContain("Mistaken");
        }
    }

    @Test
    void a_project_that_somebody_works_on_by_now_stays() throws Exception {
        try (ToolSession session = start(STANDARD_ADMIN)) {
            session.told("clockify_create_project", "{\"name\":\"Mistake\"}");
            String change = lastChange(session);
            session.told(
                    "clockify_log_time",
                    """
                    {"project":"Mistake","start":"2026-03-02 9:00","duration":"1h"}\
                    """);

            assertThat(session.refused("clockify_undo", "{\"change\":\"%s\"}".formatted(change)))
                    .contains("it has moved on since: duration: then");
        }
    }

    @Test
    void an_invoice_made_from_time_is_taken_back_and_lets_go_of_it() throws Exception {
        try (ToolSession session = start(STANDARD_ADMIN)) {
            String wanted = "{\"client\":\"%s\",\"start\":\"2026-10\"}".formatted(CLIENT);
            String first =
                    session.told("clockify_invoice_from_time", wanted)
                            .lines()
                            .findFirst()
                            .orElseThrow();
            assertThat(session.asked()).contains("clockify_undo takes it back.");
            assertThat(session.refused("clockify_invoice_from_time", wanted))
                    .contains("no billable time on no invoice yet");

            session.told("clockify_undo", "{}");

            assertThat(session.told("clockify_invoice_from_time", wanted)).startsWith(first);
        }
    }

    @Test
    void a_new_name_is_taken_back_where_names_may_be_deleted() throws Exception {
        try (ToolSession session = start(Map.of("CLOCKIFY_POLICY", "safe_core"))) {
            session.told("clockify_create_tag", "{\"name\":\"mistake\"}");

            assertThat(session.refused("clockify_undo", "{}"))
                    .contains("Mode standard would allow this");
        }
        try (ToolSession session = start(Map.of())) {
            session.told("clockify_create_tag", "{\"name\":\"mistake\"}");
            session.told("clockify_undo", "{}");

            assertThat(session.told("clockify_list_tags", "{}")).doesNotContain("mistake");
        }
    }
}
