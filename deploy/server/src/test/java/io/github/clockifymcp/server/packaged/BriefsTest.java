package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What those who lead ask about everybody's time, through the packaged server.
class BriefsTest {
    @TempDir Path folder;

    @Test
    void an_admin_sees_whose_timers_run_and_which_was_forgotten() throws Exception {
        try (ToolSession session = ToolSession.start(folder, ToolSession.ADMIN)) {
            String seen = session.told("clockify_running_timers", "{}");
            String wrong = session.refused("clockify_running_timers", "{'person':'Grace'}");

            assertThat(seen).contains("Grace Okafor | ", "| forgotten?", "1 timer runs.");
            assertThat(wrong).contains("‹person› is not an argument");
        }
    }

    @Test
    void an_admin_marks_time_as_billed_after_being_asked_and_a_member_may_not() throws Exception {
        String log =
                "{'start':'2025-01-07 9:00','end':'10:30','project':'Booking App',"
                        + "'description':'Billed on paper'}";
        try (ToolSession session = ToolSession.start(folder, ToolSession.ADMIN)) {
            String entry = handle(session.told("clockify_log_time", log));
            String mark = "{'entry_ids':['%s'],'invoiced':true}".formatted(entry);
            String marked = session.told("clockify_mark_entries_billed", mark);

            assertThat(marked).contains("Marked 1 entry, 1:30 in all, as invoiced.");
            assertThat(session.asked())
                    .contains("Mark 1 entry, 1:30 in all, as invoiced", "Billed on paper");
        }
        try (ToolSession session = ToolSession.start(folder)) {
            String entry = handle(session.told("clockify_log_time", log));
            String mark = "{'entry_ids':['%s'],'invoiced':true}".formatted(entry);
            String refused = session.refused("clockify_mark_entries_billed", mark);

            assertThat(refused).contains("Access Denied");
        }
    }

    private static String handle(String line) {
        Matcher found = Pattern.compile("(?m)^([0-9a-f]{5,24}) ").matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return found.group(1);
    }
}
