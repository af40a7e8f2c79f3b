package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryEditTools;
import io.github.clockifymcp.tools.entries.EntryTools;
import io.github.clockifymcp.tools.entries.LogTools;
import io.github.clockifymcp.tools.reports.ReportTools;
import io.github.clockifymcp.tools.reports.TeamReports;
import io.github.clockifymcp.tools.review.ReviewTools;
import io.github.clockifymcp.tools.timer.TimerTools;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What tools answer, held against what their output schemas promise.
class TimeAnswersFitTheirSchemasTest {
    private static final JsonMapper ARGUMENTS =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build();

    private final SandboxDesk desk = SandboxDesk.ofMina();
    private final Map<String, Tool<?, ?>> tools = new HashMap<>();
    private final Set<String> called = new HashSet<>();

    TimeAnswersFitTheirSchemasTest() {
        new Toolbox<Workplace>(call -> desk.workplace())
                .add(new LogTools())
                .add(new EntryTools())
                .add(new EntryEditTools())
                .add(new TimerTools())
                .add(new ReviewTools())
                .add(new ReportTools())
                .add(new TeamReports())
                .tools()
                .forEach(tool -> tools.put(tool.info().name(), tool));
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void defect_14_every_answer_has_the_form_its_output_schema_states() throws Exception {
        call("clockify_timer_status", "{}");
        call("clockify_start_timer", "{\"project\":\"Internal\",\"start\":\"2 hours ago\"}");
        call("clockify_timer_status", "{}");
        call("clockify_timesheet_review", "{\"date\":\"today\",\"min_gap\":\"15 min\"}");
        call("clockify_weekly_summary", "{\"week_start\":\"this week\"}");
        JsonNode switched =
                call(
                        "clockify_switch_project",
                        "{\"project\":\"Booking App\",\"task\":\"ios\",\"tags\":[\"urgent\"]}");
        call("clockify_stop_timer", "{}");
        call("clockify_timesheet_review", "{\"date\":\"last 30 days\",\"min_gap\":\"5 min\"}");
        call("clockify_weekly_summary", "{\"week_start\":\"2020-01-01\"}");
        String id = switched.at("/started/row/id").asText();
        call("clockify_update_entry", "{\"entry_id\":\"%s\",\"task\":\"ios\"}".formatted(id));
        call(
                "clockify_update_entry",
                "{\"entry_id\":\"%s\",\"clear\":[\"tags\",\"project\"]}".formatted(id));
        call(
                "clockify_find_and_update_entry",
                "{\"entry_id\":\"%s\",\"new_description\":\"x\"}".formatted(id));

        call("clockify_get_entry", "{\"entry_id\":\"%s\"}".formatted(id));
        call("clockify_delete_entry", "{\"entry_id\":\"%s\"}".formatted(id));
        call("clockify_today_entries", "{}");
        String some = "\"page\":1,\"page_size\":9";
        for (String detail : List.of("brief", "full")) {
            String shown = "\"detail\":\"%s\",%s".formatted(detail, some);
            call("clockify_list_entries", "{\"start\":\"last 30 days\",%s}".formatted(shown));
            call("clockify_detailed_report", "{\"user\":\"everybody\",%s}".formatted(shown));
        }
        reports();
        call("clockify_log_time", "{\"start\":\"today 8:00\",\"duration\":\"1h\"}");
        call("clockify_add_entry", "{\"start\":\"today 9:00\"}");

        assertThat(switched.has("stopped")).isTrue();
        assertThat(called).isEqualTo(tools.keySet());
    }

    private void reports() throws JsonProcessingException {
        String all = "\"user\":\"everybody\"";
        call("clockify_quick_report", "{\"days\":7}");
        call("clockify_summary_report", "{\"group_by\":\"project\"}");
        call("clockify_summary_report", "{\"group_by\":\"day\",\"start\":\"2020-01-01\"}");
        call("clockify_team_summary", "{\"group_by\":\"project\"}");
        call(
                "clockify_weekly_report",
                "{\"week_start\":\"last week\",\"group_by\":\"user\",%s}".formatted(all));
        call("clockify_attendance_report", "{\"page\":1,\"page_size\":9,%s}".formatted(all));
    }

    private JsonNode call(String name, String arguments) throws JsonProcessingException {
        Tool<?, ?> tool = tools.get(name);
        called.add(name);
        assertThat(tool).as(name).isNotNull();
        Object value = value(tool, arguments);
        JsonNode answer = AnswerSchemas.assertFits(name, value);
        assertThat(((Told) value).told()).as(name).isNotBlank();
        return answer;
    }

    private <I extends Record, O> O value(Tool<I, O> tool, String arguments)
            throws JsonProcessingException {
        @SuppressWarnings("unchecked") // a tool's info is made with its own input class
        I input = (I) ARGUMENTS.readValue(arguments, tool.info().input());
        return switch (tool) {
            case Tool.Reading<I, O> reading ->
                    reading.read().apply(input, SandboxDesk.call(SandboxDesk.NOW));
            case Tool.Writing<I, O> writing ->
                    desk.make(writing.plan().apply(input, SandboxDesk.call(SandboxDesk.NOW)));
            case Tool.Addressing<I, O> naming -> throw new AssertionError("it does nothing itself");
        };
    }
}
