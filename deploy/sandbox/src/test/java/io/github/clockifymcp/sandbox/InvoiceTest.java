package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Invoices: who sees them, what an update loses, how amounts come about, and where the API is
/// other than one expects.
class InvoiceTest extends SandboxTest {

    private static final String DAYS =
            "'issuedDate':'2026-11-20T00:00:00Z','dueDate':'2026-12-04T00:00:00Z'";

    private final String all = ws + "/invoices";
    private final String draft = all + "/" + Seed.id("invoice", "NL-108");
    private final String portal = all + "/" + Seed.id("invoice", "NL-105");

    @Test
    void the_seed_has_invoices_in_every_state() {
        Reply reply = ada.get(all);

        assertThat(reply.json().path("total").asInt()).isEqualTo(8);
        assertThat(reply.header("Last-Page")).isEqualTo("true");
        assertThat(each(reply, "status"))
                .containsExactly(
                        "PAID",
                        "PAID",
                        "VOID",
                        "OVERDUE",
                        "PARTIALLY_PAID",
                        "SENT",
                        "SENT",
                        "UNSENT");
        assertThat(each(reply, "currency")).contains("EUR", "USD");
        JsonNode paid = reply.json().path("invoices").get(1);
        assertThat(paid.path("amount").asLong()).isEqualTo(525_600);
        assertThat(paid.path("balance").asLong()).isZero();
    }

    @Test
    void only_those_who_run_the_place_see_invoices_and_only_if_the_plan_has_them() {
        assertThat(mina.get(all).status()).isEqualTo(403);
        assertThat(chiara.get(draft).status()).isEqualTo(403);
        assertThat(mina.post(draft + "/payments", "{'amount':1}").status()).isEqualTo(403);
        sandbox().withoutFeature(Seed.studio(), "INVOICING");

        Reply walled = ada.get(all);

        assertThat(walled.status()).isEqualTo(403);
        assertThat(walled.message()).isEqualTo("Access Denied");
    }

    @Test
    void statuses_repeat_in_a_list_and_an_unknown_one_is_refused() {
        Reply some = ada.get(all + "?statuses=OVERDUE&statuses=VOID&page-size=1");

        assertThat(some.json().path("total").asInt()).isEqualTo(2);
        assertThat(some.json().path("invoices")).hasSize(1);
        assertThat(some.header("Last-Page")).isEqualTo("false");
        assertThat(ada.get(all + "?statuses=DRAFT").code()).isEqualTo(3000);
    }

    @Test
    void a_search_filters_by_client_number_day_and_balance_and_has_no_paging_header() {
        String client = Seed.id("client", "Donau Energie AG");
        Reply theirs =
                ada.post(
                        all + "/info",
                        "{'clients':{'ids':['%s']},'sortOrder':'DESCENDING'}".formatted(client));
        Reply exact = ada.post(all + "/info", "{'invoiceNumber':'NL-10','strictSearch':true}");
        Reply recent = ada.post(all + "/info", "{'issueDate':{'issue-date-start':'2026-11-11'}}");
        Reply open =
                ada.post(all + "/info", "{'greaterThanBalance':200000,'statuses':['OVERDUE']}");

        assertThat(each(theirs, "number")).containsExactly("NL-105", "NL-102");
        assertThat(theirs.header("Last-Page")).isEmpty();
        assertThat(each(exact, "number")).isEmpty();
        assertThat(each(recent, "number")).containsExactly("NL-107", "NL-108");
        assertThat(open.json().path("invoices").get(0).path("daysOverdue").asInt()).isEqualTo(26);
    }

