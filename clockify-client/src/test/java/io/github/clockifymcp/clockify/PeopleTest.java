package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.CustomFields.CustomFieldEdit;
import io.github.clockifymcp.clockify.CustomFields.NewCustomField;
import io.github.clockifymcp.clockify.MemberProfiles.Profile;
import io.github.clockifymcp.clockify.MemberProfiles.ProfileEdit;
import io.github.clockifymcp.clockify.Members.LimitedUser;
import io.github.clockifymcp.clockify.Members.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People, their groups, roles, rates and profiles, and the workspace's own fields.
final class PeopleTest {

    private final FakeServer server = new FakeServer();
    private final Clockify clockify =
            Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("s3cret-key"));
    private final WorkspaceApi workspace = clockify.workspace("w1");

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void groups_are_listed_with_who_is_in_them() {
        server.answersWith("groups", "Last-Page", "true");
        Groups.Filter filter =
                Groups.Filter.all()
                        .name("s")
                        .project("p1")
                        .withTeamManagers()
                        .sortedBy("NAME", SortOrder.ASCENDING);

        Page<Groups.Group> page = workspace.groups().list(filter, Paging.first());

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/user-groups?name=s&project-id=p1"
                                + "&includeTeamManagers=true&sort-column=NAME&sort-order=ASCENDING"
                                + "&page=1&page-size=50");
        assertThat(page.more()).isFalse();
        assertThat(page.items().getFirst().has("64a000000000000000000002")).isTrue();
        assertThat(page.items().getFirst().teamManagers())
                .extracting(Groups.TeamManager::name)
                .containsExactly("Vera Kim");
        assertThat(page.items().getLast().userIds()).isEmpty();
    }

    @Test
    void groups_are_made_renamed_filled_and_deleted() {
        Groups groups = workspace.groups();

        assertThat(groups.create("Design"))
                .hasToString("POST /workspaces/w1/user-groups {\"name\":\"Design\"}");
        assertThat(groups.rename("g1", "Form"))
                .hasToString("PUT /workspaces/w1/user-groups/g1 {\"name\":\"Form\"}");
        assertThat(groups.add("{group}", "u1"))
                .hasToString("POST /workspaces/w1/user-groups/{group}/users {\"userId\":\"u1\"}");
        assertThat(groups.remove("g1", "u1"))
                .hasToString("DELETE /workspaces/w1/user-groups/g1/users/u1");
        assertThat(groups.delete("g1")).hasToString("DELETE /workspaces/w1/user-groups/g1");
    }

    @Test
    void people_are_searched_by_role_and_group_with_paging_in_the_body() {
        server.answersWith("members").answers(200, "[]", "Last-Page", "false");
        MemberSearch search =
                MemberSearch.all()
                        .name("no")
                        .email("example")
                        .status("ALL")
                        .memberships("WORKSPACE")
                        .roles(List.of("OWNER"))
                        .groups(List.of("g1", "g2"));

        Page<Users.User> full = workspace.members().search(search, new Paging(1, 2));
        Page<Users.User> end = workspace.members().search(MemberSearch.all(), new Paging(2, 2));

        assertThat(full.more()).isTrue();
        assertThat(end.more()).isFalse();
        assertThat(server.lines()).containsOnly("POST /api/v1/workspaces/w1/users/info");
        assertThat(server.received().getFirst().body())
                .isEqualTo(
                        "{\"includeRoles\":true,\"name\":\"no\",\"email\":\"example\","
                                + "\"status\":\"ALL\",\"memberships\":\"WORKSPACE\","
                                + "\"roles\":[\"OWNER\"],\"userGroups\":[\"g1\",\"g2\"],"
                                + "\"page\":1,\"pageSize\":2}");
    }

    @Test
    void those_who_manage_somebody_are_listed() {
        server.answersWith("members", "Last-Page", "true");

        Page<Users.User> managers = workspace.members().managers("u1", Paging.first());

        assertThat(server.lines())
                .containsExactly("GET /api/v1/workspaces/w1/users/u1/managers?page=1&page-size=50");
        assertThat(managers.items()).hasSize(2);
    }

    @Test
    void people_are_invited_and_let_in_and_out() {
        Members members = workspace.members();

        assertThat(members.invite("a@b.example", false))
                .hasToString(
                        "POST /workspaces/w1/users?send-email=false {\"email\":\"a@b.example\"}");
        assertThat(members.setActive("u1", false))
                .hasToString("PUT /workspaces/w1/users/u1 {\"status\":\"INACTIVE\"}");
        assertThat(members.setActive("u1", true))
                .hasToString("PUT /workspaces/w1/users/u1 {\"status\":\"ACTIVE\"}");
        assertThat(
                        members.addLimited(
                                List.of(
                                        new LimitedUser("Tablet"),
                                        new LimitedUser(
                                                "Hall",
                                                100,
                                                50,
                                                DayOfWeek.MONDAY,
                                                Duration.ofHours(7),
                                                List.of(DayOfWeek.FRIDAY),
                                                List.of("g1")))))
                .hasToString(
                        "POST /workspaces/w1/limited-users {\"users\":[{\"name\":\"Tablet\"},"
                                + "{\"name\":\"Hall\",\"hourlyRate\":100,\"costRate\":50,"
                                + "\"weekStart\":\"MONDAY\",\"workCapacity\":\"PT7H\","
                                + "\"workingDays\":[\"FRIDAY\"],\"userGroups\":[\"g1\"]}]}");
    }

    @Test
    void a_role_says_over_what_it_is() {
        Members members = workspace.members();

        assertThat(members.giveRole("u1", Role.admin("w1")))
                .hasToString(
                        "POST /workspaces/w1/users/u1/roles"
                                + " {\"role\":\"WORKSPACE_ADMIN\",\"entityId\":\"w1\"}");
        assertThat(members.giveRole("u1", Role.ofProject("p1")))
                .hasToString(
                        "POST /workspaces/w1/users/u1/roles"
                                + " {\"role\":\"PROJECT_MANAGER\",\"entityId\":\"p1\"}");
        assertThat(members.giveRole("u1", Role.ofGroup("g1")))
                .hasToString(
                        "POST /workspaces/w1/users/u1/roles {\"role\":\"TEAM_MANAGER\","
                                + "\"entityId\":\"g1\",\"sourceType\":\"USER_GROUP\"}");
    }

    @Test
    void a_role_is_taken_by_a_delete_with_a_body_that_is_sent() {
        server.answers(204, "");

        clockify.send(workspace.members().takeRole("u1", Role.ofPerson("u2")));

        assertThat(server.lines()).containsExactly("DELETE /api/v1/workspaces/w1/users/u1/roles");
        assertThat(server.received().getFirst().body())
                .isEqualTo("{\"role\":\"TEAM_MANAGER\",\"entityId\":\"u2\"}");
    }

    @Test
    void rates_are_whole_cents_and_may_begin_in_the_past() {
        Rate rate = new Rate(9_550, Instant.parse("2026-11-01T00:00:00Z"));

        assertThat(workspace.members().setHourlyRate("u1", rate))
                .hasToString(
                        "PUT /workspaces/w1/users/u1/hourly-rate"
                                + " {\"amount\":9550,\"since\":\"2026-11-01T00:00:00Z\"}");
        assertThat(workspace.members().setCostRate("u1", new Rate(1, null)))
                .hasToString("PUT /workspaces/w1/users/u1/cost-rate {\"amount\":1}");
        assertThat(clockify.workspaces().setHourlyRate("w1", new Rate(1, null), "EUR"))
                .hasToString("PUT /workspaces/w1/hourly-rate {\"amount\":1,\"currency\":\"EUR\"}");
        assertThat(clockify.workspaces().setCostRate("w1", new Rate(1, null)))
                .hasToString("PUT /workspaces/w1/cost-rate {\"amount\":1}");
    }

    @Test
    void a_profile_is_read_and_changed_in_parts() {
        server.answersWith("member-profile");

        Profile profile = workspace.memberProfiles().get("u1");

        assertThat(server.lines()).containsExactly("GET /api/v1/workspaces/w1/member-profile/u1");
        assertThat(profile.workCapacity()).isEqualTo(Duration.ofHours(7));
        assertThat(profile.workingDays()).containsExactly("MONDAY", "TUESDAY");
        assertThat(profile.userCustomFieldValues().getFirst().name()).isEqualTo("Shoe size");
        assertThat(
                        workspace
                                .memberProfiles()
                                .update(
                                        "u1",
                                        new ProfileEdit(null, Duration.ofHours(6), List.of())))
                .hasToString("PATCH /workspaces/w1/member-profile/u1 {\"workCapacity\":\"PT6H\"}");
    }

    @Test
    void fields_are_listed_whole_and_those_of_a_project_too() {
        server.answersWith("custom-fields").answersWith("custom-fields");
        CustomFields.Filter filter =
                CustomFields.Filter.all().name("a").status("VISIBLE").on("TIMEENTRY");

        List<CustomField> fields = workspace.customFields().list(filter);
        workspace.customFields().ofProject("p1");

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/custom-fields?name=a&status=VISIBLE&entity-type=TIMEENTRY",
                        "GET /api/v1/workspaces/w1/projects/p1/custom-fields");
        assertThat(fields.getFirst().allowedValues()).containsExactly("Studio", "Home");
        assertThat(fields.getFirst().projectDefaults().getFirst().status()).isEqualTo("INVISIBLE");
        assertThat(fields.getFirst().placeholder()).isNull();
        assertThat(fields.getLast().ofPeople()).isTrue();
        assertThat(fields.getLast().status()).isEqualTo("DORMANT");
        assertThat(fields.getLast().defaultValue()).isNull();
    }

    @Test
    void a_changed_field_keeps_its_type_and_everything_that_is_not_named() {
        CustomField field =
                Json.readList(Fixtures.json(Fixtures.text("custom-fields")), CustomField.class)
                        .getFirst();
        CustomFieldEdit edit =
                new CustomFieldEdit(
                        Edit.set("Where"),
                        Edit.keep(),
                        Edit.set(false),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.clear());

        assertThat(workspace.customFields().update(field, edit).body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Where", "type": "DROPDOWN_MULTIPLE", "status": "VISIBLE",
                                 "required": false, "onlyAdminCanEdit": false,
                                 "allowedValues": ["Studio", "Home"],
                                 "workspaceDefaultValue": ["Studio"]}
                                """));
    }

    @Test
    void fields_are_made_filled_emptied_and_deleted() {
        CustomFields fields = workspace.customFields();

        assertThat(
                        fields.create(
                                new NewCustomField(
                                        "Place",
                                        "DROPDOWN_SINGLE",
                                        "TIMEENTRY",
                                        null,
                                        true,
                                        null,
                                        List.of("Studio"))))
                .hasToString(
                        "POST /workspaces/w1/custom-fields {\"name\":\"Place\","
                                + "\"type\":\"DROPDOWN_SINGLE\",\"entityType\":\"TIMEENTRY\","
                                + "\"required\":true,\"allowedValues\":[\"Studio\"]}");
        assertThat(fields.setProjectDefault("p1", "f1", new TextNode("x"), "VISIBLE"))
                .hasToString(
                        "PATCH /workspaces/w1/projects/p1/custom-fields/f1"
                                + " {\"defaultValue\":\"x\",\"status\":\"VISIBLE\"}");
        assertThat(fields.setProjectDefault("p1", "f1", null, null))
                .hasToString(
                        "PATCH /workspaces/w1/projects/p1/custom-fields/f1 {\"defaultValue\":null}");
        assertThat(fields.removeFromProject("p1", "f1"))
                .hasToString("DELETE /workspaces/w1/projects/p1/custom-fields/f1");
        assertThat(fields.setUserValue("u1", "f1", new TextNode("x")))
                .hasToString("PUT /workspaces/w1/users/u1/custom-field/f1/value {\"value\":\"x\"}");
        assertThat(fields.setUserValue("u1", "f1", null))
                .hasToString("PUT /workspaces/w1/users/u1/custom-field/f1/value {\"value\":null}");
        assertThat(fields.delete("f1")).hasToString("DELETE /workspaces/w1/custom-fields/f1");
    }
}
