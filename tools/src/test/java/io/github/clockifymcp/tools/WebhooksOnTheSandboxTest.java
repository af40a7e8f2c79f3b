package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to webhooks, read back from the sandbox's company. Targets are addresses and
/// not names, so that nothing is looked up.
class WebhooksOnTheSandboxTest {
    private static final String TARGET = "https://8.8.8.8/in?key=s3cret";

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    private String made(String more) {
        String told =
                tools.told(
                        "clockify_create_webhook",
                        "{\"events\": [\"new tag\"], \"url\": \"%s\"%s}".formatted(TARGET, more));
        desk.sandbox().clock().advance(Duration.ofSeconds(2));
        return told;
    }

    @Test
    void they_are_listed_with_their_hosts_and_whether_they_are_on() {
        made(", \"name\": \"Ledger\"");

        assertThat(tools.told("clockify_list_webhooks", "{}"))
                .isEqualTo(
                        """
                        Bookkeeping | NEW_INVOICE | to books.example.org | stopped by Clockify after failures
                        Ledger | NEW_TAG | to 8.8.8.8 | on
                        2 webhooks in all.\
                        """);
        assertThat(tools.told("clockify_get_webhook", "{\"webhook\": \"ledger\"}"))
                .startsWith("Ledger | NEW_TAG | to " + TARGET + " | on | made by ");
        assertThatThrownBy(() -> tools.told("clockify_get_webhook", "{\"webhook\": \"Nobody\"}"))
                .hasMessageContaining("No webhook is called ‹Nobody›");
    }

    @Test
    void a_preview_says_who_gets_to_know_what() {
        Change change =
                tools.planned(
                        "clockify_create_webhook",
                        "{\"events\": [\"NEW_TIME_ENTRY\", \"new client\"], \"url\": \"%s\","
                                        .formatted(TARGET)
                                + " \"projects\": [\"Booking App\"]}");

        assertThat(change.summary())
                .isEqualTo(
                        "Let Clockify call %s for NEW_TIME_ENTRY, NEW_CLIENT, only 1 project"
                                .formatted(TARGET));
        assertThat(change.notes())
                .containsExactly(
                        "Whoever runs 8.8.8.8 gets what it happens to, with the names in it.",
                        "8.8.8.8 leads to public addresses now. Clockify looks it up again for"
                                + " each delivery and is not held to that.");
        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.EXTERNAL_SIDE_EFFECT, Risk.ADMIN);
        assertThat(change.steps()).hasSize(2);
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void several_events_are_several_webhooks_and_no_answer_has_a_token() {
        String told =
                tools.told(
                        "clockify_create_webhook",
                        "{\"events\": [\"TAG_UPDATED\", \"LIMITED_USERS_ADDED_TO_WORKSPACE\"],"
                                + " \"url\": \"%s\", \"people\": [\"Mina Petrović\"]}"
                                        .formatted(TARGET));

        assertThat(told)
                .contains(
                        "Created webhook ‹Tag updated› | TAG_UPDATED | to 8.8.8.8 | only 1 user",
                        "Created webhook ‹Limited users added to›",
                        "Preferences › Advanced › Manage webhooks");
        assertThat(told.lines()).noneMatch(line -> line.matches(".*[0-9a-f]{32}.*"));
    }

