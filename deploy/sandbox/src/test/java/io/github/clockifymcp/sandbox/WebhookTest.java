package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Receiver.Letter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Webhooks: who keeps them, what Clockify says about them, and that they are really called.
class WebhookTest extends SandboxTest {

    private final String all = ws + "/webhooks";
    private Receiver receiver = new Receiver();

    @AfterEach
    void anotherReceiver() {
        receiver.close();
        receiver = new Receiver();
    }

    @AfterAll
    void hangUp() {
        receiver.close();
    }

    private String body(String event, String url) {
        return body("Ledger", event, url, "WORKSPACE_ID", "");
    }

    private static String body(String name, String event, String url, String type, String sources) {
        return "{'name':'%s','webhookEvent':'%s','url':'%s','triggerSourceType':'%s','triggerSource':[%s]}"
                .formatted(name, event, url, type, sources);
    }

    private Reply made(String event) {
        Reply made = ada.post(all, body(event, receiver.url()));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        sandbox().clock().advance(Duration.ofSeconds(2));
        return made;
    }

    @Test
    void a_webhook_is_made_changed_and_deleted() {
        Reply made = made("NEW_TAG");
        String one = all + "/" + made.text("id");

        assertThat(made.text("authToken")).hasSize(32);
        assertThat(made.json().path("enabled").asBoolean()).isTrue();
        assertThat(made.json().has("entityType")).isFalse();
        assertThat(ada.get(all + "?page=1&page-size=1").json().path("webhooks")).hasSize(2);
        assertThat(ada.get(all).json().path("workspaceWebhookCount").asInt()).isEqualTo(2);
        Reply changed = ada.put(one, body("NEW_CLIENT", "https://a.example"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("authToken")).isEqualTo(made.text("authToken"));
        assertThat(ada.get(one).text("webhookEvent")).isEqualTo("NEW_CLIENT");
        assertThat(ada.delete(one).status()).isEqualTo(200);
        assertThat(ada.get(one).message()).isEqualTo("Webhook doesn't belong to Workspace");
    }

    @Test
    void what_is_wrong_with_a_name_is_said_misleadingly() {
        String url = receiver.url();

        assertThat(ada.post(all, body("x", "NEW_TAG", url, "WORKSPACE_ID", "")).message())
                .isEqualTo("Webhook already exists");
        assertThat(ada.post(all, "{'url':'" + url + "','webhookEvent':'NEW_TAG'}").code())
                .isEqualTo(501);
        assertThat(ada.post(all, body("y".repeat(31), "NEW_TAG", url, "USER_ID", "")).message())
                .isEqualTo("Webhook already exists");
        assertThat(ada.post(all, body("NEW_MOON", url)).status()).isEqualTo(400);
        assertThat(ada.post(all, body("NEW_TAG", "nowhere")).message()).contains("[url]");
        assertThat(ada.post(all, body("USER_UPDATED", url)).status()).isEqualTo(400);
        assertThat(ada.post(all, "{'name':'Ledger','url':'" + url + "'}").message())
                .isEqualTo("must not be null");
        assertThat(ada.get(all + "?type=SYSTEM").status()).isEqualTo(500);
        assertThat(ada.get(all + "?type=ADDON").json().path("webhooks")).isEmpty();
        assertThat(ada.get(all + "/events").message())
                .isEqualTo("Webhook doesn't belong to Workspace");
    }

    @Test
    void a_new_one_cannot_be_found_by_its_id_at_once() {
        String one = all + "/" + ada.post(all, body("NEW_TAG", receiver.url())).text("id");

        assertThat(ada.get(one).status()).isEqualTo(400);
        assertThat(ada.put(one, body("NEW_TAG", receiver.url())).status()).isEqualTo(404);
        sandbox().clock().advance(Duration.ofSeconds(1));
        assertThat(ada.get(one).status()).isEqualTo(200);
    }

    @Test
    void only_owners_and_admins_keep_them_and_add_ons_not_at_all() {
        Http addon = Http.with(sandbox(), "X-Addon-Token", Seed.ADDON_TOKEN);

        assertThat(mina.get(all).status()).isEqualTo(403);
        assertThat(chiara.post(all, body("NEW_TAG", receiver.url())).status()).isEqualTo(403);
        assertThat(addon.get(all).status()).isEqualTo(401);
        assertThat(addon.get(ws + "/addons/66a000000000000000000001/webhooks").status())
                .isEqualTo(401);
    }

    @Test
    void nobody_has_more_than_a_hundred() {
        for (int i = 0; i < 99; i++) {
            ada.post(all, body("NEW_TAG", receiver.url()));
        }

        assertThat(ada.post(all, body("NEW_TAG", receiver.url())).message())
                .isEqualTo("Webhook limit reached");
        assertThat(Http.as(sandbox(), "bruno").post(all, body("NEW_TAG", receiver.url())).status())
                .isEqualTo(201);
    }

    @Test
    void a_new_token_is_sent_instead_of_the_old_one() {
        Reply made = made("NEW_TAG");
        String token = all + "/" + made.text("id") + "/token";

        Reply renewed = ada.patch(token, "");
        ada.post(ws + "/tags", "{'name':'fresh'}");

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.text("authToken")).isNotEqualTo(made.text("authToken"));
        assertThat(next().token()).isEqualTo(renewed.text("authToken"));
        assertThat(ada.put(token, "{}").status()).isEqualTo(405);
    }

