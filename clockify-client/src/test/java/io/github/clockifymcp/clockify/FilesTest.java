package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files on their way to Clockify and back.
final class FilesTest {

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("k3y"));

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    private static ApiRequest<Download> receipt() {
        return ApiRequest.get("/workspaces/w1/expenses/e1/files/f1", Query.none(), Download.class);
    }

    @Test
    void a_form_is_sent_as_parts_with_their_types() {
        Form form =
                new Form()
                        .text("notes", "Zug nach Köln")
                        .text("projectId", null)
                        .file(
                                "file",
                                "Quittung Köln \"1\"\r\nX: y.png",
                                "image/png",
                                "not really".getBytes(UTF_8));
        server.answers(201, "{\"id\":\"e1\"}");

        JsonNode made =
                clockify.send(
                        ApiRequest.of(
                                Service.CORE,
                                "POST",
                                "/workspaces/w1/expenses",
                                Query.none(),
                                form.body()));

        FakeServer.Received request = server.received().getFirst();
        assertThat(made.path("id").asText()).isEqualTo("e1");
        assertThat(request.headers().getFirst("Content-Type"))
                .startsWith("multipart/form-data; ")
                .contains("boundary=");
        assertThat(request.body().replace("\r\n", "\n"))
                .contains("name=\"notes\"")
                .contains("\n\nZug nach Köln\n")
                .contains("filename=\"Quittung Köln \\\"1\\\"  X: y.png\"\n")
                .contains("Content-Type: image/png")
                .contains("\n\nnot really\n")
                .doesNotContain("projectId");
    }

    @Test
    void a_form_is_the_same_after_it_was_kept_as_text() {
        JsonNode body = new Form().file("file", "r.pdf", "application/pdf", new byte[] {1}).body();

        ApiRequest<JsonNode> request =
                ApiRequest.of(Service.CORE, "POST", "/file/image", Query.none(), body);
        server.answers(201, "{}");
        clockify.send(request);

        assertThat(request.body()).hasToString(body.toString());
        assertThat(server.received().getFirst().body()).contains("filename=\"r.pdf\"");
    }

    @Test
    void a_media_type_that_is_none_is_refused_before_anything_is_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Form().file("file", "r", "no type\r\nX: y", new byte[1]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "attachment; filename=\"receipt.pdf\" | receipt.pdf",
                "attachment; filename=receipt.pdf | receipt.pdf",
                "attachment; filename=\"../../etc/passwd\" | passwd",
                "attachment; filename=\"C:\\temp\\r.pdf\" | r.pdf",
                "attachment; filename=Report_11%2F09%2F2026.csv | Report_11-09-2026.csv",
                "attachment; filename=\"..\" | none",
                "inline | none"
            })
    void a_file_comes_with_its_type_and_a_name_without_folders(String said, String name) {
        server.answers(
                200,
                "%PDF-1.7",
                "Content-Type",
                "application/pdf;charset=x",
                "Content-Disposition",
                said);

        Download file = clockify.send(receipt());

        assertThat(file.bytes()).isEqualTo("%PDF-1.7".getBytes(US_ASCII));
        assertThat(file.mediaType()).isEqualTo("application/pdf");
        assertThat(file.fileName().orElse(null)).isEqualTo(name);
        assertThat(server.received().getFirst().headers().getFirst("Accept")).isEqualTo("*/*");
    }

    @Test
    void an_answer_without_a_file_says_so() {
        server.answers(200, "");

        ClockifyException failure = failureOf(() -> clockify.send(receipt()));

        assertThat(failure).hasMessageContaining("there is no file in its answer");
    }

    @Test
    void a_refusal_of_a_file_is_told_like_any_other() {
        server.answers(400, "{\"message\":\"Expense doesn't belong to Workspace\",\"code\":501}");

        ClockifyException failure = failureOf(() -> clockify.send(receipt()));

        assertThat(failure.category()).isEqualTo(Category.NOT_FOUND);
    }
}
