package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Templates, estimates, people and rates of projects: what an update keeps, and what the plan or
/// the role must allow.
class ProjectAdminTest extends SandboxTest {

    private final String intranet = ws + "/projects/" + Seed.id("project", "Intranet");
    private final String website = ws + "/projects/" + Seed.id("project", "Website");
    private final String minasId = Seed.person("mina").id();
    private final String elifsId = Seed.person("elif").id();

    private static List<String> people(Reply project) {
        List<String> people = new ArrayList<>();
        project.json().path("memberships").forEach(m -> people.add(m.path("userId").asText()));
        return people;
    }

    private static JsonNode membership(Reply project, String user) {
        for (JsonNode membership : project.json().path("memberships")) {
            if (membership.path("userId").asText().equals(user)) {
                return membership;
            }
        }
        return Json.object();
    }

    @Test
    void a_project_becomes_a_template_and_others_are_made_like_it() {
        ada.post(intranet + "/tasks", "{'name':'Plan','status':'DONE'}");
        Reply marked = ada.patch(intranet + "/template", "{'isTemplate':true}");
        String template = "'templateProjectId':'" + Seed.id("project", "Intranet") + "'";

        Reply made = ada.post(ws + "/projects/from-template", "{'name':'Portal'," + template + "}");
        Reply taken =
                ada.post(ws + "/projects/from-template", "{'name':'Pitches'," + template + "}");
        Reply ordinary =
                ada.post(
                        ws + "/projects/from-template",
                        "{'name':'Shop','templateProjectId':'"
                                + Seed.id("project", "Website")
                                + "'}");

        assertThat(marked.json().get("template").asBoolean()).isTrue();
        assertThat(ada.get(ws + "/projects?is-template=true").each("name"))
                .containsExactly("Intranet");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().get("template").asBoolean()).isFalse();
        assertThat(made.json().get("public").asBoolean()).isFalse();
        assertThat(made.json().at("/hourlyRate/amount").asInt()).isEqualTo(11_500);
        assertThat(
                        ada.get(ws + "/projects/" + made.text("id") + "/tasks?is-active=true")
                                .each("name"))
                .containsExactly("Plan");
        assertThat(taken.message()).isEqualTo("Project with this name already exists");
        assertThat(ordinary.status()).isEqualTo(400);
    }

    @Test
    void a_plan_without_templates_says_so_with_403() {
        sandbox().withoutFeature(Seed.studio(), "PROJECT_TEMPLATES");

        Reply marked = ada.patch(intranet + "/template", "{'isTemplate':true}");
        Reply made =
                ada.post(
                        ws + "/projects/from-template",
                        "{'name':'Portal','templateProjectId':'x'}");

        assertThat(marked.status()).isEqualTo(403);
        assertThat(marked.message()).contains("project templates");
        assertThat(made.status()).isEqualTo(403);
    }

    @Test
    void an_estimate_is_changed_by_itself_and_may_be_switched_off() {
        Reply budget =
                ada.patch(
                        website + "/estimate",
                        "{'timeEstimate':{'estimate':'PT240H','type':'MANUAL','active':false},"
                                + "'budgetEstimate':{'estimate':500000,'type':'MANUAL','active':true}}");
        Reply longer = ada.patch(website + "/estimate", "{'timeEstimate':{'active':true}}");

        assertThat(budget.json().at("/timeEstimate/active").asBoolean()).isFalse();
        assertThat(budget.json().at("/timeEstimate/estimate").asText()).isEqualTo("PT240H");
        assertThat(budget.json().at("/budgetEstimate/estimate").asInt()).isEqualTo(500_000);
        assertThat(longer.json().at("/timeEstimate/estimate").asText()).isEqualTo("PT240H");
        assertThat(longer.json().at("/budgetEstimate/active").asBoolean()).isTrue();
        assertThat(ada.patch(website + "/estimate", "{'timeEstimate':{'estimate':'soon'}}").code())
                .isEqualTo(3002);
    }

    @Test
    void estimates_need_a_plan_that_has_them() {
        sandbox().withoutFeature(Seed.studio(), "PROJECT_BUDGET");
        sandbox().withoutFeature(Seed.studio(), "RECURRING_ESTIMATES");

        String budget = "{'budgetEstimate':{'estimate':1,'active':true}}";
        String recurring =
                "{'timeEstimate':{'estimate':'PT1H','active':true,'resetOption':'WEEKLY'}}";

        assertThat(ada.patch(website + "/estimate", budget).status()).isEqualTo(403);
        assertThat(ada.patch(website + "/estimate", recurring).status()).isEqualTo(403);
        assertThat(
                        ada.patch(
                                        website + "/estimate",
                                        "{'timeEstimate':{'estimate':'PT1H','active':true}}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void people_are_replaced_with_their_rates_or_added_and_removed() {
        String on = "{'userId':'" + minasId + "','hourlyRate':{'amount':9900}}";
        Reply replaced =
                ada.patch(
                        intranet + "/memberships",
                        "{'memberships':[" + on + "],'userGroups':{'ids':['g1']}}");
        Reply added =
                ada.post(
                        intranet + "/memberships",
                        "{'userIds':['" + elifsId + "','" + minasId + "']}");
        Reply removed =
                ada.post(
                        intranet + "/memberships", "{'userIds':['" + elifsId + "'],'remove':true}");
        Reply plain =
                ada.patch(
                        intranet + "/memberships",
                        "{'memberships':[{'userId':'" + minasId + "'}]}");

        assertThat(people(replaced)).containsExactly(minasId, "g1");
        assertThat(people(added)).containsExactly(minasId, elifsId, "g1");
        assertThat(membership(added, minasId).at("/hourlyRate/amount").asInt()).isEqualTo(9_900);
        assertThat(people(removed)).containsExactly(minasId, "g1");
        assertThat(people(plain)).containsExactly(minasId);
        assertThat(membership(plain, minasId).get("hourlyRate").isNull()).isTrue();
        assertThat(ada.post(intranet + "/memberships", "{'userIds':['nobody']}").message())
                .isEqualTo("User doesn't belong to Workspace");
        assertThat(ada.patch(intranet + "/memberships", "{}").message())
                .isEqualTo("must not be null");
    }

    @Test
    void who_is_taken_off_a_private_project_no_longer_sees_it() {
        ada.put(intranet, "{'isPublic':false}");
        int before = mina.get(intranet).status();

        ada.post(intranet + "/memberships", "{'userIds':['" + minasId + "'],'remove':true}");

        assertThat(before).isEqualTo(200);
        assertThat(mina.get(intranet).status()).isEqualTo(400);
    }

    @Test
    void a_rate_is_set_for_one_person_and_one_task_and_cannot_be_read_there() {
        String rate = intranet + "/users/" + minasId + "/hourly-rate";
        String task = ada.post(website + "/tasks", "{'name':'Audit'}").text("id");

        Reply set = ada.put(rate, "{'amount':9900}");
        Reply later = ada.put(rate, "{'amount':12000,'since':'2027-01-01T00:00:00Z'}");
        Reply cost = ada.put(intranet + "/users/" + minasId + "/cost-rate", "{'amount':4000}");
        Reply tasks = ada.put(website + "/tasks/" + task + "/hourly-rate", "{'amount':13000}");
        Reply renamed = ada.put(website + "/tasks/" + task, "{'name':'Check'}");

        assertThat(membership(set, minasId).at("/hourlyRate/amount").asInt()).isEqualTo(9_900);
        assertThat(membership(later, minasId).at("/hourlyRate/amount").asInt()).isEqualTo(9_900);
        assertThat(membership(cost, minasId).at("/costRate/amount").asInt()).isEqualTo(4_000);
        assertThat(tasks.json().at("/hourlyRate/amount").asInt()).isEqualTo(13_000);
        assertThat(renamed.json().at("/hourlyRate/amount").asInt()).isEqualTo(13_000);
        assertThat(ada.get(rate).status()).isEqualTo(405);
        assertThat(ada.put(rate, "{}").message()).isEqualTo("must not be null");
        assertThat(ada.put(intranet + "/hourly-rate", "{'amount':1}").code()).isEqualTo(3000);
    }

    @Test
    void rates_need_a_plan_that_has_them() {
        String task = ada.post(website + "/tasks", "{'name':'Audit'}").text("id");
        String person = intranet + "/users/" + minasId;
        List.of("TASK_RATES", "LABOR_COST", "HISTORIC_RATES")
                .forEach(feature -> sandbox().withoutFeature(Seed.studio(), feature));

        assertThat(ada.put(website + "/tasks/" + task + "/hourly-rate", "{'amount':1}").status())
                .isEqualTo(403);
        assertThat(ada.put(person + "/cost-rate", "{'amount':1}").status()).isEqualTo(403);
        assertThat(
                        ada.put(
                                        person + "/hourly-rate",
                                        "{'amount':1,'since':'2026-11-01T00:00:00Z'}")
                                .status())
                .isEqualTo(403);
        assertThat(ada.put(person + "/hourly-rate", "{'amount':1}").status()).isEqualTo(200);
    }

    @Test
    void a_regular_member_changes_none_of_it_and_a_manager_does_on_her_own_projects() {
        String members = "{'userIds':['" + elifsId + "'],'remove':true}";

        assertThat(mina.post(intranet + "/memberships", members).status()).isEqualTo(403);
        assertThat(mina.patch(intranet + "/template", "{'isTemplate':true}").status())
                .isEqualTo(403);
        assertThat(mina.patch(intranet + "/estimate", "{}").status()).isEqualTo(403);
        assertThat(
                        mina.put(intranet + "/users/" + minasId + "/hourly-rate", "{'amount':1}")
                                .status())
                .isEqualTo(403);
        assertThat(chiara.post(intranet + "/memberships", members).status()).isEqualTo(200);
    }
}