    @Test
    void what_happens_is_really_delivered_and_logged() throws IOException {
        Reply made = made("NEW_TIME_ENTRY");

        Reply entry = log("Invoices");

        Letter letter = next();
        JsonNode sent = Json.MAPPER.readTree(letter.body());
        assertThat(letter.event()).isEqualTo("NEW_TIME_ENTRY");
        assertThat(letter.token()).isEqualTo(made.text("authToken"));
        assertThat(letter.type()).isEqualTo("application/json");
        assertThat(sent.path("id").asText()).isEqualTo(entry.text("id"));
        assertThat(sent.path("description").asText()).isEqualTo("Invoices");
        assertThat(sent.at("/user/id").asText()).isEqualTo(Seed.main().id());
        String one = all + "/" + made.text("id");
        JsonNode status = eventually(one, of -> of.text("status").equals("SUCCEEDED"));
        assertThat(status.path("retryCount").asInt()).isZero();
        Reply logs = ada.post(one + "/logs?page=0&size=1", "{'status':'SUCCEEDED'}");
        assertThat(logs.json()).hasSize(1);
        assertThat(logs.each("statusCode")).containsExactly("200");
        assertThat(logs.each("responseBody")).containsExactly("noted");
        assertThat(logs.each("webhookEventStatusId")).containsExactly(status.path("id").asText());
        assertThat(ada.post(one + "/logs?page=1&size=1", "{}").json()).isEmpty();
        assertThat(ada.post(one + "/logs", "{'status':'FAILED'}").json()).isEmpty();
        assertThat(ada.get(one + "/logs").status()).isEqualTo(405);
    }

    @Test
    void what_fails_is_tried_again_and_then_given_up() {
        receiver.answers(503);
        Reply made = made("NEW_TAG");
        String one = all + "/" + made.text("id");

        ada.post(ws + "/tags", "{'name':'loud'}");

        next();
        JsonNode status = eventually(one, of -> of.text("status").equals("FAILED"));
        assertThat(status.path("retryCount").asInt()).isEqualTo(2);
        assertThat(status.path("statusCode").asInt()).isEqualTo(503);
        assertThat(ada.post(one + "/logs", "{'status':'FAILED','sortByNewest':true}").json())
                .hasSize(3);
        assertThat(ada.get(one + "/statuses?statuses=SUCCEEDED").json()).isEmpty();
    }

    @Test
    void nobody_else_in_the_world_is_called() {
        Reply made = ada.post(all, body("NEW_TAG", "https://hooks.example.org/in"));

        ada.post(ws + "/tags", "{'name':'quiet'}");

        String one = all + "/" + made.text("id");
        JsonNode status = eventually(one, of -> of.text("status").equals("FAILED"));
        assertThat(status.path("responseBody").asText())
                .isEqualTo("A sandbox calls nobody but this machine");
    }

