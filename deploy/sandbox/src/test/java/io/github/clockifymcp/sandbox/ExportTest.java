package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/// Reports as files, opened by other people's programs.
class ExportTest extends SandboxTest {

    private static final String WEEK =
            "'dateRangeStart':'2026-11-09T00:00:00.000Z','dateRangeEnd':'2026-11-15T23:59:59.999Z'";
    private static final String BY_PROJECT = "'summaryFilter':{'groups':['PROJECT','USER']}";

    private static final String EXPENSE_HEAD =
            "\"Date\",\"User\",\"Project\",\"Category\",\"Notes\",\"Billable\",\"Receipt\",\"Amount (EUR)\"";

    private HttpResponse<byte[]> file(String kind, String type, String filter) throws IOException {
        String body = "{" + WEEK + ",'exportType':'" + type + "'," + filter + "}";
        return ada.raw(
                "POST",
                "/report/v1" + ws + "/reports/" + kind,
                body.replace('\'', '"'),
                "application/json");
    }

    private static List<String> lines(HttpResponse<byte[]> file) {
        return new String(file.body(), StandardCharsets.UTF_8).lines().toList();
    }

    private static List<Row> rows(HttpResponse<byte[]> file) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file.body()));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.toList();
        }
    }

    @Test
    void a_detailed_csv_has_every_entry_and_not_a_page_of_them() throws IOException {
        JsonNode json =
                ada.report(ws + "/reports/detailed", "{" + WEEK + ",'detailedFilter':{}}").json();

        HttpResponse<byte[]> csv =
                file("detailed", "CSV", "'detailedFilter':{'page':1,'pageSize':1}");

        int count = json.at("/totals/0/entriesCount").asInt();
        assertThat(count).isGreaterThan(20);
        assertThat(lines(csv)).hasSize(count + 1);
        assertThat(lines(csv).getFirst()).startsWith("\"Project\",\"Client\",\"Description\"");
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .hasValue(
                        "attachment; filename=\"Clockify_Time_Report_Detailed_11%2F09%2F2026-11%2F15%2F2026.csv\"");
    }

    @Test
    void quotes_and_commas_of_a_description_stay_in_its_field() throws IOException {
        ada.post(
                ws + "/time-entries",
                "{'start':'2026-11-14T10:00:00Z','end':'2026-11-14T11:30:00Z','description':'a, \\'b\\''}");

        HttpResponse<byte[]> csv =
                file("detailed", "CSV", "'description':'a, ','detailedFilter':{}");

        assertThat(lines(csv).get(1))
                .contains("\"a, \"\"b\"\"\"")
                .contains("\"01:30:00\",\"1.50\"");
    }

    @Test
    void a_workbook_opens_and_adds_up_to_the_report() throws IOException {
        JsonNode json =
                ada.report(ws + "/reports/summary", "{" + WEEK + "," + BY_PROJECT + "}").json();

        List<Row> rows = rows(file("summary", "XLSX", BY_PROJECT));

        assertThat(rows.getFirst().stream().map(cell -> cell.asString()))
                .containsExactly("Project", "User", "Time (h)", "Time (decimal)", "Amount (EUR)");
        double hours =
                rows.stream()
                        .skip(1)
                        .mapToDouble(row -> row.getCell(3).asNumber().doubleValue())
                        .sum();
        assertThat(hours)
                .isCloseTo(
                        json.at("/totals/0/totalTime").asLong() / 3_600.0,
                        org.assertj.core.data.Offset.offset(0.005 * rows.size()));
        assertThat(rows.stream().map(row -> row.getCellText(0))).contains("Website");
    }

    @Test
    void a_pdf_opens_and_has_a_page_for_each_fifty_lines() throws IOException {
        HttpResponse<byte[]> pdf = file("detailed", "PDF", "'detailedFilter':{}");

        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(text).contains("Detailed report", "Mina", "Website", "Café Zentral");
        }
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
    }

    @Test
    void weeks_and_attendance_are_files_too() throws IOException {
        HttpResponse<byte[]> week =
                file("weekly", "CSV", "'weeklyFilter':{'group':'USER','subgroup':'TIME'}");
        HttpResponse<byte[]> days = file("attendance", "XLSX", "'attendanceFilter':{'pageSize':1}");

        assertThat(lines(week).getFirst())
                .startsWith("\"User\",\"11/09/2026\"")
                .endsWith("\"Total\"");
        assertThat(rows(days)).hasSizeGreaterThan(10);
    }

    @Test
    void a_plan_without_them_has_no_exports() throws IOException {
        sandbox().withoutFeature(Seed.studio(), "XLSX_EXPORT");

        assertThat(file("summary", "XLSX", BY_PROJECT).statusCode()).isEqualTo(403);
        assertThat(file("summary", "CSV", BY_PROJECT).statusCode()).isEqualTo(200);
        assertThat(file("summary", "ZIP", BY_PROJECT).statusCode()).isEqualTo(400);
        assertThat(file("summary", "DOC", BY_PROJECT).statusCode()).isEqualTo(400);
    }

    @Test
    void expenses_are_a_file_with_a_line_for_each_and_what_it_came_to() throws IOException {
        String autumn =
                "{'dateRangeStart':'2026-09-01T00:00:00.000Z','dateRangeEnd':'2026-11-20T23:59:59.999Z',"
                        + "'exportType':'%s','pageSize':1}";
        String path = "/report/v1" + ws + "/reports/expenses/detailed";
        JsonNode json =
                ada.report(ws + "/reports/expenses/detailed", autumn.formatted("JSON")).json();

        HttpResponse<byte[]> csv =
                ada.raw(
                        "POST",
                        path,
                        autumn.formatted("CSV").replace('\'', '"'),
                        "application/json");

        assertThat(json.path("expenses")).hasSize(1);
        assertThat(lines(csv)).hasSize(json.at("/totals/expensesCount").asInt() + 1);
        assertThat(lines(csv).getFirst()).isEqualTo(EXPENSE_HEAD);
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("Clockify_Expense_Report_"));
    }

    @Test
    void an_invoice_is_printed_in_the_language_that_was_named() throws IOException {
        String path = "/api/v1" + ws + "/invoices/" + Seed.id("invoice", "NL-105") + "/export";

        HttpResponse<byte[]> pdf = ada.raw("GET", path + "?userLocale=en-US", "", "");

        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Invoice NL-105", "Total");
        }
        assertThat(ada.raw("GET", path, "", "").statusCode()).isEqualTo(400);
        assertThat(mina.raw("GET", path + "?userLocale=de", "", "").statusCode()).isEqualTo(403);
    }
}
