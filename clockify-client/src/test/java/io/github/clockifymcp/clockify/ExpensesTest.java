package io.github.clockifymcp.clockify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.clockify.Expenses.NewExpense;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExpensesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-17");

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Expenses expenses = clockify.workspace("w1").expenses();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void a_list_comes_in_two_envelopes_with_names() {
        server.answersWith("expenses").answersWith("expenses", "Last-Page", "true");

        Page<Expense> counted = expenses.list("u1", new Paging(1, 2));
        Page<Expense> last = expenses.list(null, new Paging(1, 2));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/expenses?user-id=u1&page=1&page-size=2",
                        "GET /api/v1/workspaces/w1/expenses?page=1&page-size=2");
        assertThat(counted.more()).isTrue();
        assertThat(last.more()).isFalse();
        Expense taxi = counted.items().getFirst();
        assertThat(List.of(taxi.quantity(), taxi.totalMinorUnits()))
                .containsExactly(new BigDecimal("12.5"), 1250L);
        assertThat(taxi.categoryName()).isEqualTo("Travel");
        assertThat(taxi.projectId()).isEqualTo("p1");
        assertThat(taxi.taskName()).isEqualTo("Stand");
        assertThat(taxi.unit()).isNull();
        Expense drive = counted.items().getLast();
        assertThat(drive.unit()).isEqualTo("km");
        assertThat(drive.fileId()).isNull();
        assertThat(drive.projectId()).isNull();
    }

    @Test
    void one_alone_has_ids_and_an_update_sends_all_of_it_and_says_what_changes() {
        server.answersWith("expense");

        Expense taxi = expenses.get("66e000000000000000000001");
        ApiRequest<Expense> moved =
                expenses.update(
                        taxi,
                        new ExpenseEdit(
                                null,
                                null,
                                Edit.set("p2"),
                                Edit.clear(),
                                null,
                                Edit.keep(),
                                null,
                                null,
                                null));

        assertThat(taxi.categoryId()).isEqualTo("c1");
        assertThat(taxi.categoryName()).isNull();
        assertThat(taxi.totalMinorUnits()).isEqualTo(10_000);
        assertThat(moved.target()).isEqualTo("/workspaces/w1/expenses/66e000000000000000000001");
        assertThat(parts(moved))
                .containsExactly(
                        "changeFields=PROJECT",
                        "changeFields=TASK",
                        "userId=u1",
                        "categoryId=c1",
                        "date=2026-11-17T00:00:00Z",
                        "amount=100",
                        "billable=true",
                        "projectId=p2",
                        "notes=Taxi");
    }

    @Test
    void a_new_one_is_sent_as_parts_in_major_units_with_its_receipt() {
        Receipt receipt = new Receipt("taxi.pdf", "application/pdf", "%PDF".getBytes(UTF_8));
        ApiRequest<Expense> made =
                expenses.create(
                        new NewExpense(
                                "u1",
                                "c1",
                                DAY,
                                new BigDecimal("12.50"),
                                true,
                                "p1",
                                null,
                                "Taxi",
                                receipt));
        server.answersWith("expense");

        Expense answer = clockify.send(made);

        assertThat(answer.id()).isEqualTo("66e000000000000000000001");
        assertThat(parts(made))
                .containsExactly(
                        "userId=u1",
                        "categoryId=c1",
                        "date=2026-11-17T00:00:00Z",
                        "amount=12.50",
                        "billable=true",
                        "projectId=p1",
                        "notes=Taxi",
                        "file=taxi.pdf application/pdf");
        assertThat(server.received().getFirst().body()).contains("filename=\"taxi.pdf\"", "%PDF");
        assertThat(expenses.delete("e1")).hasToString("DELETE /workspaces/w1/expenses/e1");
    }

    @Test
    void the_file_of_a_request_stays_one_however_often_the_request_is_made_again() {
        Form form = new Form().file("file", "r.png", "image/png", new byte[] {1, 2, 3});
        ApiRequest<JsonNode> once =
                ApiRequest.of(Service.CORE, "POST", "/x", Query.none(), form.body());
        ApiRequest<JsonNode> again =
                ApiRequest.of(Service.CORE, "POST", "/x", Query.none(), Json.tree(form.body()));

        assertThat(again).isEqualTo(once);
        JsonNode body = again.body();
        assertThat(body).isNotNull();
        assertThat(body.findValue("bytes").isBinary()).isTrue();
    }

    @Test
    void a_report_has_sums_over_all_that_fit() {
        server.answersWith("expense-report");

        Expenses.Report report =
                expenses.report(
                        ReportFilter.days(DAY, DAY, ZoneOffset.UTC).categories(List.of("c1")),
                        new Paging(1, 1));

        FakeServer.Received request = server.received().getFirst();
        assertThat(request.line()).endsWith("/workspaces/w1/reports/expenses/detailed");
        assertThat(request.body())
                .contains("\"categories\":{", "\"page\":1", "\"pageSize\":1")
                .doesNotContain("rounding", "amountShown", "expenseFilter");
        assertThat(report.count()).isEqualTo(7);
        assertThat(report.totalMinorUnits()).isEqualTo(40_056);
        Expense taxi = report.expenses().getFirst();
        assertThat(taxi.totalMinorUnits()).isEqualTo(1250);
        assertThat(taxi.userName()).isEqualTo("Anna");
        assertThat(taxi.date()).isEqualTo(DAY);
    }

    @Test
    void a_receipt_is_downloaded() {
        server.answers(200, "%PDF-1.4", "Content-Type", "application/pdf");

        Download file = expenses.receipt("e1", "f1");

        assertThat(server.lines())
                .containsExactly("GET /api/v1/workspaces/w1/expenses/e1/files/f1");
        assertThat(file.mediaType()).isEqualTo("application/pdf");
    }

    private static List<String> parts(ApiRequest<?> request) {
        JsonNode body = request.body();
        List<String> parts = new ArrayList<>();
        for (JsonNode part : body == null ? Json.missing() : body.path("multipart/form-data")) {
            String value =
                    part.has("bytes")
                            ? part.path("file_name").asText()
                                    + " "
                                    + part.path("media_type").asText()
                            : part.path("value").asText();
            parts.add(part.path("name").asText() + "=" + value);
        }
        return parts;
    }
}
