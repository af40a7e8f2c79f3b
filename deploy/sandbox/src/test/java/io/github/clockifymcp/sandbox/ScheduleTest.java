package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Planned work: drafts and what is published, series, and the routes that are not there.
class ScheduleTest extends SandboxTest {

    private static final String WEEKS =
            "'start':'2026-11-23T00:00:00Z','end':'2026-12-13T23:59:59Z'";
    private static final String IN_WEEKS = "?start=2026-11-23T00:00:00Z&end=2026-12-13T23:59:59Z";

    private final String all = ws + "/scheduling/assignments";
    private final String recurring = all + "/recurring";
    private final String mina2 = id("mina/Annual Report/1");
    private final String hana = id("hana/Online Shop/0");

    private static String id(String name) {
        return Seed.id("scheduled-work", name);
    }

    private String body(String project, String more) {
        return "{'userId':'%s','projectId':'%s','start':'2026-11-23T00:00:00Z','end':'2026-11-27T23:59:59Z','hoursPerDay':2.5%s}"
                .formatted(Seed.person("grace").id(), Seed.id("project", project), more);
    }

    private List<String> listed(Http who) {
        return who.get(all + "/all" + IN_WEEKS).each("id");
    }

    @Test
    void a_draft_is_seen_by_those_who_plan_and_published_work_by_all() {
        assertThat(listed(ada)).hasSize(11).contains(mina2, hana);
        assertThat(listed(chiara)).contains(hana);
        assertThat(listed(mina)).contains(mina2).doesNotContain(hana);
        Reply page = ada.get(all + "/all" + IN_WEEKS + "&page-size=4&sort-column=USER");
        assertThat(page.header("Last-Page")).isEqualTo("false");
        assertThat(page.json().get(0).has("published")).isFalse();
        assertThat(ada.get(all + "/all").code()).isEqualTo(3001);
    }

