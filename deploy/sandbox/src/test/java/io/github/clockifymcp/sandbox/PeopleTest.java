package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// People, their roles, rates and profiles, and their groups.
class PeopleTest extends SandboxTest {

    private final String users = ws + "/users";
    private final String groups = ws + "/user-groups";
    private final String design = groups + "/" + Seed.id("user-group", "Design");
    private final Http bruno = Http.as(sandbox(), "bruno");

    private static String id(String name) {
        return Seed.person(name).id();
    }

    private String user(String name) {
        return users + "/" + id(name);
    }

    private static String admin() {
        return "{'role':'WORKSPACE_ADMIN','entityId':'" + Seed.studio() + "'}";
    }

    private static String projectManager(String project) {
        return "{'role':'PROJECT_MANAGER','entityId':'%s'}".formatted(Seed.id("project", project));
    }

    @Test
    void only_admins_change_people_and_groups() {
        List<Reply> refused =
                List.of(
                        mina.post(users, "{'email':'x@example.org'}"),
                        mina.put(user("elif"), "{'status':'INACTIVE'}"),
                        chiara.post(user("elif") + "/roles", admin()),
                        chiara.put(user("elif") + "/hourly-rate", "{'amount':1}"),
                        mina.put(ws + "/hourly-rate", "{'amount':1,'currency':'EUR'}"),
                        mina.post(groups, "{'name':'Mine'}"),
                        mina.delete(design),
                        mina.patch(ws + "/member-profile/" + id("mina"), "{}"),
                        mina.get(ws + "/member-profile/" + id("ada")));

        assertThat(refused).allMatch(reply -> reply.status() == 403 && reply.code() == 501);
        assertThat(bruno.post(groups, "{'name':'His'}").status()).isEqualTo(201);
    }

    @Test
    void groups_are_listed_and_have_no_route_of_their_own() {
        Reply all = mina.get(groups + "?page-size=2&includeTeamManagers=true");
        Reply one = ada.get(design);
        Reply members = ada.get(design + "/users");

        assertThat(all.each("name")).containsExactly("Design", "Development");
        assertThat(all.header("Last-Page")).isEqualTo("false");
        assertThat(all.json().at("/0/teamManagers/0/name").asText()).isEqualTo("Chiara Rossi");
        assertThat(one.status()).isEqualTo(405);
        assertThat(one.header("Allow")).isEqualTo("DELETE,PUT");
        assertThat(members.status()).isEqualTo(405);
        assertThat(members.header("Allow")).isEqualTo("POST");
    }

