package io.github.clockifymcp.tools;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;

/// What the tools about the schedule answer fits the schema they publish for it, with as little as
/// Clockify can say.
class SchedulingAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String ALL = StubDesk.WS + "/scheduling/assignments";
    private static final String ID = "6f0000000000000000000001";
    private static final String ANNA = "5a0000000000000000000001";
    private static final String ONE = "{\"assignment\": \"" + ID + "\"";

    SchedulingAnswersFitTheirSchemasTest() {
        super(
                List.of("scheduling"),
                Map.of(
                        "clockify_list_assignments", "{}",
                        "clockify_get_assignment", ONE + "}",
                        "clockify_filter_schedule_capacity", "{}",
                        "clockify_get_project_schedule_totals", "{}"),
                Map.of(
                        "clockify_create_assignment",
                                "{\"user\": \"Anna Berg\", \"project\": \"Bare\", \"start\": \"1 dec\", \"hours_per_day\": 1}",
                        "clockify_copy_assignment", ONE + ", \"user\": \"Anna Berg\"}",
                        "clockify_update_assignment", ONE + ", \"hours_per_day\": 2}",
                        "clockify_repeat_assignment", ONE + ", \"weeks\": 2}",
                        "clockify_delete_assignment", ONE + "}",
                        "clockify_publish_schedule", "{\"start\": \"23 nov\"}"));
    }

    @Override
    StubTransport bare() {
        String works =
                """
                [{"id": "6f0000000000000000000001", "userId": "5a0000000000000000000001",
                  "projectId": "p",
                  "period": {"start": "2026-11-23T00:00:00Z", "end": "2026-11-23T23:59:59Z"}}]
                """;
        return StubDesk.annas()
                .has(StubDesk.WS + "/users", "{\"id\": \"" + ANNA + "\", \"name\": \"Anna Berg\"}")
                .has(StubDesk.WS + "/projects", "{\"id\": \"p\", \"name\": \"Bare\"}")
                .answers(ALL + "/all", works)
                .answers(ALL + "/user-filter/totals", "[{\"userId\": \"" + ANNA + "\"}]")
                .answers(ALL + "/projects/totals", "[{\"projectId\": \"p\"}]")
                .answers(ALL + "/recurring", works)
                .answers(ALL + "/recurring/" + ID, works)
                .answers(ALL + "/series/" + ID, works)
                .answers(ALL + "/" + ID + "/copy", works)
                .answers(ALL + "/publish", "{}");
    }
}
