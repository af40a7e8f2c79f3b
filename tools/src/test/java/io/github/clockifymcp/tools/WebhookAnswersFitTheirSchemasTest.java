package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the tools about webhooks answer fits the schema they publish for it, with as little as
/// Clockify can say.
class WebhookAnswersFitTheirSchemasTest {
    private static final String ID = "66c000000000000000000001";
    private static final String WEBHOOKS = StubDesk.WS + "/webhooks";
    private static final String ONE = "{\"webhook\": \"%s\"}".formatted(ID);
    private static final Map<String, String> READS =
            Map.of(
                    "clockify_list_webhooks", "{}",
                    "clockify_get_webhook", ONE,
                    "clockify_list_webhook_events", "{}",
                    "clockify_list_webhook_logs", ONE,
                    "clockify_test_webhook", ONE);
    private static final Map<String, String> WRITES =
            Map.of(
                    "clockify_create_webhook",
                    "{\"events\": [\"NEW_TAG\"], \"url\": \"https://8.8.8.8\"}",
                    "clockify_update_webhook",
                    "{\"webhook\": \"%s\", \"name\": \"New\"}".formatted(ID),
                    "clockify_delete_webhook",
                    ONE,
                    "clockify_reset_webhook_token",
                    ONE);

    private static StubTransport bare() {
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

    @Test
    void bare_answers_fit() {
        READS.forEach((tool, json) -> assertFits(tool, StubDesk.at(bare()).call(tool, json)));
    }

    @Test
    void what_came_of_a_change_fits() {
        WRITES.forEach((tool, json) -> {
            StubDesk desk = StubDesk.at(bare());
            assertFits(tool, desk.make(desk.plan(tool, json)));
        });
    }

    @Test
    void no_tool_of_the_group_is_left_out() {
        assertThat(StubDesk.at(bare()).toolsOf(List.of("webhooks")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(READS.keySet().stream(), WRITES.keySet().stream()).toList());
    }
}
