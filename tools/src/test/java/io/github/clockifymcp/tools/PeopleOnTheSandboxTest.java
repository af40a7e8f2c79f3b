package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to people, groups and custom fields, read back from the sandbox's company.
class PeopleOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_group_is_made_filled_renamed_and_deleted() {
        assertThat(
                        tools.told(
                                "clockify_create_user_group",
                                "{\"name\": \"Night\", \"users\": [\"mina petrović\", \"elif@example.org\"]}"))
                .startsWith("Created group ‹Night›, id ")
                .endsWith(", with Mina Petrović, Elif Yılmaz");
        assertThat(tools.told("clockify_get_user_group", "{\"group\": \"night\"}").lines())
                .containsExactlyInAnyOrder(
                        "Night | id " + groupId("Night"), "Mina Petrović", "Elif Yılmaz");

        assertThat(
                        tools.told(
                                "clockify_add_user_to_group",
                                "{\"group\": \"night\", \"user\": \"grace okafor\"}"))
                .isEqualTo("Added Grace Okafor to group ‹Night›");
        assertThat(
                        tools.told(
                                "clockify_remove_user_from_group",
                                "{\"group\": \"night\", \"user\": \"elif@example.org\"}"))
                .isEqualTo("Removed Elif Yılmaz from group ‹Night›");
        assertThat(
                        tools.told(
                                "clockify_update_user_group",
                                """
                                {"group": "night", "name": "Day",
                                 "users": ["mina petrović", "bruno kovač"]}
                                """))
                .isEqualTo(
                        "Changed group ‹Day›: name ‹Night› → ‹Day›; in: Bruno Kovač;"
                                + " out: Grace Okafor");
        assertThat(tools.told("clockify_list_user_groups", "{\"name\": \"day\"}"))
                .isEqualTo("Day | 2 people\n1 group in all.");

