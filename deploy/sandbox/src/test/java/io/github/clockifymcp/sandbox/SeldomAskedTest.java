package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Routes that few programs call: new workspaces, pictures, and what is called deprecated.
class SeldomAskedTest extends SandboxTest {

    private static final String WEEKS = "start=2026-11-01T00:00:00Z&end=2026-12-31T00:00:00Z";

    @Test
    void whoever_makes_a_workspace_owns_it_and_is_alone_in_it() {
        String organization = ada.get(ws).text("cakeOrganizationId");

        Reply made =
                ada.post(
                        "/workspaces", "{'name':'Second','organizationId':'" + organization + "'}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("cakeOrganizationId")).isEqualTo(organization);
        assertThat(made.json().path("memberships")).hasSize(1);
        assertThat(ada.get("/workspaces").json()).hasSize(3);
        String second = "/workspaces/" + made.text("id");
        assertThat(ada.post(second + "/tags", "{'name':'new'}").status()).isEqualTo(201);
        assertThat(mina.get(second + "/tags").status()).isEqualTo(403);
        assertThat(ada.delete(second).status()).isEqualTo(405);
    }

    @Test
    void only_an_owner_adds_a_workspace_to_an_organization_and_its_name_has_a_length() {
        String organization = ada.get(ws).text("cakeOrganizationId");
        String body = "{'name':'%s','organizationId':'" + organization + "'}";

        assertThat(mina.post("/workspaces", body.formatted("Mine")).status()).isEqualTo(403);
        assertThat(ada.post("/workspaces", body.formatted("x".repeat(51))).status()).isEqualTo(400);
        assertThat(ada.post("/workspaces", "{'name':'No organization'}").status()).isEqualTo(400);
    }

    @Test
    void a_picture_comes_as_a_file_and_gets_an_address() {
        Reply made = mina.form("POST", "/file/image", "file@me.png=not really");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("url")).startsWith("https://").endsWith("/me.png");
        assertThat(mina.form("POST", "/file/image", "name=x").status()).isEqualTo(400);
        assertThat(mina.post("/file/image", "{}").status()).isEqualTo(415);
    }

    @Test
    void the_older_form_of_the_totals_answers_like_the_search() {
        String totals = ws + "/scheduling/assignments/projects/totals";
        Reply search =
                ada.post(
                        totals,
                        "{'start':'2026-11-01T00:00:00Z','end':'2026-12-31T00:00:00Z','pageSize':200}");

        Reply older = ada.get(totals + "?" + WEEKS + "&page-size=200");

        assertThat(search.json()).isNotEmpty();
        assertThat(older.json()).isEqualTo(search.json());
        assertThat(ada.get(totals + "?" + WEEKS + "&page-size=1").json()).hasSize(1);
        assertThat(ada.get(totals).status()).isEqualTo(400);
    }

    @Test
    void members_are_not_removed_by_a_route_that_does_not_work() {
        String path = ws + "/users/";

        assertThat(ada.delete(path + "ffffffffffffffffffffffff").status()).isEqualTo(400);
        assertThat(ada.delete(path + Seed.person("hana").id()).status()).isEqualTo(400);
        assertThat(mina.delete(path + Seed.person("hana").id()).status()).isEqualTo(403);
        assertThat(ada.get(ws + "/users?page-size=200").each("name")).hasSizeGreaterThan(7);
    }
}
