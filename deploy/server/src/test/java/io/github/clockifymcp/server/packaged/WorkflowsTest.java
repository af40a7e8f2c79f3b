package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people say in one breath about their own time, through the packaged server in the mode that
/// allows one's own entries and nothing else. The days are long before those the sandbox fills.
class WorkflowsTest {
    @TempDir Path folder;
    private ToolSession session;

    @BeforeEach
    void start() throws Exception {
        session = ToolSession.start(folder, Map.of("CLOCKIFY_POLICY", "time_tracking_safe"));
    }

    @AfterEach
    void leave() {
        session.close();
    }

    /// The handle in front of a line that holds a text.
    private static String handle(String lines, String text) {
        Matcher found =
                Pattern.compile("(?m)^([0-9a-f]{5,24}) .*" + Pattern.quote(text)).matcher(lines);
        assertThat(found.find()).as(lines).isTrue();
        return found.group(1);
    }

    private static String entry(String start, String end, String description) {
        return "{'start':'2025-01-07 %s','end':'%s','project':'Internal','description':'%s'}"
                .formatted(start, end, description);
    }

    private String day(String day) throws Exception {
        return session.told("clockify_list_entries", "{'start':'%s'}".formatted(day));
    }

    @Test
    void a_day_is_written_down_at_once_filled_up_and_copied() throws Exception {
        String two =
                "{'entries':[%s,%s]}"
                        .formatted(entry("9:00", "10:00", "Mail"), entry("11:00", "12:00", "Call"));
        String wrong =
                "{'entries':[%s,{'start':'nonsense'}]}".formatted(entry("9:00", "9:30", "x"));
        String copy = "{'from':'2025-01-07','to':'2025-01-08'}";

        assertThat(session.told("clockify_log_many", two))
                .contains("2 entries logged, 2:00 in all.");
        assertThat(session.refused("clockify_log_many", wrong)).contains("Entry 2: ");
        assertThat(
                        session.told(
                                "clockify_timesheet_fill_gap",
                                "{'start':'2025-01-07 10:00','project':'Internal'}"))
                .contains("10:00–11:00 Internal");
        assertThat(
                        session.refused(
                                "clockify_timesheet_fill_gap",
                                "{'start':'2025-01-07 9:00','end':'12:00'}"))
                .contains("Nothing is free in");
        assertThat(session.told("clockify_copy_entries", copy))
                .contains("3 entries logged, 3:00 in all.");
        assertThat(session.told("clockify_copy_entries", copy)).contains("it is there already");
        assertThat(day("2025-01-07")).contains("Tue 7 Jan 2025: 3 entries, 3:00");
        assertThat(day("2025-01-08")).contains("Wed 8 Jan 2025: 3 entries, 3:00");
    }

    @Test
    void entries_are_split_moved_copied_and_changed_together() throws Exception {
        String logged =
                session.told(
                        "clockify_log_many",
                        "{'entries':[%s]}".formatted(entry("9:00", "11:00", "Mail")));
        String mail = handle(logged, "Mail");
        String it = "{'entry_id':'%s',".formatted(mail);
        String them = "{'entry_ids':['%s'],".formatted(mail);

        assertThat(session.told("clockify_split_entry", it + "'at':'10:00','description':'Call'}"))
                .contains("09:00–10:00", "10:00–11:00");
        assertThat(session.refused("clockify_split_entry", it + "'at':'10:30'}"))
                .contains("does not lie within");
        assertThat(session.told("clockify_duplicate_entry", it + "'start':'2025-01-07 12:00'}"))
                .contains("12:00–13:00");
        assertThat(session.refused("clockify_duplicate_entry", it + "'start':'sometime'}"))
                .contains("sometime");
        assertThat(session.told("clockify_move_entries", them + "'day':'2025-01-09'}"))
                .contains("Thu 9 Jan 2025 09:00–10:00", "1 entry changed.");
        assertThat(session.refused("clockify_move_entries", them + "'project':'Nowhere'}"))
                .contains("No project is called ‹Nowhere›");
        assertThat(
                        session.told(
                                "clockify_bulk_edit_entries",
                                "{'start':'2025-01-07','add_tags':['urgent']}"))
                .contains("2 entries changed.");
        assertThat(session.refused("clockify_bulk_edit_entries", "{'start':'2025-01-07'}"))
                .contains("It is not said what should change");
        assertThat(day("2025-01-07")).contains("2 entries, 2:00", "#urgent");
        assertThat(day("2025-01-09")).contains("1 entry, 1:00", "Mail");
    }

    @Test
    void the_last_work_is_continued_and_a_forgotten_timer_stopped_where_its_person_says()
            throws Exception {
        assertThat(session.refused("clockify_stop_forgotten_timer", "{}"))
                .contains("No timer is running.");
        assertThat(session.told("clockify_continue_last", "{}")).contains("Running: ");
        assertThat(session.told("clockify_timer_status", "{}")).contains("running");
        assertThat(session.refused("clockify_continue_last", "{'description':'nobody ever did'}"))
                .contains("There is no such finished entry of yours");
        assertThat(session.refused("clockify_stop_forgotten_timer", "{}"))
                .contains("does not look forgotten");
        session.told("clockify_stop_timer", "{}");
        session.told("clockify_add_entry", "{'start':'40 hours ago','description':'Left on'}");

        String proposed = session.told("clockify_stop_forgotten_timer", "{}");
        Matcher end = Pattern.compile("such as ‹(.*?)›").matcher(proposed);

        assertThat(end.find()).as(proposed).isTrue();
        assertThat(session.told("clockify_timer_status", "{}")).contains("Left on");
        assertThat(
                        session.told(
                                "clockify_stop_forgotten_timer",
                                "{'end':'%s'}".formatted(end.group(1))))
                .contains("Stopped: ", "Left on");
        assertThat(session.told("clockify_timer_status", "{}")).contains("No timer is running.");
    }
}
