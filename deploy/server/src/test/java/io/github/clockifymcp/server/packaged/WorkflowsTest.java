package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    private static final Map<String, String> CAREFUL =
            Map.of("CLOCKIFY_POLICY", "time_tracking_safe");

    @TempDir Path folder;
    private StdioClient client;
    private int id = 1;

    @BeforeEach
    void start() throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(CAREFUL);
        client = StdioClient.start(command);
        client.ask(INITIALIZE);
    }

    @AfterEach
    void leave() throws Exception {
        client.close();
    }

    private ObjectNode run(String tool, String arguments) throws Exception {
        id++;
        return client.ask(
                ("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"clockify_run_tool\",\"arguments\":{\"name\":\"%s\","
                                + "\"arguments\":%s}}}")
                        .formatted(id, tool, arguments.replace('\'', '"')));
    }

    private String done(String tool, String arguments) throws Exception {
        JsonNode answer = run(tool, arguments);
        assertThat(answer.at("/result/isError").asBoolean()).as(answer.toString()).isFalse();
        return text(answer);
    }

    private String refused(String tool, String arguments) throws Exception {
        JsonNode answer = run(tool, arguments);
        assertThat(answer.at("/result/isError").asBoolean()).as(answer.toString()).isTrue();
        return text(answer);
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
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
        return done("clockify_list_entries", "{'start':'%s'}".formatted(day));
    }

    @Test
    void a_day_is_written_down_at_once_filled_up_and_copied() throws Exception {
        String two =
                "{'entries':[%s,%s]}"
                        .formatted(entry("9:00", "10:00", "Mail"), entry("11:00", "12:00", "Call"));
        String wrong =
                "{'entries':[%s,{'start':'nonsense'}]}".formatted(entry("9:00", "9:30", "x"));
        String copy = "{'from':'2025-01-07','to':'2025-01-08'}";

        assertThat(done("clockify_log_many", two)).contains("2 entries logged, 2:00 in all.");
        assertThat(refused("clockify_log_many", wrong)).contains("Entry 2: ");
        assertThat(
                        done(
                                "clockify_timesheet_fill_gap",
                                "{'start':'2025-01-07 10:00','project':'Internal'}"))
                .contains("10:00–11:00 Internal");
        assertThat(
                        refused(
                                "clockify_timesheet_fill_gap",
                                "{'start':'2025-01-07 9:00','end':'12:00'}"))
                .contains("Nothing is free in");
        assertThat(done("clockify_copy_entries", copy)).contains("3 entries logged, 3:00 in all.");
        assertThat(done("clockify_copy_entries", copy)).contains("it is there already");
        assertThat(day("2025-01-07")).contains("Tue 7 Jan 2025: 3 entries, 3:00");
        assertThat(day("2025-01-08")).contains("Wed 8 Jan 2025: 3 entries, 3:00");
    }

    @Test
    void entries_are_split_moved_copied_and_changed_together() throws Exception {
        String logged =
                done(
                        "clockify_log_many",
                        "{'entries':[%s]}".formatted(entry("9:00", "11:00", "Mail")));
        String mail = handle(logged, "Mail");
        String it = "{'entry_id':'%s',".formatted(mail);
        String them = "{'entry_ids':['%s'],".formatted(mail);

        assertThat(done("clockify_split_entry", it + "'at':'10:00','description':'Call'}"))
                .contains("09:00–10:00", "10:00–11:00");
        assertThat(refused("clockify_split_entry", it + "'at':'10:30'}"))
                .contains("does not lie within");
        assertThat(done("clockify_duplicate_entry", it + "'start':'2025-01-07 12:00'}"))
                .contains("12:00–13:00");
        assertThat(refused("clockify_duplicate_entry", it + "'start':'sometime'}"))
                .contains("sometime");
        assertThat(done("clockify_move_entries", them + "'day':'2025-01-09'}"))
                .contains("Thu 9 Jan 2025 09:00–10:00", "1 entry changed.");
        assertThat(refused("clockify_move_entries", them + "'project':'Nowhere'}"))
                .contains("No project is called ‹Nowhere›");
        assertThat(
                        done(
                                "clockify_bulk_edit_entries",
                                "{'start':'2025-01-07','add_tags':['urgent']}"))
                .contains("2 entries changed.");
        assertThat(refused("clockify_bulk_edit_entries", "{'start':'2025-01-07'}"))
                .contains("It is not said what should change");
        assertThat(day("2025-01-07")).contains("2 entries, 2:00", "#urgent");
        assertThat(day("2025-01-09")).contains("1 entry, 1:00", "Mail");
    }

    @Test
    void the_last_work_is_continued_and_a_forgotten_timer_stopped_where_its_person_says()
            throws Exception {
        assertThat(refused("clockify_stop_forgotten_timer", "{}")).contains("No timer is running.");
        assertThat(done("clockify_continue_last", "{}")).contains("Running: ");
        assertThat(done("clockify_timer_status", "{}")).contains("running");
        assertThat(refused("clockify_continue_last", "{'description':'nobody ever did'}"))
                .contains("There is no such finished entry of yours");
        assertThat(refused("clockify_stop_forgotten_timer", "{}"))
                .contains("does not look forgotten");
        done("clockify_stop_timer", "{}");
        done("clockify_add_entry", "{'start':'40 hours ago','description':'Left on'}");

        String proposed = done("clockify_stop_forgotten_timer", "{}");
        Matcher end = Pattern.compile("such as ‹(.*?)›").matcher(proposed);

        assertThat(end.find()).as(proposed).isTrue();
        assertThat(done("clockify_timer_status", "{}")).contains("Left on");
        assertThat(done("clockify_stop_forgotten_timer", "{'end':'%s'}".formatted(end.group(1))))
                .contains("Stopped: ", "Left on");
        assertThat(done("clockify_timer_status", "{}")).contains("No timer is running.");
    }
}
