package io.github.clockifymcp.tools.catalogs;

import static io.github.clockifymcp.tools.catalogs.RequestLines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TagKeepingTest {
    private static final String TAGS = StubDesk.WS + "/tags";
    private static final String PAST = "000000000000000000000009";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(TAGS, "{\"id\": \"t1\", \"name\": \"urgent\", \"archived\": false}")
                    .has(
                            TAGS,
                            "{\"id\": \"%s\", \"name\": \"fax\", \"archived\": true}"
                                    .formatted(PAST));
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_new_tag_is_planned_with_what_takes_it_back() {
        Change change = plan("clockify_create_tag", "{\"name\": \" remote \"}");

        Step step = change.steps().getFirst();
        assertThat(change.summary()).isEqualTo("Create tag ‹remote›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.NEW_NAMES);
        assertThat(line(step.request())).isEqualTo("POST " + TAGS + " {\"name\":\"remote\"}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .isEqualTo("DELETE " + TAGS + "/{tag} null");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void a_made_tag_is_told_with_its_id() {
        Object made = desk.make(desk.plan("clockify_create_tag", "{\"name\": \"remote\"}"));

        assertThat(((Told) made).told())
                .isEqualTo("Created tag ‹remote›, id ffffffffffffffffffffff02");
    }

    @Test
    void a_taken_name_is_refused_with_the_way_to_whose_it_is() {
        Problem used = desk.problem("clockify_create_tag", "{\"name\": \"URGENT\"}");
        Problem past = desk.problem("clockify_create_tag", "{\"name\": \"fax\"}");

        assertThat(used.code()).isEqualTo(Code.CONFLICT);
        assertThat(used.hint()).isEqualTo("Use it, or choose another name.");
        assertThat(past.message())
                .isEqualTo("There is an archived tag called ‹fax› already, id %s.".formatted(PAST));
        assertThat(past.hint())
                .isEqualTo("Choose another name, or bring it back with clockify_update_tag.");
    }

    @Test
    void a_renamed_tag_is_sent_whole_and_can_be_taken_back() {
        Change change =
                plan(
                        "clockify_update_tag",
                        "{\"tag\": \"%s\", \"name\": \"telex\"}".formatted(PAST));

        Step step = change.steps().getFirst();
        assertThat(change.summary()).isEqualTo("Change tag ‹fax›: name ‹fax› → ‹telex›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(line(step.request()))
                .isEqualTo(
                        "PUT %s/%s {\"name\":\"telex\",\"archived\":true}".formatted(TAGS, PAST));
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .isEqualTo("PUT %s/%s {\"name\":\"fax\",\"archived\":true}".formatted(TAGS, PAST));
        assertThat(change.before().stream().map(Image::id)).containsExactly(PAST);
    }

    @Test
    void a_name_may_be_given_to_the_same_tag_in_other_capitals() {
        Change change = plan("clockify_update_tag", "{\"tag\": \"urgent\", \"name\": \"Urgent\"}");

        assertThat(change.steps()).hasSize(1);
        assertThat(
                        desk.problem(
                                        "clockify_update_tag",
                                        "{\"tag\": \"urgent\", \"name\": \"Fax\"}")
                                .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void what_is_already_so_is_said_and_nothing_is_sent() {
        var planned =
                desk.plan("clockify_update_tag", "{\"tag\": \"urgent\", \"archived\": false}");

        assertThat(planned.change().steps()).isEmpty();
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Nothing to change, it is already so: tag ‹urgent›");
        assertThat(desk.problem("clockify_update_tag", "{\"tag\": \"urgent\"}").message())
                .isEqualTo("It is not said what should change about tag ‹urgent›.");
    }

    @Test
    void deleting_a_tag_says_what_is_lost_and_sends_nothing_yet() {
        Change change = plan("clockify_delete_tag", "{\"tag\": \"Urgent\"}");

        assertThat(change.summary()).isEqualTo("Delete tag ‹urgent›");
        assertThat(change.notes())
                .containsExactly(
                        "Everybody's entries keep their time and lose this tag.",
                        "Archiving it instead keeps it on past entries.");
        assertThat(change.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(change.steps())
                .extracting(step -> line(step.request()))
                .containsExactly("DELETE " + TAGS + "/t1 null");
        assertThat(change.steps().getFirst().inverse()).isNull();
        assertThat(change.before().getFirst().record().path("name").asText()).isEqualTo("urgent");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void an_archived_tag_is_found_by_its_id_alone() {
        Problem problem = desk.problem("clockify_delete_tag", "{\"tag\": \"fax\"}");

        assertThat(problem.message())
                .isEqualTo("No tag in use is called ‹fax›, only an archived one.");
        assertThat(problem.hint()).contains(PAST);
        assertThat(desk.told("clockify_get_tag", "{\"tag\": \"%s\"}".formatted(PAST)))
                .isEqualTo("fax | archived | id " + PAST);
    }

    @Test
    void of_two_tags_of_one_name_none_is_touched() {
        clockify.has(TAGS, "{\"id\": \"t2\", \"name\": \"URGENT\"}");

        Problem problem = desk.problem("clockify_delete_tag", "{\"tag\": \"urgent\"}");

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.hint()).contains("t1", "t2");
    }

    @Test
    void what_is_to_be_changed_is_asked_for_once_and_anew() {
        plan("clockify_delete_tag", "{\"tag\": \"urgent\"}");
        clockify.forget();

        plan("clockify_delete_tag", "{\"tag\": \"urgent\"}");

        assertThat(clockify.received())
                .containsExactly("GET " + TAGS + "?name=urgent&page=1&page-size=200");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }
}
