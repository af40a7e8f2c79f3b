package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What people spent: forms in parts, two shapes of an answer, receipts, and whose is whose.
class ExpenseTest extends SandboxTest {

    private final String all = ws + "/expenses";
    private final String me = "userId=" + Seed.main().id();
    private final String travel = "categoryId=" + Seed.id("expense-category", "Travel");
    private final String mileage = "categoryId=" + Seed.id("expense-category", "Mileage");
    private final String today = "date=2026-11-20T00:00:00Z";

    @Test
    void people_list_their_own_in_two_envelopes_and_admins_everybodys() {
        Reply hers = mina.get(all + "?start=2030-01-01T00:00:00Z&page-size=2");
        Reply everybodys = ada.get(all);
        Reply graces = ada.get(all + "?user-id=" + Seed.person("grace").id());

        assertThat(hers.json().at("/expenses/count").asInt()).isEqualTo(5);
        assertThat(hers.json().at("/expenses/expenses")).hasSize(2);
        assertThat(hers.header("Last-Page")).isEqualTo("false");
        assertThat(hers.json().at("/expenses/expenses/0/category/name").asText())
                .isEqualTo("Travel");
        assertThat(hers.json().at("/expenses/expenses/0/fileName").asText()).isEqualTo("taxi.png");
        assertThat(hers.json().at("/expenses/expenses/0").has("categoryId")).isFalse();
        assertThat(hers.json().path("dailyTotals")).hasSize(5);
        assertThat(everybodys.json().at("/expenses/count").asInt()).isEqualTo(13);
        assertThat(graces.json().at("/expenses/count").asInt()).isEqualTo(3);
        sandbox().withoutFeature(Seed.studio(), "EXPENSES");
        assertThat(mina.get(all).status()).isEqualTo(403);
    }

    @Test
    void an_amount_goes_in_as_people_write_it_and_comes_out_in_minor_units() {
        Reply taxi = mina.form("POST", all, me, travel, today, "amount=12.5");
        Reply drive = mina.form("POST", all, me, mileage, today, "amount=10");

        assertThat(taxi.status()).isEqualTo(201);
        assertThat(taxi.json().path("quantity").asDouble()).isEqualTo(12.5);
        assertThat(taxi.json().path("total").asDouble()).isEqualTo(1250.0);
        assertThat(taxi.text("date")).isEqualTo("2026-11-20");
        assertThat(taxi.text("fileId")).isEmpty();
        assertThat(taxi.json().has("category")).isFalse();
        assertThat(drive.json().path("total").asDouble()).isEqualTo(500.0);
    }

