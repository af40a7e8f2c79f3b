package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Projects.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static final String PROJECT =
            """
            {"id": "p1", "memberships": [{"userId": "u1", "hourlyRate": {"amount": 5}}, null, []],
             "name": "Web \\"site\\" Größe", "note": "{\\"name\\": 1}", "archived": true,
             "timeEstimate": {"name": "other", "id": [{"id": "x"}]}, "clientName": "Acme",
             "public": false, "billable": true, "duration": null, "hourlyRate": 1.50}\
            """;

    private static JsonNode outline(String text) throws IOException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), Named.class);
    }

    private static List<Named> named(String text) throws IOException {
        return Json.readList(outline(text), Named.class);
    }

    @Test
    void an_outline_says_of_each_item_what_the_whole_says() throws IOException {
        JsonNode whole = Fixtures.json("[" + PROJECT + "]").path(0);

        JsonNode outline = outline("[" + PROJECT + ", " + PROJECT + "]");

        assertThat(outline).hasSize(2);
        assertThat(outline.path(1).properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(Named.FIELDS);
        assertThat(Json.readList(outline, Named.class))
                .containsOnly(Json.read(whole, Named.class))
                .containsOnly(new Named("p1", "Web \"site\" Größe", true, true, "Acme"));
    }

    @Test
    void lists_without_items_and_with_odd_ones_are_read() throws IOException {
        assertThat(named("[]")).isEmpty();
        assertThat(named("")).isEmpty();
        assertThat(named("[null, {\"id\": \"p\", \"name\": \"n\", \"clientName\": \"\"}]"))
                .containsExactly(new Named("p", "n", false, false, null));
        assertThatThrownBy(() -> named("[7]")).isInstanceOf(ClockifyException.class);
        assertThatThrownBy(() -> named("[{\"id\": \"p\"}]")).isInstanceOf(ClockifyException.class);
        assertThatThrownBy(() -> named("{\"id\": \"p\", \"name\": \"n\"}"))
                .isInstanceOf(ClockifyException.class);
    }

    @Test
    void what_is_passed_over_is_held_to_be_json_all_the_same() {
        for (String broken :
                List.of(
                        "[" + PROJECT.replace("1.50", "1.5.0") + "]",
                        "[" + PROJECT.replace("\"u1\"", "u1") + "]",
                        "[" + PROJECT.replace("{\"id\": \"x\"}", "{\"id\": \"x\"") + "]",
                        "[" + PROJECT,
                        "[" + PROJECT + "] [",
                        "[{\"deep\": " + "[".repeat(200) + "]".repeat(200) + "}]",
                        "[{\"many\": [" + "1,".repeat(Json.MOST_TOKENS) + "1]}]")) {
            assertThatThrownBy(() -> outline(broken))
                    .as(broken.substring(0, Math.min(300, broken.length())))
                    .isInstanceOf(IOException.class);
        }
    }
}