    @Test
    void a_new_invoice_takes_five_fields_and_the_defaults_of_the_workspace() {
        String client = Seed.id("client", "Kestrel Labs");
        Reply made =
                ada.post(
                        all,
                        "{'clientId':'%s','currency':'EUR','number':'X1','note':'mine','subject':'mine',%s}"
                                .formatted(client, DAYS));
        Reply whole = ada.get(all + "/" + made.text("id"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().has("amount")).isFalse();
        assertThat(whole.text("note")).isEqualTo("Thank you for working with us.");
        assertThat(whole.text("subject")).isEmpty();
        assertThat(whole.text("status")).isEqualTo("UNSENT");
        assertThat(whole.json().path("tax").asDouble()).isEqualTo(2_000);
        assertThat(ada.post(all, "{'clientId':'" + client + "','currency':'EUR'}").message())
                .isEqualTo("must not be null");
        assertThat(
                        ada.post(
                                        all,
                                        "{'clientId':'nobody','currency':'EUR','number':'X2',"
                                                + DAYS
                                                + "}")
                                .message())
                .isEqualTo("Client doesn't belong to Workspace");
    }

    @Test
    void an_update_drops_what_is_not_sent_and_percentages_sent_by_the_wrong_name() {
        Reply reply =
                ada.put(
                        draft,
                        "{'number':'NL-108','currency':'EUR','tax':2000,'discountPercent':10.5,"
                                + DAYS
                                + "}");

        assertThat(reply.text("subject")).isEmpty();
        assertThat(reply.text("note")).isEmpty();
        assertThat(reply.text("billFrom")).isEmpty();
        assertThat(reply.json().path("tax").asDouble()).isZero();
        assertThat(reply.json().path("discount").asDouble()).isEqualTo(1_050);
        assertThat(reply.json().path("amount").asLong()).isEqualTo(107_400);
        assertThat(reply.json().path("items")).hasSize(1);
        assertThat(reply.text("clientId")).isEqualTo(Seed.id("client", "Alpenblick Hotels"));
    }

    @Test
    void discount_goes_first_then_taxes_and_a_compound_one_is_on_the_other() {
        String body =
                "{'number':'1','currency':'EUR','taxPercent':20,'tax2Percent':5,'discountPercent':10,'taxType':'%s',"
                        + DAYS
                        + "}";
        ada.put(draft, body.formatted("SIMPLE"));
        String item =
                "{'itemType':'Product','description':'Two taxes','quantity':150,'unitPrice':1001,'applyTaxes':'TAX1TAX2'}";

        Reply simple = ada.post(draft + "/items", item);
        Reply compound = ada.put(draft, body.formatted("COMPOUND"));
        Reply none = ada.put(draft, body.formatted("NONE"));

        assertThat(simple.json().path("items").get(1).path("amount").asLong()).isEqualTo(1_502);
        assertThat(simple.json().path("subtotal").asLong()).isEqualTo(121_502);
        assertThat(simple.json().path("discountAmount").asLong()).isEqualTo(12_150);
        assertThat(simple.json().path("taxAmount").asLong()).isEqualTo(21_870);
        assertThat(simple.json().path("tax2Amount").asLong()).isEqualTo(68);
        assertThat(compound.json().path("tax2Amount").asLong()).isEqualTo(1_161);
        assertThat(none.json().path("amount").asLong()).isEqualTo(109_352);
    }

    @Test
    void an_item_needs_a_type_that_exists_and_is_taken_off_by_its_place() {
        String item =
                "{'itemType':'%s','description':'x','quantity':100,'unitPrice':100,'applyTaxes':'NONE'}";

        Reply unknown = ada.post(draft + "/items", item.formatted("Wizardry"));
        Reply added = ada.post(draft + "/items", item.formatted("Product"));
        Reply removed = ada.delete(draft + "/items/1");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo(501);
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().path("items")).hasSize(2);
        assertThat(removed.json().path("items").get(0).path("order").asInt()).isEqualTo(1);
        assertThat(removed.json().path("items").get(0).path("itemType").asText())
                .isEqualTo("Product");
        assertThat(ada.delete(draft + "/items/7").status()).isEqualTo(400);
        assertThat(ada.delete(draft + "/items/0").code()).isEqualTo(501);
        assertThat(ada.delete(draft + "/items/first").code()).isEqualTo(3000);
    }

    @Test
    void there_is_no_list_of_items_and_none_of_their_types() {
        assertThat(ada.get(draft + "/items").status()).isEqualTo(405);
        assertThat(ada.get(all + "/item-types").status()).isEqualTo(400);
        assertThat(ada.put(draft + "/items/1", "{}").status()).isEqualTo(405);
        assertThat(ada.post(draft + "/send", "{}").status()).isEqualTo(404);
        assertThat(ada.get(ws + "/invoice-item-types").status()).isEqualTo(404);
    }

    @Test
    void billable_time_is_imported_once_and_is_free_again_when_its_item_goes() {
        String project = Seed.id("project", "Booking App");
        String body =
                "{'from':'2026-11-01T00:00:00Z','to':'2026-11-20T00:00:00Z','importExpenses':false,"
                        + "'projectFilter':{'contains':'CONTAINS','ids':['"
                        + project
                        + "']},'timeEntryGroupType':'%s','timeEntryPrimaryGroupBy':'PROJECT'}";

        Reply once = ada.post(draft + "/items/import", body.formatted("GROUPED"));
        Reply again = ada.post(draft + "/items/import", body.formatted("GROUPED"));
        Reply removed = ada.delete(draft + "/items/2");
        Reply detailed = ada.post(draft + "/items/import", body.formatted("DETAILED"));

        JsonNode item = once.json().path("items").get(1);
        assertThat(once.json().path("items")).hasSize(2);
        assertThat(item.path("description").asText()).isEqualTo("Booking App");
        assertThat(item.path("importType").asText()).isEqualTo("TIME_ENTRY_IMPORT");
        assertThat(item.path("unitPrice").asLong()).isEqualTo(10_500);
        assertThat(once.json().path("containsImportedTimes").asBoolean()).isTrue();
        assertThat(again.json()).isEqualTo(once.json());
        assertThat(removed.json().path("items")).hasSize(1);
        assertThat(detailed.json().path("items")).hasSize(1 + item.path("timeEntryIds").size());
    }