    @Test
    void a_one_off_comes_back_as_an_array_of_one_draft() {
        Reply made = ada.post(recurring, body("Booking App", ""));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json()).hasSize(1);
        assertThat(made.json().get(0).path("published").asBoolean(true)).isFalse();
        assertThat(mina.post(recurring, body("Booking App", "")).status()).isEqualTo(403);
        assertThat(ada.post(recurring, body("Booking App (old)", "")).message())
                .isEqualTo("You can not create entities for archived project");
    }

    @Test
    void what_was_planned_for_a_project_goes_with_it() {
        String shop = Seed.id("project", "Online Shop");
        String project = ws + "/projects/" + shop;
        String name = ada.get(project).json().path("name").asText();
        assertThat(listed(ada)).contains(hana);
        ada.put(project, "{'name':'%s','archived':true}".formatted(name));

        assertThat(ada.delete(project).status()).isEqualTo(200);

        assertThat(listed(ada)).isNotEmpty().doesNotContain(hana);
    }

    @Test
    void a_series_is_moved_and_deleted_from_one_of_its_weeks_on() {
        Reply made =
                ada.post(
                        recurring,
                        body("Booking App", ",'recurringAssignment':{'repeat':true,'weeks':3}"));
        assertThat(made.json()).hasSize(3);
        String second = made.json().get(1).path("id").asText();
        String days = "'start':'2026-12-01T00:00:00Z','end':'2026-12-02T23:59:59Z'";

        Reply moved =
                ada.patch(
                        recurring + "/" + second,
                        "{" + days + ",'seriesUpdateOption':'THIS_AND_FOLLOWING'}");

        assertThat(moved.json()).hasSize(2);
        assertThat(moved.json().get(1).at("/period/end").asText())
                .isEqualTo("2026-12-09T23:59:59Z");
        assertThat(moved.json().get(1).path("hoursPerDay").asDouble()).isEqualTo(2.5);
        assertThat(ada.patch(recurring + "/" + second, "{'hoursPerDay':1}").status())
                .isEqualTo(400);
        assertThat(ada.delete(recurring + "/" + second + "?seriesUpdateOption=ALL").json())
                .hasSize(3);
        assertThat(ada.delete(recurring + "/" + second).status()).isEqualTo(400);
    }

    @Test
    void what_repeats_is_not_longer_than_a_week() {
        String app = all + "/series/" + id("app");

        assertThat(ada.put(app, "{'repeat':true,'weeks':2}").message())
                .contains("cannot be longer than one week");
        assertThat(ada.put(all + "/series/" + mina2, "{'repeat':true,'weeks':100}").status())
                .isEqualTo(400);
        assertThat(ada.put(all + "/series/" + mina2, "{'repeat':true,'weeks':4}").json())
                .hasSize(4);
        assertThat(ada.put(all + "/series/" + mina2, "{'repeat':false,'weeks':1}").json())
                .hasSize(1);
    }

    @Test
    void a_copy_is_a_draft_for_somebody_and_needs_no_option() {
        Reply copied =
                ada.post(
                        all + "/" + mina2 + "/copy",
                        "{'userId':'" + Seed.person("grace").id() + "'}");

        assertThat(copied.json()).hasSize(1);
        assertThat(copied.json().get(0).path("published").asBoolean(true)).isFalse();
    }

    @Test
    void publishing_takes_every_draft_that_touches_the_days_of_these_people() {
        String hanas =
                ",'userFilter':{'contains':'CONTAINS','ids':['" + Seed.person("hana").id() + "']}";
        assertThat(mina.put(all + "/publish", "{" + WEEKS + "}").status()).isEqualTo(403);

        Reply published = ada.put(all + "/publish", "{" + WEEKS + hanas + "}");

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.json().isMissingNode()).isTrue();
        assertThat(listed(mina)).contains(hana).doesNotContain(id("portal2"));
    }

    @Test
    void people_have_a_capacity_in_seconds_and_hours_on_working_days() {
        String elif = Seed.person("elif").id();
        Reply totals = ada.post(all + "/user-filter/totals", "{" + WEEKS + ",'pageSize':3}");
        Reply one = ada.get(all + "/users/" + elif + "/totals" + IN_WEEKS);

        assertThat(totals.json()).hasSize(3);
        assertThat(totals.json().get(0).path("capacityPerDay").asInt()).isEqualTo(25_200);
        assertThat(one.json().at("/totalHoursPerDay/0/totalHours").asDouble()).isEqualTo(9);
        assertThat(one.json().path("workingDays")).hasSize(5);
        Reply none = ada.get(all + "/users/" + Seed.person("ada").id() + "/totals" + IN_WEEKS);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.json().isMissingNode()).isTrue();
        assertThat(ada.post(all + "/user-filter/totals", "{}").status()).isEqualTo(400);
    }

    @Test
    void projects_have_hours_and_none_have_an_empty_body() {
        String totals = all + "/projects/totals";
        Reply shop = ada.get(totals + "/" + Seed.id("project", "Online Shop") + IN_WEEKS);
        Reply none = ada.get(totals + "/" + Seed.id("project", "Intranet") + IN_WEEKS);

        assertThat(shop.json().path("totalHours").asDouble()).isEqualTo(35);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.json().isMissingNode()).isTrue();
        assertThat(ada.get(totals + "/" + Seed.id("project", "Intranet")).code()).isEqualTo(3001);
        assertThat(
                        chiara.post(totals, "{" + WEEKS + ",'statusFilter':'UNPUBLISHED'}")
                                .each("projectName"))
                .containsExactlyInAnyOrder("Brand Refresh", "Customer Portal", "Online Shop");
        assertThat(mina.post(totals, "{" + WEEKS + ",'statusFilter':'UNPUBLISHED'}").json())
                .isEmpty();
    }

    @Test
    void routes_that_others_have_seen_are_not_there() {
        String one = all + "/" + mina2;
        for (Reply reply :
                List.of(
                        ada.get(one),
                        ada.put(one, "{}"),
                        ada.delete(one),
                        ada.post(all, "{}"),
                        ada.post(all + "/users/totals", "{}"),
                        ada.get(ws + "/scheduling/capacity"))) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo(3000);
        }
        Reply put = ada.put(recurring + "/" + mina2, "{}");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("DELETE,PATCH");
        sandbox().withoutFeature(Seed.studio(), "SCHEDULING");
        assertThat(ada.get(all + "/all" + IN_WEEKS).status()).isEqualTo(403);
    }
}
