package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools about people, groups and custom fields, through the packaged server as an owner and as
/// a regular member: each change is agreed to, made, and read back.
class PeopleToolsTest {
    private static final Map<String, String> LISTED =
            Map.of("CLOCKIFY_ACTIVE_GROUPS", "user_admin,custom_fields");

    @TempDir Path folder;

    private ToolSession start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(LISTED);
        environment.putAll(more);
        return ToolSession.start(folder, environment).byName();
    }

    private ToolSession asOwner() throws Exception {
        return start(ToolSession.studio("ada", "full"));
    }

    @Test
    void a_group_is_made_with_its_people_after_one_question() throws Exception {
        try (ToolSession session = asOwner()) {
            String group =
                    "{\"name\":\"Night\",\"users\":[\"mina petrović\",\"elif@example.org\"]%s}";
            String preview =
                    session.told(
                            "clockify_create_user_group", group.formatted(",\"dry_run\":true"));
            String before = session.told("clockify_list_user_groups", "{}");
            String made = session.told("clockify_create_user_group", group.formatted(""));
            String after = session.told("clockify_get_user_group", "{\"group\":\"night\"}");

            assertThat(preview).contains("Create group ‹Night›, with Mina Petrović, Elif Yılmaz");
            assertThat(before).contains("Design").doesNotContain("Night");
            assertThat(made).startsWith("Created group ‹Night›");
            assertThat(after).contains("Mina Petrović", "Elif Yılmaz");
            assertThat(session.questions())
                    .hasSize(1)
                    .allMatch(line -> line.contains("with Mina Petrović, Elif Yılmaz"));
        }
    }

    @Test
    void people_are_moved_barred_paid_and_made_managers() throws Exception {
        try (ToolSession session = asOwner()) {
            String member = "{\"group\":\"%s\",\"user\":\"mina petrović\"}";
            session.told("clockify_add_user_to_group", member.formatted("Interns"));
            session.told("clockify_remove_user_from_group", member.formatted("Design"));
            session.told("clockify_update_user_group", "{\"group\":\"Interns\",\"name\":\"New\"}");
            session.told(
                    "clockify_update_user_role",
                    "{\"user\":\"mina petrović\",\"role\":\"team_manager\",\"group\":\"Design\"}");
            session.told("clockify_delete_user_group", "{\"group\":\"Management\"}");
            String groups = session.told("clockify_list_user_groups", "{}");

            assertThat(groups)
                    .contains("New | 1 person", "Design | 2 people | managed by Chiara Rossi, Mina")
                    .doesNotContain("Management", "Interns");

            session.told("clockify_deactivate_user", "{\"user\":\"elif@example.org\"}");
            session.told("clockify_activate_user", "{\"user\":\"ivan@example.org\"}");
            session.told("clockify_invite_user", "{\"email\":\"new@example.org\"}");
            String rate = "{\"user\":\"mina petrović\",\"amount\":91.25}";
            session.told("clockify_set_user_rate", rate);
            String all = session.told("clockify_list_users", "{\"status\":\"all\"}");

            assertThat(session.told("clockify_set_user_rate", rate))
                    .isEqualTo("Nothing to change: Mina Petrović is billed at 91.25 EUR an hour");
            assertThat(all.lines())
                    .anyMatch(line -> line.contains("Elif") && line.contains("INACTIVE"))
                    .anyMatch(line -> line.contains("new@example.org") && line.contains("PENDING"))
                    .anyMatch(line -> line.contains("Ivan") && !line.contains("INACTIVE"));
        }
    }

    @Test
    void a_profile_is_changed_in_one_field() throws Exception {
        try (ToolSession session = asOwner()) {
            session.told(
                    "clockify_update_member_profile",
                    "{\"user\":\"mina petrović\",\"working_days\":[\"monday\",\"friday\"]}");

            assertThat(session.told("clockify_get_member_profile", "{\"user\":\"mina petrović\"}"))
                    .contains("works Mon Fri, 7:00 a day", "Employee number: NL-104");
        }
    }

    @Test
    void a_custom_field_is_made_filled_and_deleted() throws Exception {
        try (ToolSession session = asOwner()) {
            session.told(
                    "clockify_create_custom_field",
                    "{\"name\":\"Mood\",\"field_type\":\"dropdown_single\",\"allowed_values\":[\"Calm\"]}");
            session.told(
                    "clockify_update_custom_field",
                    "{\"field\":\"mood\",\"allowed_values\":[\"Calm\",\"Busy\"]}");
            session.told(
                    "clockify_set_custom_field_value",
                    "{\"field\":\"mood\",\"project\":\"intranet\",\"value\":\"calm\"}");
            String logged =
                    session.told(
                            "clockify_log_time",
                            "{\"start\":\"yesterday 6:00\",\"end\":\"7:00\",\"project\":\"intranet\",\"description\":\"x\"}");
            String handle = logged.replaceAll("(?s).*?\\b([0-9a-f]{5,24})\\b.*", "$1");
            String entry = "{\"entry_id\":\"%s\"%s}";
            String begun = session.told("clockify_get_entry", entry.formatted(handle, ""));
            session.told(
                    "clockify_set_custom_field_value",
                    entry.formatted(handle, ",\"field\":\"mood\",\"value\":\"Busy\""));
            String filled = session.told("clockify_get_entry", entry.formatted(handle, ""));
            String listed = session.told("clockify_list_custom_fields", "{}");
            String field = session.told("clockify_get_custom_field", "{\"field\":\"mood\"}");
            String wrong =
                    session.refused(
                            "clockify_set_custom_field_value",
                            entry.formatted(handle, ",\"field\":\"mood\",\"value\":\"Sad\""));
            session.told("clockify_delete_custom_field", "{\"field\":\"mood\"}");
            String emptied = session.told("clockify_get_entry", entry.formatted(handle, ""));

            assertThat(begun).contains("Mood: Calm");
            assertThat(filled).contains("Mood: Busy");
            assertThat(listed).contains("Mood | one of Calm, Busy | on entries");
            assertThat(field).contains("on project ‹Intranet›: default Calm");
            assertThat(wrong).contains("‹Sad› does not fit ‹Mood›. It holds one of Calm, Busy.");
            assertThat(emptied).doesNotContain("Mood");
        }
    }

    @Test
    void the_owner_is_out_of_reach_and_a_group_nobody_knows_is_answered_with_what_helps()
            throws Exception {
        try (ToolSession session = asOwner()) {
            assertThat(session.refused("clockify_deactivate_user", "{\"user\":\"ada winter\"}"))
                    .contains("Ada Winter owns the workspace and cannot be deactivated.");
            assertThat(
                            session.refused(
                                    "clockify_add_user_to_group",
                                    "{\"group\":\"desi\",\"user\":\"mina petrović\"}"))
                    .contains("No user group is called ‹desi›. These are close: ‹Design›");
            assertThat(
                            session.refused(
                                    "clockify_update_user_role",
                                    "{\"user\":\"mina petrović\",\"role\":\"project_manager\"}"))
                    .contains("A project manager is one of a project.");
        }
    }

    @Test
    void a_regular_member_is_told_that_an_admin_has_to_do_it() throws Exception {
        try (ToolSession session = start(Map.of("CLOCKIFY_POLICY", "full"))) {
            assertThat(session.refused("clockify_create_user_group", "{\"name\":\"Mine\"}"))
                    .contains("Access Denied", "admin");
            assertThat(session.told("clockify_list_user_groups", "{}")).doesNotContain("Mine");
        }
    }

    @Test
    void a_mode_below_full_neither_lists_nor_does_what_admins_do() throws Exception {
        try (ToolSession session = start(Map.of())) {
            String listed = session.ask("tools/list", "{}").toString();

            assertThat(listed)
                    .contains("clockify_list_user_groups", "clockify_set_user_rate")
                    .doesNotContain("clockify_create_user_group", "clockify_deactivate_user");
            assertThat(session.refused("clockify_delete_user_group", "{\"group\":\"Design\"}"))
                    .contains("mode standard", "full");
        }
    }
}
