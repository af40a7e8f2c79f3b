package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;

import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the tools about people, groups and custom fields answer fits the schema they publish for
/// it, with as little as Clockify can say.
class PeopleAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String WS = StubDesk.WS;
    private static final String INVITE = "clockify_invite_user";

    /// Needs an organization, which nothing bare has; [OnTheSandboxTest] makes one.
    private static final String WORKSPACE = "clockify_create_workspace";

    PeopleAnswersFitTheirSchemasTest() {
        super(
                List.of("user_admin", "custom_fields"),
                Map.of(
                        "clockify_list_user_groups", "{}",
                        "clockify_get_user_group", "{\"group\": \"Bare\"}",
                        "clockify_list_user_managers", "{\"user\": \"Bo\"}",
                        "clockify_get_member_profile", "{\"user\": \"Bo\"}",
                        "clockify_list_custom_fields", "{}",
                        "clockify_get_custom_field", "{\"field\": \"Bare\"}"),
                Map.ofEntries(
                        Map.entry("clockify_create_user_group", "{\"name\": \"New\"}"),
                        Map.entry(
                                "clockify_update_user_group",
                                "{\"group\": \"Bare\", \"name\": \"New\"}"),
                        Map.entry("clockify_delete_user_group", "{\"group\": \"Bare\"}"),
                        Map.entry(
                                "clockify_add_user_to_group",
                                "{\"group\": \"Bare\", \"user\": \"Bo\"}"),
                        Map.entry(
                                "clockify_remove_user_from_group",
                                "{\"group\": \"Bare\", \"user\": \"Bo\"}"),
                        Map.entry("clockify_deactivate_user", "{\"user\": \"Bo\"}"),
                        Map.entry("clockify_activate_user", "{\"user\": \"Bo\"}"),
                        Map.entry(
                                "clockify_update_user_role",
                                "{\"user\": \"Bo\", \"role\": \"workspace_admin\"}"),
                        Map.entry("clockify_set_user_rate", "{\"user\": \"Bo\", \"amount\": 1}"),
                        Map.entry(
                                "clockify_update_member_profile",
                                "{\"user\": \"Bo\", \"work_capacity\": \"1h\"}"),
                        Map.entry(
                                "clockify_create_custom_field",
                                "{\"name\": \"New\", \"field_type\": \"link\"}"),
                        Map.entry(
                                "clockify_update_custom_field",
                                "{\"field\": \"Bare\", \"name\": \"New\"}"),
                        Map.entry("clockify_delete_custom_field", "{\"field\": \"Bare\"}"),
                        Map.entry(
                                "clockify_upload_image",
                                "{\"name\": \"a.gif\", \"base64\": \"R0lGODlhAQABAAAAACw=\"}"),
                        Map.entry("clockify_add_limited_users", "{\"names\": [\"Kim\"]}"),
                        Map.entry(
                                "clockify_set_custom_field_value",
                                "{\"field\": \"Bare\", \"project\": \"Bare\", \"value\": \"x\"}")),
                INVITE,
                WORKSPACE);
    }

    @Override
    StubTransport bare() {
        String field = "{\"id\": \"f\", \"name\": \"Bare\"}";
        return StubDesk.annas()
                .has(WS + "/users", "{\"id\": \"u\", \"name\": \"Bo\", \"status\": null}")
                .answers(WS + "/users/info", "[{\"id\": \"u\", \"name\": \"Bo\"}]")
                .answers(WS + "/users/u", "{\"id\": \"w\"}")
                .answers(WS + "/users/u/roles", "[]")
                .answers(WS + "/users/u/managers", "[{\"id\": \"m\"}]")
                .answers("/file/image", "{}")
                .answers(WS + "/limited-users", "[]")
                .answers(WS + "/users/u/hourly-rate", "{\"id\": \"w\"}")
                .answers(WS + "/user/u/time-entries", "[]")
                .answers(WS + "/member-profile/u", "{}")
                .has(WS + "/user-groups", "{\"id\": \"g\", \"name\": \"Bare\"}")
                .answers(WS + "/user-groups/g/users", "{\"id\": \"g\", \"name\": \"Bare\"}")
                .has(WS + "/projects", "{\"id\": \"p\", \"name\": \"Bare\"}")
                .has(WS + "/custom-fields", field)
                .answers(WS + "/projects/p/custom-fields/f", field);
    }

    @Test
    void what_came_of_an_invitation_fits() {
        Object invited =
                StubDesk.at(bare())
                        .plan(INVITE, "{\"email\": \"a@b.example\"}")
                        .result()
                        .apply(new Answers(Map.of()));

        assertFits(INVITE, invited);
    }
}
