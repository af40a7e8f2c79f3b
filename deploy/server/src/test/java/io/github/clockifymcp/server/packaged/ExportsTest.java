package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports through the packaged server: a tool answers with a link, the link is read over the same
/// transport, and what it holds is opened by other people's programs.
class ExportsTest {
    private static final String WEEK =
            "\"start\":\"2026-11-09\",\"end\":\"2026-11-15\",\"user\":\"everybody\"";

    @TempDir Path folder;

    private ToolSession start() throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.studio("ada", "standard"));
        environment.put("CLOCKIFY_ACTIVE_GROUPS", "reports");
        return ToolSession.start(folder, environment, ToolSession.FRIDAY).byName();
    }

    private JsonNode export(ToolSession session, String kind, String format, String more)
            throws Exception {
        String arguments = "{\"kind\":\"%s\",\"format\":\"%s\",%s}".formatted(kind, format, more);
        return session.call("clockify_export_report", arguments);
    }

    private JsonNode read(ToolSession session, String uri) throws Exception {
        return session.ask("resources/read", "{\"uri\":\"%s\"}".formatted(uri));
    }

    private byte[] file(ToolSession session, String kind, String format) throws Exception {
        JsonNode link = export(session, kind, format, WEEK).at("/content/1");
        assertThat(link.path("type").asText()).as(link.toString()).isEqualTo("resource_link");
        JsonNode content = read(session, link.path("uri").asText()).at("/result/contents/0");
        assertThat(content.path("mimeType")).isEqualTo(link.path("mimeType"));
        return Base64.getDecoder().decode(content.path("blob").asText());
    }

    @Test
    void a_pdf_is_read_by_its_link_and_opens() throws Exception {
        try (ToolSession session = start();
                PDDocument pdf = Loader.loadPDF(file(session, "detailed", "pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Detailed report", "11/09/2026", "Website", "Grace Okafor");
        }
    }

    @Test
    void workbooks_of_every_kind_open() throws Exception {
        try (ToolSession session = start()) {
            for (String kind : List.of("summary", "weekly", "attendance")) {
                byte[] bytes = file(session, kind, "xlsx");

                try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                        Stream<Row> rows = book.getFirstSheet().openStream()) {
                    assertThat(rows.count()).as(kind).isGreaterThan(3);
                }
            }
        }
    }

    @Test
    void a_csv_is_text_whole_and_in_parts() throws Exception {
        try (ToolSession session = start()) {
            JsonNode result =
                    export(
                            session,
                            "detailed",
                            "csv",
                            "\"start\":\"2026-10-01\",\"end\":\"2026-11-19\",\"user\":\"everybody\"");
            String uri = result.at("/content/1/uri").asText();

            JsonNode whole = read(session, uri).at("/result/contents");
            JsonNode first = read(session, uri + "/part/1").at("/result/contents");

            assertThat(ToolSession.text(result))
                    .startsWith("Detailed report, Thu 1 Oct 2026 – Thu 19 Nov 2026, everybody's")
                    .contains(" rows, ", "made when it is read", "/part/1");
            assertThat(result.toString()).doesNotContain("base64", "blob");
            assertThat(whole.get(0).path("text").asText())
                    .startsWith("\"Project\",\"Client\"")
                    .startsWith(first.get(0).path("text").asText());
            assertThat(first.get(1).path("uri").asText()).isEqualTo(uri + "/part/2");
        }
    }

    @Test
    void what_cannot_be_had_says_what_can() throws Exception {
        try (ToolSession session = start()) {
            JsonNode month =
                    export(
                            session,
                            "weekly",
                            "csv",
                            "\"start\":\"october\",\"user\":\"everybody\"");
            JsonNode years =
                    export(session, "summary", "csv", "\"start\":\"2024-01-01..2026-01-01\"");
            JsonNode elsewhere =
                    read(
                            session,
                            "clockify://workspace/64f000000000000000000009/export/summary/csv/x");

            assertThat(month.path("isError").asBoolean()).isTrue();
            assertThat(ToolSession.text(month)).contains("is not a week", "last week");
            assertThat(ToolSession.text(years)).contains("a year at a time");
            // A resource that is not served here is one that is not there.
            assertThat(elsewhere.path("error").path("message").asText())
                    .isEqualTo("Resource not found");
        }
    }
}