        assertThat(tools.told("clockify_delete_user_group", "{\"group\": \"Day\"}"))
                .isEqualTo("Deleted group ‹Day›");
        assertThatThrownBy(() -> tools.told("clockify_get_user_group", "{\"group\": \"Day\"}"))
                .hasMessageContaining("No user group is called ‹Day›");
    }

    @Test
    void groups_are_listed_with_their_managers_and_taken_names_are_refused() {
        assertThat(tools.told("clockify_list_user_groups", "{}"))
                .isEqualTo(
                        """
                        Design | 3 people | managed by Chiara Rossi
                        Development | 2 people
                        Interns | 0 people
                        Management | 3 people
                        4 groups in all.\
                        """);
        assertThatThrownBy(() -> tools.told("clockify_create_user_group", "{\"name\": \"DESIGN\"}"))
                .hasMessageContaining("There is a user group called ‹Design› already");
        assertThat(
                        tools.told(
                                "clockify_add_user_to_group",
                                "{\"group\": \"design\", \"user\": \"mina petrović\"}"))
                .isEqualTo("Nothing to change: Mina Petrović is in group ‹Design›");
    }

    @Test
    void groups_are_kept_under_their_second_names_alike() {
        tools.told("clockify_create_user_group_admin", "{\"name\": \"Night\"}");
        tools.told("clockify_update_user_group_admin", "{\"group\": \"night\", \"name\": \"Day\"}");
        assertThat(tools.told("clockify_list_user_groups_admin", "{\"name\": \"day\"}"))
                .isEqualTo("Day | 0 people\n1 group in all.");
        assertThat(tools.told("clockify_delete_user_group_admin", "{\"group\": \"day\"}"))
                .isEqualTo("Deleted group ‹Day›");
    }

    @Test
    void somebody_is_invited_once() {
        assertThat(tools.told("clockify_invite_user", "{\"email\": \"new@example.org\"}"))
                .isEqualTo("Invited new@example.org, by e-mail");

        assertThat(tools.told("clockify_list_users", "{\"status\": \"pending\"}"))
                .contains("new@example.org");
        assertThatThrownBy(() ->
                        tools.told("clockify_invite_user", "{\"email\": \"NEW@example.org\"}"))
                .hasMessageContaining("is in the workspace already");
        assertThat(desk.written().getLast()).contains("/users?send-email=true");
    }

    @Test
    void somebody_is_barred_and_let_in_again() {
        assertThat(tools.told("clockify_deactivate_user", "{\"user\": \"elif@example.org\"}"))
                .isEqualTo("Elif Yılmaz is deactivated now");
        assertThat(tools.told("clockify_list_users", "{\"status\": \"inactive\"}"))
                .contains("Elif");
        assertThat(tools.told("clockify_deactivate_user", "{\"user\": \"elif@example.org\"}"))
                .isEqualTo("Nothing to change: Elif Yılmaz is deactivated");

        assertThat(tools.told("clockify_activate_user", "{\"user\": \"ivan horvat\"}"))
                .isEqualTo("Ivan Horvat is active now");
        assertThat(tools.told("clockify_list_users", "{}")).contains("Ivan Horvat");
    }

    @Test
    void the_owner_oneself_and_who_never_came_stay_as_they_are() {
        assertThatThrownBy(
                        () -> tools.told("clockify_deactivate_user", "{\"user\": \"ada winter\"}"))
                .hasMessageContaining("Ada Winter owns the workspace and cannot be deactivated");
        assertThatThrownBy(() ->
                        tools.told("clockify_activate_user", "{\"user\": \"jo@example.org\"}"))
                .hasMessageContaining("jo@example.org has not accepted the invitation");
        try (SandboxDesk brunos = SandboxDesk.of(Seed.person("bruno"))) {
            SandboxTools his = new SandboxTools(brunos);
            assertThatThrownBy(() ->
                            his.told("clockify_deactivate_user", "{\"user\": \"bruno kovač\"}"))
                    .hasMessageContaining("is whose key this is");
        }
    }

    @Test
    void roles_are_given_and_taken_over_what_is_said() {
        String manager =
                "{\"user\": \"mina petrović\", \"role\": \"project_manager\", \"project\": \"intranet\"%s}";
        assertThat(tools.told("clockify_update_user_role", manager.formatted("")))
                .isEqualTo("Mina Petrović is now project manager of project ‹Intranet›");
        assertThat(tools.told("clockify_update_user_role", manager.formatted("")))
                .startsWith("Nothing to change: Mina Petrović is project manager");
        assertThat(
                        tools.told(
                                "clockify_update_user_role",
                                manager.formatted(", \"action\": \"remove\"")))
                .isEqualTo("Mina Petrović is no longer project manager of project ‹Intranet›");

        assertThat(
                        tools.told(
                                "clockify_update_user_role",
                                """
                                {"user": "chiara rossi", "role": "team_manager",
                                 "group": "design", "action": "remove"}
                                """))
                .isEqualTo("Chiara Rossi is no longer team manager of group ‹Design›");
        assertThat(tools.told("clockify_list_user_groups", "{\"name\": \"design\"}"))
                .doesNotContain("managed by");
        assertThat(
                        tools.told(
                                "clockify_update_user_role",
                                "{\"user\": \"elif@example.org\", \"role\": \"workspace_admin\"}"))
                .isEqualTo("Elif Yılmaz is now workspace admin of ‹Studio Nordlicht›");
    }

    @Test
    void a_plan_without_roles_refuses_them() {
        desk.sandbox().withoutFeature(Seed.studio(), "MANAGER_ROLE");

        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_user_role",
                                "{\"user\": \"elif@example.org\", \"role\": \"workspace_admin\"}"))
                .hasMessageContaining("Access Denied");
    }

    @Test
    void rates_are_said_in_whole_money_and_kept_in_cents() {
        assertThat(
                        tools.told(
                                "clockify_set_user_rate",
                                "{\"user\": \"mina petrović\", \"amount\": 87.5}"))
                .isEqualTo("Mina Petrović is billed at 87.50 EUR an hour now");
        assertThat(
                        tools.told(
                                "clockify_set_user_rate",
                                "{\"user\": \"mina petrović\", \"amount\": 87.50}"))
                .isEqualTo("Nothing to change: Mina Petrović is billed at 87.50 EUR an hour");
        assertThat(
                        tools.told(
                                "clockify_set_user_rate",
                                """
                                {"user": "mina petrović", "amount": 40, "kind": "cost",
                                 "since": "1 Nov"}
                                """))
                .isEqualTo("Mina Petrović costs 40.00 EUR an hour, since Sun 1 Nov 2026");
        assertThat(desk.sandbox().received().getLast().body())
                .isEqualTo("{\"amount\":4000,\"since\":\"2026-11-01T00:00:00Z\"}");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_set_user_rate",
                                "{\"user\": \"mina petrović\", \"amount\": 1.005}"))
                .hasMessageContaining("The rate 1.005 has more than two decimals.");
    }

    @Test
    void a_profile_is_read_and_changed_in_parts() {
        assertThat(tools.told("clockify_get_member_profile", "{\"user\": \"mina petrović\"}"))
                .isEqualTo(
                        """
                        Mina Petrović | mina@example.org | id %s
                        works Mon Tue Wed Thu Fri, 7:00 a day
                        week starts on Mon
                        Employee number: NL-104\
                        """
                                .formatted(Seed.main().id()));

        assertThat(
                        tools.told(
                                "clockify_update_member_profile",
                                """
                                {"user": "mina petrović", "work_capacity": "6h30m",
                                 "working_days": ["friday", "monday"], "week_start": "monday"}
                                """))
                .isEqualTo(
                        "Changed profile of Mina Petrović: hours a day ‹7:00› → ‹6:30›;"
                                + " working days ‹Mon Tue Wed Thu Fri› → ‹Mon Fri›");
        assertThat(tools.told("clockify_get_member_profile", "{\"user\": \"mina petrović\"}"))
                .contains("works Mon Fri, 6:30 a day");
    }

    @Test
    void a_field_is_made_changed_filled_and_deleted() {
        assertThat(
                        tools.told(
                                "clockify_create_custom_field",
                                """
                                {"name": "Mood", "field_type": "dropdown_multiple",
                                 "allowed_values": ["Calm", "Busy"]}
                                """))
                .startsWith("Created custom field ‹Mood›, id ");
        assertThat(
                        tools.told(
                                "clockify_update_custom_field",
                                """
                                {"field": "mood", "allowed_values": ["Calm", "Busy", "Late"],
                                 "required": true, "visibility": "invisible"}
                                """))
                .isEqualTo(
                        "Changed custom field ‹Mood›: values ‹Calm, Busy› → ‹Calm, Busy, Late›;"
                                + " required ‹no› → ‹yes›; visibility ‹visible› → ‹invisible›");
        assertThat(tools.told("clockify_list_custom_fields", "{\"name\": \"mood\"}"))
                .isEqualTo(
                        "Mood | some of Calm, Busy, Late, required | on entries | invisible\n"
                                + "1 custom field in all.");

        assertThat(
                        tools.told(
                                "clockify_set_custom_field_value",
                                """
                                {"field": "mood", "values": ["busy", "Late"],
                                 "project": "intranet"}
                                """))
                .isEqualTo("Custom field ‹Mood› of project ‹Intranet› is ‹Busy, Late› now");
        assertThat(tools.told("clockify_get_custom_field", "{\"field\": \"mood\"}"))
                .contains("on project ‹Intranet›: default Busy, Late");

        assertThat(tools.told("clockify_delete_custom_field", "{\"field\": \"mood\"}"))
                .isEqualTo("Deleted custom field ‹Mood›");
        assertThatThrownBy(() -> tools.told("clockify_get_custom_field", "{\"field\": \"mood\"}"))
                .hasMessageContaining("There is no custom field ‹mood›.");
    }

    @Test
    void an_entry_keeps_its_other_fields_when_one_is_filled_or_emptied() {
        tools.told(
                "clockify_log_time",
                """
                {"start": "today 8:00", "duration": "1h", "project": "intranet",
                 "tags": ["review"], "description": "x"}
                """);
        String handle =
                tools.told("clockify_list_entries", "{\"start\": \"today\"}")
                        .replaceAll("(?s).*?\\b([0-9a-f]{5,}) .*", "$1");
        String set = "{\"entry_id\": \"%s\", \"field\": \"%s\", %s}";

        tools.told(
                "clockify_set_custom_field_value",
                set.formatted(handle, "ticket", "\"value\": \"NL-7\""));
        assertThat(
                        tools.told(
                                "clockify_set_custom_field_value",
                                set.formatted(handle, "kilometres", "\"value\": \"12.5\"")))
                .isEqualTo("Custom field ‹Kilometres› of entry %s is ‹12.5› now".formatted(handle));
        tools.told(
                "clockify_set_custom_field_value",
                set.formatted(handle, "after hours", "\"value\": \"yes\""));
        tools.told(
                "clockify_set_custom_field_value",
                set.formatted(handle, "ticket", "\"values\": []"));

        assertThat(tools.told("clockify_get_entry", "{\"entry_id\": \"%s\"}".formatted(handle)))
                .contains("Kilometres: 12.5", "After hours: true", "review", "Intranet", "x")
                .doesNotContain("Ticket");
    }

    @Test
    void a_persons_field_is_filled_and_emptied() {
        String shirt = "{\"field\": \"shirt size\", \"user\": \"mina petrović\", %s}";

        assertThat(
                        tools.told(
                                "clockify_set_custom_field_value",
                                shirt.formatted("\"value\": \"m\"")))
                .isEqualTo("Custom field ‹Shirt size› of Mina Petrović is ‹M› now");
        assertThat(tools.told("clockify_get_member_profile", "{\"user\": \"mina petrović\"}"))
                .contains("Shirt size: M");
        assertThat(tools.told("clockify_set_custom_field_value", shirt.formatted("\"values\": []")))
                .isEqualTo("Custom field ‹Shirt size› of Mina Petrović is empty now");
        assertThat(tools.told("clockify_get_member_profile", "{\"user\": \"mina petrović\"}"))
                .doesNotContain("Shirt size");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_set_custom_field_value",
                                shirt.formatted("\"value\": \"XXL\"")))
                .hasMessageContaining("‹XXL› does not fit ‹Shirt size›.");
    }

    @Test
    void who_is_no_admin_is_told_so() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);

            assertThatThrownBy(
                            () -> hers.told("clockify_create_user_group", "{\"name\": \"Mine\"}"))
                    .hasMessageContaining("Access Denied");
            assertThatThrownBy(() ->
                            hers.told(
                                    "clockify_create_custom_field",
                                    "{\"name\": \"Mine\", \"field_type\": \"txt\"}"))
                    .hasMessageContaining("Access Denied");
            assertThatThrownBy(() ->
                            hers.told("clockify_get_member_profile", "{\"user\": \"ada winter\"}"))
                    .hasMessageContaining("Access Denied");
        }
    }

    private String groupId(String name) {
        return tools.told("clockify_get_user_group", "{\"group\": \"%s\"}".formatted(name))
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll(".* id ", "");
    }
}