    @Test
    void a_group_is_made_filled_renamed_and_deleted() {
        Reply made = ada.post(groups, "{'name':'Night'}");
        String night = groups + "/" + made.text("id");

        ada.post(night + "/users", "{'userId':'" + id("mina") + "'}");
        Reply again = ada.post(night + "/users", "{'userId':'" + id("mina") + "'}");
        Reply renamed = ada.put(night, "{'name':'Day'}");
        Reply removed = ada.delete(night + "/users/" + id("mina"));
        Reply twice = ada.delete(night + "/users/" + id("mina"));
        Reply deleted = ada.delete(night);
        Reply gone = ada.delete(night);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("userIds")).hasSize(1);
        assertThat(renamed.json().path("userIds")).hasSize(1);
        assertThat(removed.json().path("userIds")).isEmpty();
        assertThat(twice.status()).isEqualTo(400);
        assertThat(deleted.text("name")).isEqualTo("Day");
        assertThat(gone.status()).isEqualTo(400);
        assertThat(gone.code()).isEqualTo(501);
    }

    @Test
    void a_groups_name_is_taken_and_its_people_must_be_known() {
        Reply taken = ada.post(groups, "{'name':'Design'}");
        Reply nobody = ada.post(design + "/users", "{'userId':'66000000000000000000dead'}");

        assertThat(taken.message()).isEqualTo("UserGroup with this name already exists");
        assertThat(nobody.message()).isEqualTo("User doesn't belong to Workspace");
    }

    @Test
    void people_are_searched_by_role_group_and_status() {
        String info = users + "/info";
        Reply admins = ada.post(info, "{'roles':['WORKSPACE_ADMIN'],'includeRoles':true}");
        Reply designers =
                ada.post(info, "{'userGroups':['" + Seed.id("user-group", "Design") + "']}");
        Reply inactive = ada.post(info, "{'status':'INACTIVE'}");
        Reply second = ada.post(info, "{'page':2,'pageSize':8}");
        Reply wrong = ada.post(info, "{'roles':['KING']}");

        assertThat(admins.each("name")).containsExactly("Ada Winter", "Bruno Kovač");
        assertThat(admins.json().at("/1/roles/0/entities/0/id").asText()).isEqualTo(Seed.studio());
        assertThat(designers.json()).hasSize(3);
        assertThat(inactive.each("name")).containsExactly("Ivan Horvat");
        assertThat(second.json()).hasSize(1);
        assertThat(second.header("Last-Page")).isEmpty();
        assertThat(wrong.code()).isEqualTo(3002);
    }

    @Test
    void somebody_is_invited_once_and_waits() {
        Reply invited = ada.post(users + "?send-email=true", "{'email':'new@example.org'}");
        Reply again = ada.post(users, "{'email':'new@example.org'}");
        Reply wrong = ada.post(users, "{'email':'nobody'}");
        Reply known = ada.post(lab + "/users", "{'email':'mina@example.org'}");

        assertThat(invited.status()).isEqualTo(200);
        assertThat(invited.text("id")).isEqualTo(Seed.studio());
        assertThat(again.status()).isEqualTo(400);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(known.status()).isEqualTo(200);
        assertThat(ada.get(users + "?status=PENDING").each("email"))
                .containsExactly("jo@example.org", "new@example.org");
        assertThat(mina.get(lab + "/projects").status()).isEqualTo(403);
    }

    @Test
    void who_is_put_out_cannot_come_in_until_let_in_again() {
        Reply out = ada.put(user("mina"), "{'status':'INACTIVE'}");
        int shut = mina.get(ws + "/projects").status();
        ada.put(user("mina"), "{'status':'ACTIVE'}");

        assertThat(out.text("id")).isEqualTo(Seed.studio());
        assertThat(shut).isEqualTo(403);
        assertThat(mina.get(ws + "/projects").status()).isEqualTo(200);
        assertThat(ada.put(user("mina"), "{'status':'PENDING'}").code()).isEqualTo(3002);
    }

    @Test
    void nobody_changes_the_owner_or_themselves_or_who_has_not_come_yet() {
        Reply owner = bruno.put(user("ada"), "{'status':'INACTIVE'}");
        Reply self = bruno.put(user("bruno"), "{'status':'INACTIVE'}");
        Reply invited = ada.put(user("jo"), "{'status':'ACTIVE'}");
        Reply last = ada.put(user("ada"), "{'status':'INACTIVE'}");

        assertThat(List.of(owner, self, invited, last))
                .allMatch(reply -> reply.status() == 400 && reply.code() == 501);
    }

    @Test
    void a_role_gives_what_it_says_and_no_more() {
        String website = ws + "/projects/" + Seed.id("project", "Website");
        String intranet = ws + "/projects/" + Seed.id("project", "Intranet");
        Reply given = ada.post(user("mina") + "/roles", projectManager("Website"));
        int hers = mina.put(website, "{'note':'mine','isPublic':true}").status();
        int others = mina.put(intranet, "{'note':'mine','isPublic':true}").status();
        Reply taken = ada.send("DELETE", user("mina") + "/roles", projectManager("Website"));
        Reply twice = ada.send("DELETE", user("mina") + "/roles", projectManager("Website"));

        assertThat(given.status()).isEqualTo(201);
        assertThat(given.json().at("/0/role").asText()).isEqualTo("PROJECT_MANAGER");
        assertThat(hers).isEqualTo(200);
        assertThat(others).isEqualTo(403);
        assertThat(taken.status()).isEqualTo(204);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(mina.put(website, "{'note':'x','isPublic':true}").status()).isEqualTo(403);
    }

    @Test
    void a_role_is_over_something_of_the_workspace() {
        String roles = user("mina") + "/roles";
        Reply owner = ada.post(roles, "{'role':'OWNER','entityId':'" + Seed.studio() + "'}");
        Reply none = ada.post(roles, "{'role':'TEAM_MANAGER'}");
        Reply foreign = ada.post(roles, "{'role':'PROJECT_MANAGER','entityId':'nothing'}");
        Reply ofAda = bruno.post(user("ada") + "/roles", admin());

        assertThat(owner.code()).isEqualTo(3002);
        assertThat(none.message()).isEqualTo("must not be null");
        assertThat(foreign.message()).isEqualTo("Project doesn't belong to Workspace");
        assertThat(ofAda.status()).isEqualTo(400);
    }

    @Test
    void a_team_manager_of_a_group_manages_whoever_is_in_it() {
        Reply minas = ada.get(user("mina") + "/managers");
        Reply graces = ada.get(user("grace") + "/managers");
        ada.post(
                user("grace") + "/roles",
                "{'role':'TEAM_MANAGER','entityId':'" + id("elif") + "'}");

        assertThat(minas.each("name")).containsExactly("Chiara Rossi");
        assertThat(graces.json()).isEmpty();
        assertThat(ada.get(user("elif") + "/managers").each("name"))
                .containsExactly("Chiara Rossi", "Grace Okafor");
        assertThat(chiara.get(ws + "/member-profile/" + id("mina")).status()).isEqualTo(200);
        ada.delete(design);
        assertThat(ada.get(user("mina") + "/managers").json()).isEmpty();
    }

    @Test
    void a_plan_without_it_has_no_roles_costs_history_limited_people_or_profiles() {
        for (String feature :
                List.of(
                        "MANAGER_ROLE",
                        "LABOR_COST",
                        "HISTORIC_RATES",
                        "LIMITED_USERS",
                        "EDIT_MEMBER_PROFILE")) {
            sandbox().withoutFeature(Seed.studio(), feature);
        }

        List<Reply> refused =
                List.of(
                        ada.post(user("mina") + "/roles", admin()),
                        ada.put(user("mina") + "/cost-rate", "{'amount':1}"),
                        ada.put(
                                user("mina") + "/hourly-rate",
                                "{'amount':1,'since':'2026-01-01T00:00:00Z'}"),
                        ada.post(ws + "/limited-users", "{'users':[{'name':'Door'}]}"),
                        ada.patch(ws + "/member-profile/" + id("mina"), "{}"));

        assertThat(refused).allMatch(reply -> reply.status() == 403);
        assertThat(ada.put(user("mina") + "/hourly-rate", "{'amount':1}").status()).isEqualTo(200);
    }

    @Test
    void rates_are_written_and_seen_with_the_memberships_alone() {
        Reply hourly = ada.put(user("mina") + "/hourly-rate", "{'amount':8800}");
        ada.put(user("mina") + "/cost-rate", "{'amount':4100}");
        Reply read = ada.get(user("mina") + "/hourly-rate");
        Reply none = ada.put(user("mina") + "/hourly-rate", "{}");
        Reply negative = ada.put(user("mina") + "/hourly-rate", "{'amount':-1}");
        Reply workspace = ada.put(ws + "/hourly-rate", "{'amount':9900,'currency':'EUR'}");

        JsonNode mine =
                StreamSupport.stream(
                                ada.get(users + "?memberships=WORKSPACE").json().spliterator(),
                                false)
                        .filter(one -> one.path("id").asText().equals(id("mina")))
                        .findFirst()
                        .orElseThrow();
        assertThat(hourly.status()).isEqualTo(200);
        assertThat(mine.at("/memberships/0/hourlyRate/amount").asInt()).isEqualTo(8800);
        assertThat(mine.at("/memberships/0/costRate/amount").asInt()).isEqualTo(4100);
        assertThat(read.status()).isEqualTo(405);
        assertThat(none.message()).isEqualTo("must not be null");
        assertThat(negative.status()).isEqualTo(400);
        assertThat(workspace.json().at("/hourlyRate/amount").asInt()).isEqualTo(9900);
    }

    @Test
    void a_profile_keeps_what_an_update_does_not_name() {
        String profile = ws + "/member-profile/" + id("mina");
        Reply changed = ada.patch(profile, "{'workCapacity':'PT6H','name':'Minna'}");
        Reply days = ada.patch(profile, "{'workingDays':['MONDAY','TUESDAY']}");
        Reply wrong = ada.patch(profile, "{'workingDays':'MONDAY'}");
        Reply endless = ada.patch(profile, "{'workCapacity':'PT25H'}");

        assertThat(changed.text("name")).isEqualTo("Mina Petrović");
        assertThat(changed.json().path("workingDays")).hasSize(5);
        assertThat(days.text("workCapacity")).isEqualTo("PT6H");
        assertThat(days.json().path("workingDays")).hasSize(2);
        assertThat(wrong.code()).isEqualTo(3002);
        assertThat(endless.message()).contains("[workCapacity]");
        assertThat(ada.put(profile, "{}").header("Allow")).isEqualTo("GET,PATCH");
        assertThat(mina.get(profile).status()).isEqualTo(200);
    }

    @Test
    void limited_people_are_added_and_only_listed_when_asked_for() {
        Reply none = ada.post(ws + "/limited-users", "{'users':[]}");
        ada.post(ws + "/limited-users", "{'users':[{'name':'Door','hourlyRate':100}]}");

        assertThat(none.message()).isEqualTo("must not be empty");
        assertThat(ada.get(users).json()).hasSize(9);
        Reply limited = ada.get(users + "?account-statuses=LIMITED");
        assertThat(limited.each("name")).containsExactly("Door");
        String door = ws + "/member-profile/" + limited.json().at("/0/id").asText();
        assertThat(ada.patch(door, "{'name':'Gate'}").text("name")).isEqualTo("Gate");
    }
}