    @Test
    void time_of_other_clients_is_not_imported_and_a_deleted_invoice_frees_its_time() {
        String body =
                "{'from':'2026-09-01T00:00:00Z','to':'2026-11-20T00:00:00Z','importExpenses':false,"
                        + "'projectFilter':{'ids':[%s]},'timeEntryGroupType':'SINGLE_ITEM'}";
        String foreign = "'" + Seed.id("project", "Intranet") + "'";

        Reply nothing = ada.post(draft + "/items/import", body.formatted(foreign));
        Reply everything = ada.post(draft + "/items/import", body.formatted(""));
        Reply deleted = ada.delete(draft);
        Reply copy = ada.post(all + "/" + Seed.id("invoice", "NL-101") + "/duplicate", "");
        Reply free = ada.post(all + "/" + copy.text("id") + "/items/import", body.formatted(""));

        assertThat(nothing.json().path("items")).hasSize(1);
        assertThat(everything.json().path("items").get(1).path("quantity").asLong())
                .as("people have different rates, so it is one piece")
                .isEqualTo(100);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().isMissingNode()).isTrue();
        assertThat(free.json().path("items").get(2).path("amount"))
                .isEqualTo(everything.json().path("items").get(1).path("amount"));
    }

    @Test
    void payments_answer_the_invoice_and_move_its_status() {
        Reply second = ada.post(portal + "/payments", "{'amount':350000,'note':'Rest'}");
        Reply listed = ada.get(portal + "/payments?page-size=1&page=2");
        String id = listed.json().get(0).path("id").asText();
        Reply back = ada.delete(portal + "/payments/" + id);
        Reply twice = ada.delete(portal + "/payments/" + id);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("number")).isEqualTo("NL-105");
        assertThat(second.text("status")).isEqualTo("PAID");
        assertThat(second.json().path("balance").asLong()).isZero();
        assertThat(listed.header("Last-Page")).isEqualTo("true");
        assertThat(listed.json().get(0).path("author").asText()).isEqualTo("Ada Winter");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text("status")).isEqualTo("PARTIALLY_PAID");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(ada.post(portal + "/payments", "{'amount':0}").status()).isEqualTo(400);
    }

    @Test
    void a_status_is_one_of_six_words_and_what_is_sent_becomes_overdue_by_itself() {
        Reply sent = ada.patch(draft + "/status", "{'invoiceStatus':'SENT'}");
        String before = ada.get(draft).text("status");
        sandbox().clock().advance(Duration.ofDays(15));

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().isMissingNode()).isTrue();
        assertThat(before).isEqualTo("SENT");
        assertThat(ada.get(draft).text("status")).isEqualTo("OVERDUE");
        assertThat(ada.patch(draft + "/status", "{'invoiceStatus':'DRAFT'}").code())
                .isEqualTo(3002);
        assertThat(ada.patch(draft + "/status", "{'status':'SENT'}").code()).isEqualTo(501);
    }

    @Test
    void a_copy_is_unsent_unpaid_and_has_the_next_number() {
        Reply copy = ada.post(portal + "/duplicate", "");

        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.text("number")).isEqualTo("109");
        assertThat(copy.text("status")).isEqualTo("UNSENT");
        assertThat(copy.json().path("paid").asLong()).isZero();
        assertThat(copy.json().path("amount").asLong()).isEqualTo(600_000);
    }

    @Test
    void settings_want_all_labels_and_short_ones() {
        Reply settings = ada.get(all + "/settings");
        String whole = settings.json().toString();

        assertThat(settings.json().at("/defaults/dueDays").asInt()).isEqualTo(14);
        assertThat(
                        ada.put(
                                        all + "/settings",
                                        whole.replace("\"paid\":\"paid\"", "\"paid\":\"Bezahlt\""))
                                .status())
                .isEqualTo(200);
        assertThat(ada.get(all + "/settings").json().at("/labels/paid").asText())
                .isEqualTo("Bezahlt");
        assertThat(ada.put(all + "/settings", "{'labels':{}}").message())
                .isEqualTo("must not be null");
        assertThat(mina.get(all + "/settings").status()).isEqualTo(403);
    }

    private static List<String> each(Reply reply, String field) {
        List<String> values = new ArrayList<>();
        reply.json().path("invoices").forEach(row -> values.add(row.path(field).asText()));
        return values;
    }
}
