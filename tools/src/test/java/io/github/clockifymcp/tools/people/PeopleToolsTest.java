package io.github.clockifymcp.tools.people;

import static io.github.clockifymcp.tools.catalogs.RequestLines.inverses;
import static io.github.clockifymcp.tools.catalogs.RequestLines.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleToolsTest {
    private static final String WS = StubDesk.WS;
    private static final String DESIGN = "651000000000000000000001";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(
                            WS + "/users",
                            "{\"id\": \"u1\", \"name\": \"Bo\", \"email\": \"bo@x.example\"}")
                    .has(
                            WS + "/users",
                            "{\"id\": \"u2\", \"name\": \"Cy\", \"email\": \"cy@x.example\"}")
                    .has(WS + "/projects", "{\"id\": \"p1\", \"name\": \"Website\"}")
                    .has(
                            WS + "/user-groups",
                            """
                            {"id": "651000000000000000000001", "name": "Design",
                             "userIds": ["u2"], "teamManagers": [{"id": "u9", "name": "Vi"}]}
                            """)
                    .answers(WS + "/user/u2/time-entries", "[]")
                    .answers(
                            WS + "/users/info",
                            "[%s, %s]"
                                    .formatted(
                                            member("u1", "ACTIVE", "[]"),
                                            member("u2", "ACTIVE", "[]")));
    private final StubDesk desk = StubDesk.at(clockify);

    private static String member(String id, String status, String roles) {
        return """
        {"id": "%s", "name": "%s", "email": "%s@x.example", "roles": %s,
         "memberships": [{"targetId": "64f000000000000000000001",
           "membershipStatus": "%s", "hourlyRate": {"amount": 9500, "currency": "EUR"}}]}
        """
                .formatted(
                        id,
                        id.equals("u1") ? "Bo" : "Cy",
                        id.equals("u1") ? "bo" : "cy",
                        roles,
                        status);
    }

    @Test
    void a_new_group_with_people_is_one_change_of_several_steps() {
        Change change =
                plan(
                        "clockify_create_user_group",
                        "{\"name\": \"Night\", \"users\": [\"bo\", \"Bo\", \"cy\"]}");

        assertThat(change.summary()).isEqualTo("Create group ‹Night›, with Bo, Cy");
        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.ADMIN, Risk.PERMISSION_CHANGE);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(requests(change))
                .containsExactly(
                        "POST %s/user-groups {\"name\":\"Night\"}".formatted(WS),
                        "POST %s/user-groups/{group}/users {\"userId\":\"u1\"}".formatted(WS),
                        "POST %s/user-groups/{group}/users {\"userId\":\"u2\"}".formatted(WS));
        assertThat(inverses(change))
                .containsExactly(
                        "DELETE %s/user-groups/{group} null".formatted(WS),
                        "DELETE %s/user-groups/{group}/users/u1 null".formatted(WS),
                        "DELETE %s/user-groups/{group}/users/u2 null".formatted(WS));
        assertReadsOnly();
    }

    @Test
    void an_empty_group_changes_nobodys_rights() {
        assertThat(plan("clockify_create_user_group", "{\"name\": \"Night\"}").risks())
                .containsExactly(Risk.ADMIN);
    }

    @Test
    void who_is_to_be_in_a_group_is_moved_one_by_one_and_back() {
        Change change =
                plan("clockify_update_user_group", "{\"group\": \"design\", \"users\": [\"Bo\"]}");

        assertThat(change.summary()).isEqualTo("Change group ‹Design›: in: Bo; out: Cy");
        assertThat(change.risks()).containsExactly(Risk.PERMISSION_CHANGE);
        assertThat(requests(change))
                .containsExactly(
                        "POST %s/user-groups/%s/users {\"userId\":\"u1\"}".formatted(WS, DESIGN),
                        "DELETE %s/user-groups/%s/users/u2 null".formatted(WS, DESIGN));
        assertThat(change.before().stream().map(Image::id)).containsExactly(DESIGN);
    }

    @Test
    void deleting_a_group_names_whom_it_concerns() {
        Change change = plan("clockify_delete_user_group", "{\"group\": \"%s\"}".formatted(DESIGN));

        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.DESTRUCTIVE, Risk.ADMIN);
        assertThat(change.notes())
                .containsExactly(
                        "In it: Bo, Cy. They stay in the workspace and lose what they may only as"
                                + " part of it.",
                        "Its managers no longer manage these people.");
        assertThat(change.steps().getFirst().inverse()).isNull();
    }

    @Test
    void a_group_nobody_knows_is_answered_with_those_that_are_close() {
        Problem none = desk.problem("clockify_get_user_group", "{\"group\": \"desi\"}");
        Problem id =
                desk.problem(
                        "clockify_get_user_group", "{\"group\": \"651000000000000000000009\"}");
        clockify.has(WS + "/user-groups", "{\"id\": \"g2\", \"name\": \"DESIGN\"}");
        Problem two = desk.problem("clockify_get_user_group", "{\"group\": \"design\"}");

        assertThat(none.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(none.hint()).isEqualTo("These are close: ‹Design› (%s).".formatted(DESIGN));
        assertThat(id.hint()).contains("clockify_list_user_groups");
        assertThat(two.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(two.hint()).contains("g2", DESIGN);
    }

    @Test
    void an_invitation_reaches_outside_and_takes_a_seat() {
        Change loud = plan("clockify_invite_user", "{\"email\": \"di@x.example\"}");
        Change quiet =
                plan(
                        "clockify_invite_user",
                        "{\"email\": \"di@x.example\", \"send_email\": false}");

        assertThat(loud.risks())
                .containsExactlyInAnyOrder(
                        Risk.EXTERNAL_SIDE_EFFECT, Risk.PERMISSION_CHANGE, Risk.BILLING);
        assertThat(loud.notes())
                .contains("Clockify sends an e-mail to di@x.example.")
                .anyMatch(note -> note.contains("seat"));
        assertThat(quiet.risks()).doesNotContain(Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(requests(quiet))
                .containsExactly(
                        "POST %s/users?send-email=false {\"email\":\"di@x.example\"}"
                                .formatted(WS));
        assertThat(quiet.steps().getFirst().inverse()).isNull();
    }

    @Test
    void barring_somebody_says_what_stays_and_can_be_taken_back() {
        Change change = plan("clockify_deactivate_user", "{\"user\": \"cy\"}");

        assertThat(change.summary()).isEqualTo("Deactivate Cy");
        assertThat(change.risks()).containsExactly(Risk.PERMISSION_CHANGE);
        assertThat(requests(change))
                .containsExactly("PUT %s/users/u2 {\"status\":\"INACTIVE\"}".formatted(WS));
        assertThat(inverses(change))
                .containsExactly("PUT %s/users/u2 {\"status\":\"ACTIVE\"}".formatted(WS));
        assertThat(change.notes())
                .containsExactly(
                        "They can no longer work here; their time, groups and rates stay.");
        assertReadsOnly();
    }

    @Test
    void a_running_timer_and_managed_things_are_mentioned() {
        clockify.answers(
                        WS + "/users/info",
                        "[%s]".formatted(member("u2", "ACTIVE", "[{\"role\": \"TEAM_MANAGER\"}]")))
                .answers(
                        WS + "/user/u2/time-entries",
                        """
                        [{"id": "e1", "userId": "u2",
                          "timeInterval": {"start": "2026-11-20T08:30:00Z"}}]
                        """);

        Change change = plan("clockify_deactivate_user", "{\"user\": \"cy\"}");

        assertThat(change.notes())
                .contains(
                        "Their timer is running: Fri 20 Nov 2026 09:30 CET – running (1:00)."
                                + " Nobody stops it for them.",
                        "They manage people or projects, which may be left without a manager.");
    }

    @Test
    void a_role_says_over_what_it_is_and_what_it_lets_do() {
        Change change =
                plan(
                        "clockify_update_user_role",
                        "{\"user\": \"bo\", \"role\": \"team_manager\", \"group\": \"design\"}");

        assertThat(change.summary()).isEqualTo("Make Bo team manager of group ‹Design›");
        assertThat(requests(change))
                .containsExactly(
                        "POST %s/users/u1/roles {\"role\":\"TEAM_MANAGER\",\"entityId\":\"%s\",\"sourceType\":\"USER_GROUP\"}"
                                .formatted(WS, DESIGN));
        assertThat(inverses(change)).allMatch(line -> line.startsWith("DELETE "));
        assertThat(change.notes())
                .containsExactly("A team manager sees and approves these people's time.");
    }

    @Test
    void a_role_that_is_held_over_unknown_things_is_given_again() {
        clockify.answers(
                WS + "/users/info",
                "[%s]".formatted(member("u1", "ACTIVE", "[{\"name\": \"PROJECT_MANAGER\"}]")));

        Change change =
                plan(
                        "clockify_update_user_role",
                        "{\"user\": \"bo\", \"role\": \"project_manager\", \"project\": \"website\"}");

        assertThat(change.steps()).hasSize(1);
    }

    @Test
    void a_role_without_what_it_is_over_is_refused() {
        String role = "{\"user\": \"bo\", \"role\": \"%s\"%s}";

        assertThat(
                        List.of(
                                role.formatted("project_manager", ""),
                                role.formatted("project_manager", ", \"group\": \"design\""),
                                role.formatted("team_manager", ""),
                                role.formatted(
                                        "team_manager",
                                        ", \"group\": \"design\", \"managed_user\": \"cy\""),
                                role.formatted("team_manager", ", \"managed_user\": \"bo\""),
                                role.formatted("workspace_admin", ", \"project\": \"website\"")))
                .allSatisfy(arguments ->
                        assertThat(desk.problem("clockify_update_user_role", arguments).code())
                                .isEqualTo(Code.INVALID_ARGUMENTS));
    }

    @Test
    void a_rate_is_billing_and_goes_back_to_what_it_was() {
        Change change = plan("clockify_set_user_rate", "{\"user\": \"bo\", \"amount\": 99.9}");

        assertThat(change.summary())
                .isEqualTo("Bo: billed at 99.90 EUR an hour instead of 95.00 EUR");
        assertThat(change.risks()).containsExactly(Risk.BILLING);
        assertThat(requests(change))
                .containsExactly("PUT %s/users/u1/hourly-rate {\"amount\":9990}".formatted(WS));
        assertThat(inverses(change))
                .containsExactly("PUT %s/users/u1/hourly-rate {\"amount\":9500}".formatted(WS));
    }

    @Test
    void a_first_rate_and_one_from_the_past_cannot_be_taken_back() {
        Change first =
                plan(
                        "clockify_set_user_rate",
                        "{\"user\": \"bo\", \"amount\": 50, \"kind\": \"cost\"}");
        Change past =
                plan(
                        "clockify_set_user_rate",
                        "{\"user\": \"bo\", \"amount\": 95, \"since\": \"2026-10-01\"}");

        assertThat(first.steps().getFirst().inverse()).isNull();
        assertThat(first.notes())
                .contains(
                        "There is no rate yet, and one that is set can be changed but not removed.");
        assertThat(past.steps().getFirst().inverse()).isNull();
        assertThat(past.summary()).endsWith(", since Thu 1 Oct 2026");
        assertThat(past.notes())
                .contains("Time since then is valued anew, also where it was reported already.");
        assertThat(
                        desk.problem("clockify_set_user_rate", "{\"user\": \"bo\", \"amount\": -1}")
                                .code())
                .isEqualTo(Code.INVALID_ARGUMENTS);
    }

    @Test
    void a_profile_goes_back_to_what_it_was() {
        clockify.answers(
                WS + "/member-profile/u1",
                """
                {"name": "Bo", "weekStart": "SUNDAY", "workCapacity": "PT7H",
                 "workingDays": ["MONDAY", "TUESDAY"]}
                """);

        Change change =
                plan(
                        "clockify_update_member_profile",
                        "{\"user\": \"bo\", \"work_capacity\": \"8h\", \"week_start\": \"sunday\"}");

        assertThat(change.summary())
                .isEqualTo("Change the profile of Bo: hours a day ‹7:00› → ‹8:00›");
        assertThat(requests(change))
                .containsExactly(
                        "PATCH %s/member-profile/u1 {\"workCapacity\":\"PT8H\"}".formatted(WS));
        assertThat(inverses(change))
                .containsExactly(
                        "PATCH %s/member-profile/u1 {\"weekStart\":\"SUNDAY\",\"workCapacity\":\"PT7H\",\"workingDays\":[\"MONDAY\",\"TUESDAY\"]}"
                                .formatted(WS));
        assertThat(
                        desk.problem(
                                        "clockify_update_member_profile",
                                        "{\"user\": \"bo\", \"work_capacity\": \"40h\"}")
                                .message())
                .isEqualTo("A working day of 40:00 is longer than a day.");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }

    private void assertReadsOnly() {
        assertThat(clockify.received())
                .allMatch(line -> line.startsWith("GET ") || line.endsWith("/users/info"));
    }
}