    @Test
    void what_clockify_would_refuse_misleadingly_is_refused_here() {
        refused("{\"events\": [\"NEW_TAG\"], \"url\": \"%s\", \"name\": \"x\"}", "2 to 30");
        refused("{\"events\": [\"NEW_ENTRY\"], \"url\": \"%s\"}", "There is no event");
        refused("{\"events\": [\"USER_UPDATED\"], \"url\": \"%s\"}", "nobody is");
        refused(
                "{\"events\": [\"NEW_TAG\"], \"url\": \"%s\", \"projects\": [\"Booking App\"],"
                        + " \"tags\": [\"meeting\"]}",
                "not for two of them");
        refused("{\"events\": [\"NEW_TAG\"], \"url\": \"https://127.0.0.1/in\"}", "loopback");
        refused("{\"events\": [\"NEW_TAG\"], \"url\": \"http://8.8.8.8/in\"}", "is not https");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void an_update_keeps_what_is_not_named_and_can_be_taken_back() {
        made(", \"name\": \"Ledger\", \"projects\": [\"Booking App\"]");

        assertThat(
                        tools.told(
                                "clockify_update_webhook",
                                "{\"webhook\": \"Ledger\", \"event\": \"NEW_TASK\"}"))
                .isEqualTo("Changed webhook ‹Ledger›: event ‹NEW_TAG› → ‹NEW_TASK›");
        assertThat(tools.told("clockify_list_webhooks", "{}"))
                .contains("Ledger | NEW_TASK | to 8.8.8.8 | on | only 1 project");
        tools.makeAndTakeBack(
                "clockify_update_webhook",
                "{\"webhook\": \"Ledger\", \"url\": \"https://1.1.1.1\", \"clear\": [\"scope\"]}");
        assertThat(tools.told("clockify_list_webhooks", "{}"))
                .contains("Ledger | NEW_TASK | to 8.8.8.8 | on | only 1 project");
        assertThat(
                        tools.told(
                                "clockify_update_webhook",
                                "{\"webhook\": \"Ledger\", \"name\": \"Ledger\"}"))
                .startsWith("Nothing to change");
        assertThatThrownBy(() -> tools.told("clockify_update_webhook", "{\"webhook\": \"Ledger\"}"))
                .hasMessageContaining("It is not said what should change");
    }

    @Test
    void a_deleted_one_can_be_made_again() {
        Change change = tools.planned("clockify_delete_webhook", "{\"webhook\": \"Bookkeeping\"}");

        assertThat(change.risks()).contains(Risk.DESTRUCTIVE, Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.before().getFirst().record().toString()).doesNotContain("authToken");
        tools.makeAndTakeBack("clockify_delete_webhook", "{\"webhook\": \"Bookkeeping\"}");
        assertThat(tools.told("clockify_list_webhooks", "{}"))
                .startsWith("Bookkeeping | NEW_INVOICE | to books.example.org | on\n");
        assertThat(tools.told("clockify_delete_webhook", "{\"webhook\": \"Bookkeeping\"}"))
                .isEqualTo("Deleted webhook ‹Bookkeeping›");
        assertThat(tools.told("clockify_list_webhooks", "{}")).isEqualTo("No webhooks.");
    }

    @Test
    void a_new_token_is_another_one_and_is_not_told() {
        String token = token();

        String told = tools.told("clockify_reset_webhook_token", "{\"webhook\": \"Bookkeeping\"}");

        assertThat(told).contains("the old one is void").doesNotContain(token());
        assertThat(token()).isNotEqualTo(token);
    }

    private String token() {
        JsonNode all =
                desk.send(
                        new Request(
                                "CORE",
                                "GET",
                                "/workspaces/%s/webhooks".formatted(Seed.studio()),
                                null));
        return all.at("/webhooks/0/authToken").asText();
    }

    @Test
    void what_was_sent_and_what_came_back_is_told() {
        assertThat(
                        tools.told(
                                "clockify_list_webhook_logs",
                                "{\"webhook\": \"Bookkeeping\", \"page_size\": 2}"))
                .startsWith("Thu 19 Nov 2026 10:30 CET | 410 | answered ‹Gone› | sent ‹{\"id\":")
                .endsWith("Attempts 1 to 2 of at least 2; page 2 has more.");
        assertThat(
                        tools.told(
                                "clockify_list_webhook_logs",
                                "{\"webhook\": \"Bookkeeping\", \"outcome\": \"succeeded\"}"))
                .isEqualTo("No attempts.");
    }

    @Test
    void a_test_says_what_is_known_and_sends_nothing() {
        made(", \"name\": \"Ledger\"");
        desk.forget();

        assertThat(tools.told("clockify_test_webhook", "{\"webhook\": \"Ledger\"}"))
                .isEqualTo(
                        """
                        Webhook ‹Ledger› is on.
                        Its address is public.
                        Nothing was delivered yet.
                        Nothing was sent. To try it, let NEW_TAG happen and look here again.\
                        """);
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void the_events_are_those_that_clockify_has() {
        String told = tools.told("clockify_list_webhook_events", "{}");

        assertThat(told).contains("time: NEW_TIMER_STARTED, TIMER_STOPPED, NEW_TIME_ENTRY");
        long events = told.lines().limit(7).mapToLong(WebhooksOnTheSandboxTest::commas).sum() + 7;
        assertThat(events).isEqualTo(51);
    }

    /// Those behind the line's heading, which may have its own.
    private static long commas(String line) {
        return line.substring(line.indexOf(':')).chars().filter(c -> c == ',').count();
    }

    @Test
    void who_may_not_keep_them_is_told_so() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            assertThatThrownBy(() -> new SandboxTools(minas).told("clockify_list_webhooks", "{}"))
                    .hasMessageContaining("Access Denied");
        }
    }

    private void refused(String json, String why) {
        assertThatThrownBy(() -> tools.told("clockify_create_webhook", json.replace("%s", TARGET)))
                .hasMessageContaining(why);
    }
}
