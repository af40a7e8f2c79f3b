package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Webhooks.Log;
import io.github.clockifymcp.clockify.Webhooks.LogSearch;
import io.github.clockifymcp.clockify.Webhooks.NewWebhook;
import io.github.clockifymcp.clockify.Webhooks.Outcome;
import io.github.clockifymcp.clockify.Webhooks.Status;
import io.github.clockifymcp.clockify.Webhooks.Webhook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebhooksTest {
    private static final String ALL = "/workspaces/w1/webhooks";

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Webhooks webhooks = clockify.workspace("w1").webhooks();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void they_are_read_from_their_envelope_without_their_tokens() {
        server.answersWith("webhooks").answersWith("webhooks");

        List<Webhook> found = webhooks.list();

        assertThat(found.getFirst())
                .isEqualTo(
                        new Webhook(
                                "66c000000000000000000001",
                                "Ledger",
                                "https://hooks.example.com/in",
                                "NEW_TIME_ENTRY",
                                "PROJECT_ID",
                                List.of("p1"),
                                true,
                                false,
                                true,
                                "u1"));
        assertThat(found.toString()).doesNotContain("not-for-anybody");
        assertThat(found.getLast().name()).isEmpty();
        assertThat(found.getLast().enabled()).isNull();
        assertThat(webhooks.ofAddon("a1")).isEqualTo(found);
        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1" + ALL, "GET /api/v1/workspaces/w1/addons/a1/webhooks");
    }

    @Test
    void what_was_sent_is_counted_from_page_zero_and_read_in_either_way_of_writing_times() {
        server.answersWith("webhook-logs").answersWith("webhook-statuses");

        Page<Log> logs = webhooks.logs("h1", LogSearch.newestFirst(), new Paging(1, 2));
        Page<Status> statuses = webhooks.statuses("h1", Outcome.FAILED, new Paging(3, 50));

        assertThat(server.lines())
                .containsExactly(
                        "POST /api/v1" + ALL + "/h1/logs?page=0&size=2",
                        "GET /api/v1" + ALL + "/h1/statuses?page=2&size=50&statuses=FAILED");
        assertThat(logs.more()).isTrue();
        assertThat(logs.items().getFirst().respondedAt())
                .isEqualTo(Instant.parse("2026-03-04T12:02:28.125Z"));
        assertThat(logs.items().getLast()).isEqualTo(new Log("l2", null, null, null, null, null));
        assertThat(statuses.more()).isFalse();
        assertThat(statuses.items().getFirst())
                .isEqualTo(
                        new Status(
                                "s1",
                                Outcome.RETRYING,
                                2,
                                503,
                                Instant.parse("2026-02-02T12:02:28Z"),
                                "{}",
                                "later"));
        assertThat(statuses.items().getLast().outcome()).isNull();
    }

    @Test
    void a_change_sends_the_whole_webhook_and_a_new_token_needs_nothing() {
        NewWebhook made =
                new NewWebhook("Ledger", "https://a.example", "NEW_TAG", "WORKSPACE_ID", List.of());
        String body =
                "{\"name\":\"Ledger\",\"url\":\"https://a.example\",\"webhookEvent\":\"NEW_TAG\","
                        + "\"triggerSourceType\":\"WORKSPACE_ID\",\"triggerSource\":[]}";

        assertThat(webhooks.create(made)).hasToString("POST " + ALL + " " + body);
        assertThat(webhooks.replace("h1", made)).hasToString("PUT " + ALL + "/h1 " + body);
        assertThat(webhooks.renewToken("h1")).hasToString("PATCH " + ALL + "/h1/token");
        assertThat(webhooks.delete("h1")).hasToString("DELETE " + ALL + "/h1");
        assertThat(
                        NewWebhook.like(
                                new Webhook(
                                        "h1",
                                        "Ledger",
                                        "https://a.example",
                                        "NEW_TAG",
                                        "WORKSPACE_ID",
                                        List.of(),
                                        true,
                                        true,
                                        true,
                                        null)))
                .isEqualTo(made);
    }
}
