package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Webhooks through the packaged server, in front of a sandbox of the test's own: what the server
/// changes there is really delivered.
class WebhooksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.fixedAt(NOW)));

    private final BesideTheServer clockify = new BesideTheServer(sandbox.baseUrl());

    @TempDir Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /// @param allowed the hosts that the operator allows; empty for none in particular
    private ToolSession start(String mode, String allowed) throws Exception {
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment().put("CLOCKIFY_BASE_URL", sandbox.baseUrl() + "/api/v1");
        command.environment().putAll(ToolSession.studio("ada", mode));
        if (!allowed.isEmpty()) {
            command.environment().put("CLOCKIFY_WEBHOOK_ALLOWED_DOMAINS", allowed);
        }
        return ToolSession.start(command);
    }

    @Test
    void a_logged_entry_is_delivered_to_a_receiver_and_shows_in_the_logs() throws Exception {
        BlockingQueue<String> letters = new LinkedBlockingQueue<>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        letters.add(
                                exchange.getRequestHeaders().getFirst("Clockify-Signature")
                                        + " "
                                        + new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8));
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        receiver.start();
        try (ToolSession session = start("standard", "")) {
            // The server's tools refuse such an address, so the webhook is made beside them.
            JsonNode made =
                    clockify.studio(
                            "POST",
                            "/webhooks",
                            "{\"name\":\"Here\",\"url\":\"http://127.0.0.1:%d/\",\"webhookEvent\":\"NEW_TIME_ENTRY\",\"triggerSourceType\":\"WORKSPACE_ID\",\"triggerSource\":[]}"
                                    .formatted(receiver.getAddress().getPort()));

            session.told(
                    "clockify_log_time",
                    "{\"project\":\"Booking App\",\"description\":\"Told at once\","
                            + "\"start\":\"today 9:00\",\"duration\":\"1h\"}");

            String letter = letters.poll(20, TimeUnit.SECONDS);
            assertThat(letter)
                    .startsWith(made.path("authToken").asText() + " {")
                    .contains("\"description\":\"Told at once\"");
            String test = "{\"webhook\":\"Here\"}";
            String told = session.told("clockify_test_webhook", test);
            for (int i = 0; i < 100 && !told.contains("succeeded"); i++) {
                Thread.sleep(100);
                told = session.told("clockify_test_webhook", test);
            }
            assertThat(told).contains("succeeded with 204", "is not https");
            assertThat(session.told("clockify_list_webhook_logs", test))
                    .contains("| 204 |", "Told at once");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void a_webhook_is_made_changed_given_a_new_token_and_deleted() throws Exception {
        try (ToolSession session = start("full", ".example.org")) {
            String create =
                    "{\"events\":[\"NEW_TAG\"],\"url\":\"https://hooks.example.org/in\","
                            + "\"name\":\"Ledger\",\"dry_run\":%s}";
            assertThat(session.told("clockify_create_webhook", create.formatted("true")))
                    .startsWith("Nothing was sent.")
                    .contains("The server's operator allows the host hooks.example.org.");
            assertThat(session.told("clockify_create_webhook", create.formatted("false")))
                    .contains("Created webhook ‹Ledger›", "Manage webhooks");
            sandbox.clock().advance(Duration.ofSeconds(2));
            assertThat(session.told("clockify_list_webhooks", "{}"))
                    .contains("Ledger | NEW_TAG | to hooks.example.org | on");
            assertThat(session.told("clockify_list_webhook_events", "{}")).contains("TAG_UPDATED");

            session.told(
                    "clockify_update_webhook",
                    "{\"webhook\":\"Ledger\",\"event\":\"TAG_UPDATED\"}");
            assertThat(session.told("clockify_get_webhook", "{\"webhook\":\"Ledger\"}"))
                    .contains("TAG_UPDATED | to https://hooks.example.org/in");

            String before = token();
            session.told("clockify_reset_webhook_token", "{\"webhook\":\"Ledger\"}");
            String after = token();
            assertThat(after).isNotEqualTo(before).hasSize(32);

            session.told("clockify_delete_webhook", "{\"webhook\":\"Ledger\"}");
            assertThat(session.refused("clockify_get_webhook", "{\"webhook\":\"Ledger\"}"))
                    .contains("No webhook is called ‹Ledger›", "‹Bookkeeping›");
            assertThat(session.client().output().toString()).doesNotContain(before, after);
        }
    }

    private String token() throws Exception {
        return clockify.studio("GET", "/webhooks", "").at("/webhooks/1/authToken").asText();
    }

    @Test
    void an_address_that_is_not_for_everybody_is_refused() throws Exception {
        try (ToolSession open = start("full", "")) {
            assertThat(
                            open.refused(
                                    "clockify_create_webhook",
                                    "{\"events\":[\"NEW_TAG\"],\"url\":\"https://169.254.169.254/\"}"))
                    .contains("link-local");
        }
        try (ToolSession closed = start("full", "hooks.example.org")) {
            assertThat(
                            closed.refused(
                                    "clockify_create_webhook",
                                    "{\"events\":[\"NEW_TAG\"],\"url\":\"https://8.8.8.8/\"}"))
                    .contains("does not allow the host 8.8.8.8");
        }
        try (ToolSession narrow = start("standard", "hooks.example.org")) {
            assertThat(narrow.refused("clockify_delete_webhook", "{\"webhook\":\"Bookkeeping\"}"))
                    .contains("Mode full would allow this");
        }
        assertThat(sandbox.received())
                .noneMatch(request ->
                        request.path().endsWith("/webhooks") && request.method().equals("POST"));
    }
}
