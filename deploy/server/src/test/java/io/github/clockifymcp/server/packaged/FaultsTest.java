package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Fault;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A change that Clockify refuses, loses or cuts off, through the packaged server and in the
/// domains where it hurts most: what is not known is said, and nothing is sent twice.
class FaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final String RECEIPT =
            "'receipt_name':'lunch.pdf','receipt_base64':'JVBERi0xLjQgbHVuY2g='";

    /// A change, and where one looks for it.
    ///
    /// @param path the request that makes the change, within the workspace
    /// @param look the tool that shows what is there
    /// @param shown what it shows once the change was made, and not before
    private record Deed(
            String tool,
            String arguments,
            String method,
            String path,
            String look,
            String which,
            String shown) {

        private Fault meeting(Fault fault) {
            return fault.on(method, "/api/v1/workspaces/*/" + path);
        }
    }

    private static final List<Deed> DEEDS =
            List.of(
                    new Deed(
                            "clockify_add_invoice_payment",
                            "{'invoice':'NL-108','amount':123}",
                            "POST",
                            "invoices/*/payments",
                            "clockify_list_invoice_payments",
                            "{'invoice':'NL-108'}",
                            "123.00 EUR | "),
                    new Deed(
                            "clockify_create_expense",
                            "{'amount':23.4,'category':'Meals','date':'2026-11-19',"
                                    + RECEIPT
                                    + "}",
                            "POST",
                            "expenses",
                            "clockify_list_expenses",
                            "{}",
                            "23.40 EUR | Meals | receipt lunch.pdf"),
                    new Deed(
                            "clockify_create_time_off_request",
                            "{'policy':'Vacation','start':'2027-02-01','end':'2027-02-03'}",
                            "POST",
                            "time-off/policies/*/requests",
                            "clockify_list_time_off_requests",
                            "{}",
                            "Ada Winter | Vacation | Mon 1 Feb 2027"),
                    new Deed(
                            "clockify_create_assignment",
                            "{'user':'mina petrović','project':'booking app','start':'2027-01-11',"
                                    + "'end':'2027-01-13','hours_per_day':4}",
                            "POST",
                            "scheduling/assignments/recurring",
                            "clockify_list_assignments",
                            "{'start':'2027-01-11..2027-01-13','drafts':true}",
                            "Booking App"),
                    new Deed(
                            "clockify_create_webhook",
                            "{'name':'Ledger','url':'https://192.0.2.10/in','events':['NEW_TAG']}",
                            "POST",
                            "webhooks",
                            "clockify_list_webhooks",
                            "{}",
                            "Ledger | NEW_TAG"),
                    new Deed(
                            "clockify_submit_for_approval",
                            "{'period':'2026-11-10'}",
                            "POST",
                            "approval-requests",
                            "clockify_list_approval_requests",
                            "{}",
                            "Ada Winter | Mon 9 Nov 2026"));

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.fixedAt(NOW)));

    @TempDir Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ToolSession ada() throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.key("ada-owner"));
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl() + "/api/v1");
        environment.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        environment.put("CLOCKIFY_POLICY", "full");
        environment.put("CLOCKIFY_WEBHOOK_ALLOWED_DOMAINS", "192.0.2.10");
        environment.put("CLOCKIFY_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_RESULT_CHANNEL", "both");
        return ToolSession.start(folder.resolve("home"), environment);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /// Does it, with the request that changes something meeting a fault, and nothing else.
    private JsonNode met(ToolSession session, Deed deed, Fault fault) throws Exception {
        sandbox.reset();
        sandbox.faults().inject(deed.meeting(fault));
        JsonNode result = session.call(deed.tool, json(deed.arguments));
        assertThat(sandbox.faults().waiting()).as(deed.tool).isEmpty();
        assertThat(sent(deed)).as(deed.tool).hasSize(1);
        assertThat(result.path("isError").asBoolean()).as("%s", result).isTrue();
        return result;
    }

    private List<ReceivedRequest> sent(Deed deed) {
        String pattern = ".*/" + deed.path.replace("*", "[0-9a-f]+");
        return sandbox.received().stream()
                .filter(request -> request.method().equals(deed.method))
                .filter(request -> request.path().matches(pattern))
                .toList();
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    private static String error(JsonNode result, String field) {
        return result.at("/structuredContent/error/" + field).asText();
    }

    @Test
    void too_many_requests_change_nothing_and_the_answer_says_how_long_to_wait() throws Exception {
        try (ToolSession session = ada()) {
            for (Deed deed : DEEDS) {
                JsonNode refused = met(session, deed, Fault.tooManyRequests(2));

                assertThat(text(refused))
                        .as(deed.tool)
                        .contains("Too many requests. Wait 2 s, then try again.")
                        .contains("Nothing was changed.");
                assertThat(error(refused, "code")).isEqualTo("rate_limited");
                assertThat(error(refused, "sent/0/fate")).isEqualTo("refused");
                assertThat(session.told(deed.look, json(deed.which))).doesNotContain(deed.shown);
            }
        }
    }

    @Test
    void what_a_server_error_may_have_done_is_said_to_be_unknown_and_not_sent_again()
            throws Exception {
        try (ToolSession session = ada()) {
            for (Deed deed : DEEDS) {
                JsonNode unknown = met(session, deed, Fault.status(503));

                assertThat(text(unknown))
                        .as(deed.tool)
                        .contains("Clockify answered 503: it may or may not have taken effect.")
                        .contains("Look what is there before you repeat anything.");
                assertThat(error(unknown, "code")).isEqualTo("unknown_outcome");
                assertThat(error(unknown, "sent/0/fate")).isEqualTo("unknown");
                assertThat(session.told(deed.look, json(deed.which))).doesNotContain(deed.shown);
            }
        }
    }

    @Test
    void what_was_done_before_the_connection_broke_is_not_sent_again_and_there_once()
            throws Exception {
        try (ToolSession session = ada()) {
            for (Deed deed : DEEDS) {
                JsonNode unknown = met(session, deed, Fault.of(Fault.Kind.RESET_AFTER));

                assertThat(text(unknown))
                        .as(deed.tool)
                        .contains("the connection broke: it may or may not have taken effect.")
                        .contains("no answer that says so came; it may have been done");
                assertThat(error(unknown, "code")).isEqualTo("unknown_outcome");
                assertThat(error(unknown, "sent/0/fate")).isEqualTo("unknown");
                assertThat(session.told(deed.look, json(deed.which)))
                        .as(deed.tool)
                        .containsOnlyOnce(deed.shown);
                assertThat(sent(deed)).as(deed.tool).hasSize(1);
            }
        }
    }

    @Test
    void a_receipt_that_replaces_another_is_sent_once() throws Exception {
        Deed deed =
                new Deed(
                        "clockify_update_expense",
                        "{'expense':'%s',%s}".formatted(Seed.id("expense", "flight"), RECEIPT),
                        "PUT",
                        "expenses/*",
                        "clockify_get_expense",
                        "{'expense':'%s'}".formatted(Seed.id("expense", "flight")),
                        "receipt lunch.pdf");
        try (ToolSession session = ada()) {
            JsonNode unknown = met(session, deed, Fault.of(Fault.Kind.RESET_AFTER));

            assertThat(error(unknown, "code")).isEqualTo("unknown_outcome");
            assertThat(session.told(deed.look, json(deed.which))).containsOnlyOnce(deed.shown);
        }
    }

    @Test
    void of_several_steps_each_is_told_with_what_became_of_it() throws Exception {
        Deed deed =
                new Deed(
                        "clockify_invoice_from_time",
                        "{'client':'Kestrel Labs','start':'2026-10-01','end':'2026-10-31'}",
                        "POST",
                        "invoices/*/items/import",
                        "clockify_list_invoices",
                        "{}",
                        "NL-109 | Kestrel Labs");
        try (ToolSession session = ada()) {
            JsonNode unknown = met(session, deed, Fault.of(Fault.Kind.RESET_AFTER));

            assertThat(text(unknown))
                    .containsPattern("POST /workspaces/[0-9a-f]+/invoices: done")
                    .containsPattern("/items/import: no answer that says so came");
            assertThat(session.told(deed.look, json(deed.which))).containsOnlyOnce(deed.shown);
            assertThat(session.refused(deed.tool, json(deed.arguments)))
                    .contains("has no billable time on no invoice yet");
        }
    }

    @Test
    void a_search_that_is_turned_away_is_made_again_and_the_change_once() throws Exception {
        Deed deed = DEEDS.get(2);
        try (ToolSession session = ada()) {
            sandbox.faults()
                    .inject(
                            Fault.tooManyRequests(1)
                                    .on("POST", "/api/v1/workspaces/*/time-off/requests"));

            String done = session.told(deed.tool, json(deed.arguments));

            assertThat(done).contains("it waits for approval");
            assertThat(sent(deed)).hasSize(1);
        }
    }
}
