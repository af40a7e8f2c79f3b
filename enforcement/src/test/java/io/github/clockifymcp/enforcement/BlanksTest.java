package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BlanksTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static Map<String, JsonNode> answered(String id) {
        return Map.of("client", JSON.objectNode().put("id", id));
    }

    private static Request path(String path) {
        return new Request("core", "GET", path, null);
    }

    private static String filled(String id) throws Blanks.UnfilledException {
        return Blanks.fill(
                        path("/clients/{client}/x"),
                        List.of(new Blank("", "client", "/id")),
                        answered(id))
                .path();
    }

    private static Change change(Step... steps) {
        return new Change(
                "It", List.of(), Set.of(Risk.WRITE), Reach.OWN_WORK, List.of(steps), List.of());
    }

    @Test
    void an_answer_becomes_one_segment_of_the_path() throws Exception {
        assertThat(filled("5f3a")).isEqualTo("/clients/5f3a/x");
        assertThat(filled("a/../b?c#d ä{e}%"))
                .isEqualTo("/clients/a%2F..%2Fb%3Fc%23d%20%C3%A4%7Be%7D%25/x");
    }

    @Test
    void what_is_no_segment_is_no_id() {
        assertThatThrownBy(() -> filled("..")).isInstanceOf(Blanks.UnfilledException.class);
        assertThatThrownBy(() -> filled(".")).isInstanceOf(Blanks.UnfilledException.class);
        assertThatThrownBy(() -> filled("")).isInstanceOf(Blanks.UnfilledException.class);
    }

    @Test
    void an_answer_goes_into_the_body_and_the_plan_stays_as_it_was() throws Exception {
        ObjectNode body = JSON.objectNode().put("name", "x");
        body.putArray("ids").add("{client}");
        Request request = new Request("core", "POST", "/projects", body);

        Request filled =
                Blanks.fill(request, List.of(new Blank("/ids/0", "client", "/id")), answered("c"));

        assertThat(String.valueOf(filled.body())).isEqualTo("{\"name\":\"x\",\"ids\":[\"c\"]}");
        assertThat(body.at("/ids/0").asText()).isEqualTo("{client}");
    }

    @Test
    void a_missing_field_is_not_filled_with_nothing() {
        assertThatThrownBy(() ->
                        Blanks.fill(
                                path("/{client}"),
                                List.of(new Blank("", "client", "/other")),
                                answered("c")))
                .isInstanceOf(Blanks.UnfilledException.class)
                .hasMessageContaining("step client")
                .hasMessageContaining("/other");
    }

    @Test
    void an_unsound_plan_is_found_before_anything_is_sent() {
        Step first = new Step("client", path("/clients"));
        Blank blank = new Blank("", "client", "/id");

        assertThatThrownBy(() -> Blanks.check(change(first, first)))
                .hasMessageContaining("two steps");
        assertThatThrownBy(() ->
                        Blanks.check(
                                change(
                                        new Step("x", path("/{client}"), List.of(blank), null),
                                        first)))
                .hasMessageContaining("no step before");
        assertThatThrownBy(() -> Blanks.check(change(first, new Step("x", path("/{client}")))))
                .hasMessageContaining("places in a path");
        assertThatThrownBy(() ->
                        Blanks.check(
                                change(first, new Step("x", path("/a"), List.of(blank), null))))
                .hasMessageContaining("places in a path");
        assertThatThrownBy(() ->
                        Blanks.check(
                                change(
                                        first,
                                        new Step(
                                                "x",
                                                path("/a"),
                                                List.of(new Blank("/a/b", "client", "/id")),
                                                null))))
                .hasMessageContaining("no place in the body");
        Blanks.check(change(first, new Step("x", path("/{client}"), List.of(blank), null)));
    }

    @Test
    void an_inverse_may_use_the_answer_of_its_own_step_and_of_no_strange_one() {
        Step own =
                new Step(
                        "client",
                        path("/clients"),
                        List.of(),
                        new Step.Inverse(
                                path("/clients/{client}"),
                                List.of(new Blank("", "client", "/id"))));
        Step strange =
                new Step(
                        "client",
                        path("/clients"),
                        List.of(),
                        new Step.Inverse(
                                path("/clients/{other}"), List.of(new Blank("", "other", "/id"))));

        Blanks.check(change(own));
        assertThatThrownBy(() -> Blanks.check(change(strange)))
                .isInstanceOf(IllegalStateException.class);
    }
}
