package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invoices through the packaged server, by somebody who may see them and somebody who may not.
class InvoicesTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    private static final Map<String, String> ADMIN =
            Map.of("CLOCKIFY_API_KEY", "sandbox-key-bruno-admin");

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(Map<String, String> environment) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(environment);
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private ObjectNode run(StdioClient client, String tool, String arguments) throws Exception {
        id++;
        return client.ask(
                ("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"clockify_run_tool\",\"arguments\":{\"name\":\"%s\","
                                + "\"arguments\":%s}}}")
                        .formatted(id, tool, arguments));
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
    }

    private static String asked(StdioClient client) throws Exception {
        return String.join("\n", client.output())
                .lines()
                .filter(line -> line.contains("elicitation/create"))
                .reduce((first, last) -> last)
                .orElse("");
    }

    @Test
    void an_invoice_is_made_filled_and_paid_and_each_time_the_amount_is_asked_about()
            throws Exception {
        try (StdioClient client = start(ADMIN)) {
            JsonNode preview =
                    run(
                            client,
                            "clockify_create_invoice",
                            "{\"client\":\"Café Zentral\",\"due\":\"in 10 days\",\"dry_run\":true}");
            JsonNode made =
                    run(
                            client,
                            "clockify_create_invoice",
                            "{\"client\":\"Café Zentral\",\"due\":\"in 10 days\"}");
            JsonNode filled =
                    run(
                            client,
                            "clockify_add_invoice_item",
                            "{\"invoice\":\"NL-109\",\"description\":\"Menu\",\"unit_price\":75,"
                                    + "\"quantity\":2}");
            String question = asked(client);
            JsonNode paid = run(client, "clockify_mark_invoice_paid", "{\"invoice\":\"NL-109\"}");
            JsonNode payments =
                    run(client, "clockify_list_invoice_payments", "{\"invoice\":\"NL-109\"}");

            assertThat(text(preview)).contains("Create invoice ‹NL-109› for ‹Café Zentral› in EUR");
            assertThat(made.at("/result/isError").asBoolean()).as(text(made)).isFalse();
            assertThat(text(filled)).contains("NL-109 | Café Zentral | unsent | 180.00 EUR");
            assertThat(question).contains("‹Menu›, 2 × 75.00 = 150.00 EUR");
            assertThat(text(paid)).contains("180.00 EUR recorded");
            assertThat(text(payments)).contains("180.00 EUR in all, 0.00 EUR open");
        }
    }

    @Test
    void a_member_is_told_that_invoices_are_not_theirs_to_see() throws Exception {
        try (StdioClient client = start(Map.of())) {
            JsonNode listed = run(client, "clockify_list_invoices", "{}");

            assertThat(listed.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(listed)).contains("Access Denied", "Ask an admin of the workspace");
        }
    }

    @Test
    void a_type_of_item_that_does_not_exist_changes_nothing_and_is_named() throws Exception {
        try (StdioClient client = start(ADMIN)) {
            JsonNode failed =
                    run(
                            client,
                            "clockify_add_invoice_item",
                            "{\"invoice\":\"NL-108\",\"description\":\"x\",\"unit_price\":1,"
                                    + "\"item_type\":\"Wizardry\"}");
            JsonNode items = run(client, "clockify_list_invoice_items", "{\"invoice\":\"NL-108\"}");

            assertThat(failed.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(failed)).contains("Invoice item type with name Wizardry not found");
            assertThat(text(items)).endsWith("1 item, 1200.00 EUR before discount and taxes.");
        }
    }
}