    @Test
    void json_is_refused_and_so_is_a_form_where_json_is_wanted() {
        Reply json = mina.post(all, "{'amount':1}");
        Reply form = ada.form("POST", all + "/categories", "name=New");

        assertThat(json.status()).isEqualTo(415);
        assertThat(json.message()).isEqualTo("Content-Type 'application/json' is not supported");
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void what_is_missing_or_out_of_form_is_named() {
        assertThat(mina.form("POST", all, me, travel, "amount=1").message()).contains("[date]");
        assertThat(mina.form("POST", all, me, travel, "date=2026-11-20", "amount=1").message())
                .isEqualTo("invalid value for field: [date]");
        assertThat(mina.form("POST", all, me, travel, today, "amount=much").message())
                .contains("[amount]");
        assertThat(mina.form("POST", all, me, travel, today, "amount=-1").status()).isEqualTo(400);
        assertThat(mina.form("POST", all, me, "categoryId=x", today, "amount=1").code())
                .isEqualTo(501);
        assertThat(
                        mina.form(
                                        "POST",
                                        all,
                                        me,
                                        travel,
                                        today,
                                        "amount=1",
                                        "notes=" + "n".repeat(3001))
                                .message())
                .contains("[notes]");
        assertThat(
                        mina.form(
                                        "POST",
                                        all,
                                        me,
                                        travel,
                                        today,
                                        "amount=1",
                                        "taskId=" + Seed.id("task", "Website/Design"))
                                .message())
                .isEqualTo("Task doesn't belong to Project");
        assertThat(mina.get(all + "/" + Seed.main().id()).message())
                .isEqualTo("Expense doesn't belong to Workspace");
    }

    @Test
    void an_update_changes_what_it_names_and_nothing_else() {
        String one = all + "/" + Seed.id("expense", "taxi");
        String[] parts = {me, travel, today, "amount=20", "notes=Other", "changeFields=AMOUNT"};

        Reply changed = mina.form("PUT", one, parts);
        Reply lowerCase =
                mina.form("PUT", one, me, travel, today, "amount=1", "changeFields=amount");
        Reply unnamed = mina.form("PUT", one, me, travel, today, "amount=1");
        Reply incomplete = mina.form("PUT", one, "notes=x", "changeFields=NOTES");

        assertThat(changed.json().path("total").asDouble()).isEqualTo(2000.0);
        assertThat(changed.text("notes")).isEqualTo("Taxi to the fair");
        assertThat(changed.text("date")).isEqualTo("2026-11-17");
        assertThat(lowerCase.status()).isEqualTo(400);
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(
                        mina.form("PUT", one, me, travel, today, "amount=1", "changeFields=PROJECT")
                                .json()
                                .path("projectId")
                                .isNull())
                .isTrue();
    }

    @Test
    void a_receipt_is_kept_byte_by_byte() throws IOException {
        Reply made =
                mina.form(
                        "POST",
                        all,
                        me,
                        travel,
                        today,
                        "amount=1",
                        "file@köln \"1\".pdf=%PDF-1.4 x");
        String file = all + "/" + made.text("id") + "/files/" + made.text("fileId");

        HttpResponse<byte[]> receipt = mina.raw("GET", "/api/v1" + file, "", "");

        assertThat(new String(receipt.body(), StandardCharsets.UTF_8)).isEqualTo("%PDF-1.4 x");
        assertThat(receipt.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(receipt.headers().firstValue("Content-Disposition").orElse(""))
                .contains("filename=\"k_");
        assertThat(mina.get(file + "x").code()).isEqualTo(501);
        assertThat(chiara.get(file).status()).isEqualTo(403);
    }

    @Test
    void what_is_somebody_elses_is_for_admins() {
        String graces = all + "/" + Seed.id("expense", "hotel");
        String grace = "userId=" + Seed.person("grace").id();

        assertThat(mina.get(graces).status()).isEqualTo(403);
        assertThat(mina.delete(graces).status()).isEqualTo(403);
        assertThat(mina.form("POST", all, grace, travel, today, "amount=1").status())
                .isEqualTo(403);
        assertThat(ada.form("POST", all, grace, travel, today, "amount=1").status()).isEqualTo(201);
        assertThat(ada.delete(graces).status()).isEqualTo(200);
        assertThat(ada.get(graces).status()).isEqualTo(400);
    }

    @Test
    void a_report_adds_up_all_that_fits_and_shows_a_page_of_it() {
        String report = ws + "/reports/expenses/detailed";
        String days =
                "{'dateRangeStart':'2026-10-01T00:00:00.000Z','dateRangeEnd':'2026-11-20T23:59:59.999Z','pageSize':2%s}";
        String onlyTravel =
                ",'categories':{'contains':'CONTAINS','ids':['"
                        + Seed.id("expense-category", "Travel")
                        + "']}";

        Reply hers = mina.report(report, days.formatted(""));
        Reply travels = ada.report(report, days.formatted(onlyTravel));

        assertThat(hers.json().at("/totals/expensesCount").asInt()).isEqualTo(4);
        assertThat(hers.json().at("/totals/totalAmount").asDouble())
                .isEqualTo(1840 + 4290 + 4200 + 5980);
        assertThat(hers.json().path("expenses")).hasSize(2);
        assertThat(travels.json().at("/totals/expensesCount").asInt()).isEqualTo(5);
        sandbox().withoutFeature(Seed.studio(), "UNLIMITED_REPORTS");
        sandbox().withoutFeature(Seed.studio(), "ONE_YEAR_RANGE_REPORTS");
        assertThat(ada.report(report, days.formatted("")).message())
                .isEqualTo("Date range too large");
    }
}
