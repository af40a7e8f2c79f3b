package io.github.clockifymcp.tools.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import org.junit.jupiter.api.Test;

class AccountToolsTest {
    private static final String SECOND =
            "{\"id\": \"64f000000000000000000002\", \"name\": \"Südwind\"}";

    private final StubTransport clockify = StubDesk.annas();
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void whoami_says_who_where_and_when_it_is() {
        String told = desk.told("clockify_whoami", "{}");

        assertThat(told)
                .isEqualTo(
                        """
                        Anna Berg, anna@example.org
                        workspace ‹Nordlicht›, plan PRO_2021
                        now Fri 20 Nov 2026 10:30 CET, zone Europe/Berlin
                        weeks begin on Sunday\
                        """);
    }

    @Test
    void whoami_asks_nothing_that_is_known() {
        desk.told("clockify_whoami", "{}");
        clockify.forget();

        desk.told("clockify_whoami", "{}");

        assertThat(clockify.received()).isEmpty();
    }

    @Test
    void whoami_says_what_to_do_when_no_workspace_is_chosen() {
        clockify.has("/workspaces", SECOND);

        String told = desk.told("clockify_whoami", "{}");

        assertThat(told)
                .startsWith("Anna Berg, anna@example.org\nnow Fri 20 Nov 2026 10:30 CET")
                .contains("‹Nordlicht› (64f000000000000000000001)")
                .endsWith("Set CLOCKIFY_WORKSPACE_ID to one of these ids and start again.");
    }

    @Test
    void whoami_still_fails_when_the_key_is_wrong() {
        clockify.refuses("/user", Category.AUTH);

        assertThat(desk.problem("clockify_whoami", "{}").code()).isEqualTo(Code.AUTH);
    }

    @Test
    void whoami_bears_an_account_without_settings() {
        clockify.answers(
                "/user", "{\"id\": \"5a\", \"name\": null, \"email\": null, \"settings\": null}");

        assertThat(desk.told("clockify_whoami", "{}"))
                .contains("now Fri 20 Nov 2026 09:30 UTC", "weeks begin on Monday");
    }

    @Test
    void workspaces_are_listed_when_none_is_chosen() {
        clockify.has("/workspaces", SECOND);

        String told = desk.told("clockify_list_workspaces", "{}");

        assertThat(told)
                .isEqualTo(
                        """
                        Nordlicht | PRO_2021 | id 64f000000000000000000001
                        Südwind | id 64f000000000000000000002\
                        """);
        assertThat(clockify.received()).containsExactly("GET /workspaces");
    }

    @Test
    void the_settings_that_matter_are_shown() {
        clockify.has(
                "/workspaces",
                """
                {"id": "64f000000000000000000003", "name": "Strict", "features": ["A", "B"],
                 "featureSubscriptionType": "SOMETHING_NEW",
                 "hourlyRate": {"amount": 9000, "currency": "EUR"},
                 "costRate": {"amount": 0, "currency": "EUR"},
                 "currencies": [{"code": "USD"}, {"code": "EUR", "isDefault": true}, {}],
                 "workspaceSettings": {"forceProjects": true, "forceDescription": true,
                    "forceTags": null, "defaultBillableProjects": true,
                    "entityCreationPermissions": {"whoCanCreateTags": {"value": "ADMINS"},
                        "whoCanCreateTasks": "WHO_KNOWS"},
                    "onlyAdminsCreateProject": true, "timeRoundingInReports": true,
                    "round": {"round": "Round up to", "minutes": "15"},
                    "lockTimeEntries": "2026-11-01T00:00:00Z", "trackTimeDownToSecond": true}}
                """);

        String told =
                desk.told(
                        "clockify_get_workspace",
                        "{\"workspace_id\": \"64f000000000000000000003\"}");

        assertThat(told)
                .isEqualTo(
                        """
                        ‹Strict›, id 64f000000000000000000003
                        plan SOMETHING_NEW, 2 features
                        currency EUR, USD
                        an hour is billed at 90.00 EUR where no person, project or task says otherwise
                        entries must have project, description
                        created: projects and clients by ADMINS; tags by ADMINS; tasks by WHO_KNOWS
                        new projects are billable and private
                        reports round up to 15 minutes
                        times keep seconds
                        entries before 2026-11-01T00:00:00Z are locked\
                        """);
    }

