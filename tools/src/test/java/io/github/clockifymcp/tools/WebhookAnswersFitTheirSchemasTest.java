package io.github.clockifymcp.tools;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;

/// What the tools about webhooks answer fits the schema they publish for it, with as little as
/// Clockify can say.
class WebhookAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String ID = "66c000000000000000000001";
    private static final String WEBHOOKS = StubDesk.WS + "/webhooks";
    private static final String ONE = "{\"webhook\": \"%s\"}".formatted(ID);

    WebhookAnswersFitTheirSchemasTest() {
        super(
                List.of("webhooks"),
                Map.of(
                        "clockify_list_webhooks", "{}",
                        "clockify_get_webhook", ONE,
                        "clockify_list_webhook_events", "{}",
                        "clockify_list_webhook_logs", ONE,
                        "clockify_test_webhook", ONE),
                Map.of(
                        "clockify_create_webhook",
                        "{\"events\": [\"NEW_TAG\"], \"url\": \"https://8.8.8.8\"}",
                        "clockify_update_webhook",
                        "{\"webhook\": \"%s\", \"name\": \"New\"}".formatted(ID),
                        "clockify_delete_webhook",
                        ONE,
                        "clockify_reset_webhook_token",
                        ONE));
    }

    @Override
    StubTransport bare() {
        String one = "{\"id\": \"%s\"}".formatted(ID);
        return StubDesk.annas()
                .answers(
                        WEBHOOKS,
                        "{\"id\": \"n\", \"webhooks\": [%s, {\"id\": \"u\"}]}".formatted(one))
                .answers(WEBHOOKS + "/" + ID, one)
                .answers(WEBHOOKS + "/" + ID + "/token", one)
                .answers(WEBHOOKS + "/" + ID + "/logs", "[{\"id\": \"l\"}]")
                .answers(WEBHOOKS + "/" + ID + "/statuses", "[{\"id\": \"s\"}]");
    }
}
