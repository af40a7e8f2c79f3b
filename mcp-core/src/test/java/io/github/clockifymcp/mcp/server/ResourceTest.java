package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.stdio.Served;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Resources that a group of tools declares.
class ResourceTest {
    private static final String LINE = "a line of this text, umlaut ü and clef 𝄞\n";

    private static Fixture declared(String text) {
        Toolbox<Call> tools = new Toolbox<>(call -> call);
        tools.longResource("test://books/{book}", "book")
                .title("Book")
                .describe("A book.")
                .withRightsOf("read_things")
                .by(
                        "text/plain",
                        (values, call) ->
                                new ResourceContent.Text("text/plain", values.get("book") + text));
        tools.resource("test://pictures/{picture}", "picture")
                .title("Picture")
                .describe("A picture.")
                .withRightsOf("read_things")
                .by(
                        "image/png",
                        (values, call) -> ResourceContent.Blob.of("image/png", new byte[] {1, 2}));
        Fixture fixture = new Fixture();
        tools.resources().forEach(fixture::template);
        return fixture;
    }

    private static String read(Served served, String uri) {
        return served.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"%s\"}}"
                        .formatted(uri));
    }

    @Test
    void a_declared_template_is_listed_with_all_that_it_says() {
        try (Served served = new Served(declared("").server())) {
            served.greet("2025-11-25", "{}");

            assertThat(
                            served.ask(
                                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/templates/list\"}"))
                    .contains(
                            "{\"uriTemplate\":\"test://books/{book}\",\"name\":\"book\",\"title\":\"Book\",\"description\":\"A book.\",\"mimeType\":\"text/plain\"}")
                    .contains("\"uriTemplate\":\"test://books/{book}/part/{part}\"")
                    .contains("\"uriTemplate\":\"test://pictures/{picture}\"");
        }
    }

    @Test
    void bytes_are_a_blob() {
        try (Served served = new Served(declared("").server())) {
            served.greet("2025-11-25", "{}");

            assertThat(read(served, "test://pictures/sun"))
                    .contains(
                            "{\"uri\":\"test://pictures/sun\",\"mimeType\":\"image/png\",\"blob\":\"AQI=\"}");
        }
    }

    @Test
    void the_parts_of_a_long_text_are_all_of_it() {
        String text = LINE.repeat(1_500);
        StringBuilder all = new StringBuilder();

        try (Served served = new Served(declared(text).server())) {
            served.greet("2025-11-25", "{}");
            for (int part = 1; part <= 3; part++) {
                String read = text(served, "test://books/x%20y/part/" + part);
                assertThat(read).hasSizeLessThanOrEqualTo(24_000).endsWith("\n");
                all.append(read);
            }
        }

        assertThat(all.toString()).isEqualTo("x y" + text);
    }

    @Test
    void a_line_longer_than_a_part_is_cut_between_characters() {
        try (Served served = new Served(declared("𝄞".repeat(20_000)).server())) {
            served.greet("2025-11-25", "{}");

            assertThat(text(served, "test://books/x/part/1")).hasSize(23_999).endsWith("𝄞");
            assertThat(text(served, "test://books/x/part/2")).startsWith("𝄞").endsWith("𝄞");
        }
    }

    @Test
    void a_part_that_is_not_there_is_said_with_how_many_there_are() {
        try (Served served = new Served(declared(LINE).server())) {
            served.greet("2025-11-25", "{}");

            for (String part : List.of("0", "2", "-1", "one", "99999999999")) {
                assertThat(read(served, "test://books/x/part/" + part))
                        .as(part)
                        .contains("There is no such part; there are 1.");
            }
        }
    }

    @Test
    void a_part_is_followed_by_where_the_next_one_is() {
        try (Served served = new Served(declared(LINE.repeat(1_000)).server())) {
            served.greet("2025-11-25", "{}");

            assertThat(read(served, "test://books/x/part/1"))
                    .endsWith(
                            "{\"uri\":\"test://books/x/part/2\",\"mimeType\":\"text/plain\",\"text\":\"Part 1 of 2; this URI is the next.\"}]}}");
            assertThat(read(served, "test://books/x/part/2")).doesNotContain("this URI");
        }
    }

    private static String text(Served served, String uri) {
        ObjectNode answer = Json.ofOurs(read(served, uri).getBytes(StandardCharsets.UTF_8));
        return answer.at("/result/contents/0/text").asText();
    }
}