    @Test
    void the_current_workspace_is_meant_when_none_is_named() {
        assertThat(desk.told("clockify_get_workspace", "{}"))
                .startsWith("‹Nordlicht›, id 64f000000000000000000001\nplan PRO_2021");
    }

    @Test
    void a_workspace_of_others_is_not_found() {
        assertThat(
                        desk.problem(
                                        "clockify_get_workspace",
                                        "{\"workspace_id\": \"64f0000000000000000000ff\"}")
                                .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void the_user_is_shown_with_roles_in_any_of_their_forms() {
        clockify.has(
                StubDesk.WS + "/users",
                """
                {"id": "5a0000000000000000000001", "name": "Anna Berg",
                 "email": "anna@example.org",
                 "roles": [{"role": "OWNER"}, {"name": "Project manager"}, "TEAM_MANAGER", {}]}
                """);

        assertThat(desk.told("clockify_current_user", "{}"))
                .startsWith("Anna Berg, id 5a0000000000000000000001\nanna@example.org\n")
                .endsWith("roles OWNER, Project manager, TEAM_MANAGER");
    }

    @Test
    void the_user_is_shown_without_roles_where_they_are_not_to_be_known() {
        clockify.refuses(StubDesk.WS + "/users", Category.ACCESS_DENIED);

        assertThat(desk.told("clockify_current_user", "{}"))
                .contains("account ACTIVE", "zone Europe/Berlin")
                .doesNotContain("roles");
    }

    @Test
    void people_are_found_by_a_part_of_their_name_or_address() {
        person("5b0000000000000000000001", "Bo Ek", "bo@example.org", "ACTIVE");
        person("5b0000000000000000000002", "Eva Lind", "eva@example.org", "ACTIVE");

        assertThat(desk.told("clockify_list_users", "{\"name\": \"LIND\"}"))
                .isEqualTo("Eva Lind | eva@example.org\n1 user in all.");
        assertThat(desk.told("clockify_list_users", "{\"name\": \"bo@\"}"))
                .isEqualTo("Bo Ek | bo@example.org\n1 user in all.");
        assertThat(desk.told("clockify_list_users", "{\"name\": \"nobody\"}"))
                .isEqualTo("No users.");
    }

    @Test
    void people_who_left_are_listed_only_when_asked_for_and_marked_among_all() {
        person("5b0000000000000000000001", "Bo Ek", "bo@example.org", "ACTIVE");
        person("5b0000000000000000000003", "Old Hand", "old@example.org", "INACTIVE");

        assertThat(desk.told("clockify_list_users", "{}")).doesNotContain("Old Hand");
        assertThat(desk.told("clockify_list_users", "{\"status\": \"all\"}"))
                .isEqualTo(
                        """
                        Bo Ek | bo@example.org
                        Old Hand | old@example.org | INACTIVE
                        2 users in all.\
                        """);
    }

    @Test
    void people_of_one_name_or_none_are_shown_with_their_ids() {
        person("5b0000000000000000000001", "Bo Ek", "bo@example.org", "ACTIVE");
        person("5b0000000000000000000002", "bo ek", "bo2@example.org", "ACTIVE");
        person("5b0000000000000000000003", "", "new@example.org", "ACTIVE");

        assertThat(desk.told("clockify_list_users", "{}"))
                .contains("Bo Ek | bo@example.org | id 5b0000000000000000000001")
                .contains("bo ek | bo2@example.org | id 5b0000000000000000000002")
                .contains("new@example.org | id 5b0000000000000000000003");
    }

    private void person(String id, String name, String email, String membership) {
        clockify.has(
                StubDesk.WS + "/users",
                """
                {"id": "%s", "name": "%s", "email": "%s", "membership": "%s",
                 "status": "A_STATUS_OF_TOMORROW",
                 "memberships": [{"targetId": "%s", "membershipStatus": "%s"}]}
                """
                        .formatted(id, name, email, membership, StubDesk.WORKSPACE, membership));
    }
}