    @Test
    void a_source_narrows_what_is_told() {
        String project = Seed.id("project", "Website");
        ada.post(
                all,
                body("Site", "NEW_TIME_ENTRY", receiver.url(), "PROJECT_ID", "'" + project + "'"));

        log("Elsewhere");
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z','description':'Here','projectId':'%s'}"
                        .formatted(project));

        assertThat(next().body()).contains("\"description\":\"Here\"");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void timers_entries_and_catalogues_are_told_about() {
        List<String> told = new ArrayList<>();
        for (String event :
                List.of(
                        "NEW_TIMER_STARTED",
                        "TIMER_STOPPED",
                        "TIME_ENTRY_UPDATED",
                        "TIME_ENTRY_DELETED",
                        "NEW_CLIENT",
                        "NEW_PROJECT",
                        "PROJECT_UPDATED",
                        "NEW_TASK",
                        "TAG_UPDATED",
                        "TAG_DELETED",
                        "NEW_INVOICE",
                        "USER_GROUP_CREATED",
                        "TIME_OFF_REQUESTED",
                        "NEW_APPROVAL_REQUEST",
                        "BILLABLE_RATE_UPDATED",
                        "USERS_INVITED_TO_WORKSPACE")) {
            ada.post(all, body(event, receiver.url()));
        }
        String entries = ws + "/time-entries";
        Reply first = mina.post(entries, "{'start':'2026-11-20T07:00:00Z'}");
        mina.post(entries, "{'start':'2026-11-20T08:00:00Z'}");
        mina.patch(minas, "{'end':'2026-11-20T09:00:00Z'}");
        mina.put(
                entries + "/" + first.text("id"),
                "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T07:30:00Z'}");
        mina.delete(entries + "/" + first.text("id"));
        ada.post(ws + "/clients", "{'name':'Hook & Co'}");
        String project = ada.post(ws + "/projects", "{'name':'Hooked'}").text("id");
        ada.put(ws + "/projects/" + project, "{'name':'Hooked on'}");
        ada.post(ws + "/projects/" + project + "/tasks", "{'name':'Line'}");
        String tag = ada.post(ws + "/tags", "{'name':'hooked'}").text("id");
        ada.put(ws + "/tags/" + tag, "{'name':'unhooked'}");
        ada.delete(ws + "/tags/" + tag);
        ada.put(ws + "/hourly-rate", "{'amount':9100,'currency':'EUR'}");
        ada.post(ws + "/user-groups", "{'name':'Anglers'}");
        ada.post(ws + "/users?send-email=false", "{'email':'hook@example.org'}");
        // A refused request is not told.
        mina.post(ws + "/clients", "{'name':'Not mine'}");

        for (int i = 0; i < 15; i++) {
            told.add(next().event());
        }

        assertThat(told)
                .containsExactly(
                        "NEW_TIMER_STARTED",
                        "TIMER_STOPPED",
                        "NEW_TIMER_STARTED",
                        "TIMER_STOPPED",
                        "TIME_ENTRY_UPDATED",
                        "TIME_ENTRY_DELETED",
                        "NEW_CLIENT",
                        "NEW_PROJECT",
                        "PROJECT_UPDATED",
                        "NEW_TASK",
                        "TAG_UPDATED",
                        "TAG_DELETED",
                        "BILLABLE_RATE_UPDATED",
                        "USER_GROUP_CREATED",
                        "USERS_INVITED_TO_WORKSPACE");
    }

    @Test
    void every_route_that_is_told_about_exists() {
        assertThat(new Services().routes()).containsAll(Happenings.routes());
    }

    private Reply log(String description) {
        return mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z','description':'%s'}"
                        .formatted(description));
    }

    private Letter next() {
        return Objects.requireNonNull(receiver.next(), "nothing came");
    }

    /// The latest status of a webhook once it is so.
    private JsonNode eventually(String one, Predicate<Reply> so) {
        for (int i = 0; i < 200; i++) {
            JsonNode statuses = ada.get(one + "/statuses").json();
            if (!statuses.isEmpty()
                    && so.test(new Reply(200, ada.get(all).headers(), statuses.get(0)))) {
                return statuses.get(0);
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("It did not become so");
    }
}
