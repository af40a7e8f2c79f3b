package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Who gets in, and which routes there are.
class AccessTest extends SandboxTest {

    @Test
    void a_key_says_who_is_asking() {
        Reply me = mina.get("/user");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("id")).isEqualTo(Seed.main().id());
        assertThat(me.json().path("settings").path("timeZone").asText()).isEqualTo("Europe/Vienna");
    }

    @Test
    void a_request_without_a_key_or_with_two_is_refused_with_code_1000() {
        Reply none = Http.with(sandbox()).get("/user");
        Reply bearer = Http.with(sandbox(), "Authorization", "Bearer x").get("/user");
        Reply both = Http.with(sandbox(), "X-Api-Key", "a", "X-Addon-Token", "b").get("/user");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo(1000);
        assertThat(bearer.code()).isEqualTo(1000);
        assertThat(both.code()).isEqualTo(1000);
    }

    @Test
    void an_unknown_key_and_a_bad_token_have_codes_of_their_own() {
        Reply key = Http.with(sandbox(), "X-Api-Key", "nobody").get("/user");
        Reply token = Http.with(sandbox(), "X-Addon-Token", "nobody").get("/user");

        assertThat(key.status()).isEqualTo(401);
        assertThat(key.code()).isEqualTo(4003);
        assertThat(token.code()).isEqualTo(4017);
    }

    @Test
    void an_addon_reads_its_workspace_but_not_the_list_of_workspaces() {
        Http addon = Http.with(sandbox(), "X-Addon-Token", Seed.ADDON_TOKEN);

        Reply one = addon.get(ws);
        Reply all = addon.get("/workspaces");

        assertThat(one.status()).isEqualTo(200);
        assertThat(all.status()).isEqualTo(401);
        assertThat(all.message()).contains("API is not accessible");
    }

    @Test
    void a_route_that_does_not_exist_is_404_with_code_3000() {
        Reply stop = mina.patch(ws + "/time-entries/stop/now", "{}");
        Reply archive =
                ada.put(ws + "/projects/" + Seed.id("project", "Intranet") + "/archive", "{}");

        assertThat(stop.status()).isEqualTo(404);
        assertThat(stop.code()).isEqualTo(3000);
        assertThat(archive.message()).startsWith("No static resource v1/workspaces/");
    }

    @Test
    void a_method_a_route_does_not_have_is_405_and_says_which_it_has() {
        Reply workspace = ada.put(ws, "{}");
        Reply entries = ada.get(ws + "/time-entries");

        assertThat(workspace.status()).isEqualTo(405);
        assertThat(workspace.code()).isEqualTo(3000);
        assertThat(workspace.header("Allow")).isEqualTo("GET");
        assertThat(workspace.message()).isEqualTo("Request method 'PUT' is not supported");
        assertThat(entries.header("Allow")).isEqualTo("POST");
    }

    @Test
    void a_port_that_is_taken_ends_the_start() {
        SandboxOptions taken =
                SandboxOptions.with(SandboxClock.fixedAt(NOW))
                        .onPort(sandbox().baseUrl().getPort());

        assertThatThrownBy(() -> Sandbox.start(taken)).hasMessageContaining("in use");
    }

    @Test
    void reports_are_another_service_with_a_path_of_its_own() throws Exception {
        Reply reply = ada.exchange("GET", "/report/v1/user", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(3000);
    }

    @Test
    void somebody_who_is_not_in_a_workspace_is_turned_away() {
        Reply foreign = mina.get(lab + "/projects");
        Reply inactive = Http.as(sandbox(), "ivan").get(ws + "/projects");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(inactive.status()).isEqualTo(403);
        assertThat(mina.get("/workspaces").each("name")).containsExactly("Studio Nordlicht");
        assertThat(ada.get("/workspaces").json()).hasSize(2);
    }

    @Test
    void somebody_who_was_only_invited_has_no_settings() {
        Reply people = ada.get(ws + "/users?status=PENDING");

        assertThat(people.json()).hasSize(1);
        assertThat(people.json().get(0).has("settings")).isTrue();
        assertThat(people.json().get(0).get("settings").isNull()).isTrue();
    }
}
