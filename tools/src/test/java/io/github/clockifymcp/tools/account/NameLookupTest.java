package io.github.clockifymcp.tools.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.tools.account.NameLookup.Match;
import io.github.clockifymcp.tools.account.NameLookup.ResolvedName;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private static final String PROJECTS = StubDesk.WS + "/projects";
    private static final String USERS = StubDesk.WS + "/users";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(PROJECTS, project("a1", "Website", "Acme", false))
                    .has(PROJECTS, project("a2", "Intranet", "Acme", false))
                    .has(PROJECTS, project("a3", "Website (old)", "Acme", true))
                    .has(StubDesk.WS + "/clients", "{\"id\": \"c1\", \"name\": \"Acme\"}")
                    .has(StubDesk.WS + "/tags", "{\"id\": \"t1\", \"name\": \"urgent\"}");
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_name_that_one_thing_has_is_exact_whatever_its_capitals() {
        ResolvedName found = resolve("project", " wEBSITE ");

        assertThat(found.match()).isEqualTo(Match.EXACT);
        assertThat(found.told()).isEqualTo("project: Website | Acme | id " + id("a1"));
        assertThat(resolve("client", "acme").match()).isEqualTo(Match.EXACT);
        assertThat(resolve("tag", "Urgent").match()).isEqualTo(Match.EXACT);
    }

    @Test
    void a_name_that_several_have_is_answered_with_all_of_them() {
        clockify.has(PROJECTS, project("a4", "WEBSITE", "Beta", false));

        assertThat(resolve("project", "website").told())
                .isEqualTo(
                        """
                        2 projects are called ‹website›; use the id of the one that is meant:
                        Website | Acme | id %s
                        WEBSITE | Beta | id %s\
                        """
                                .formatted(id("a1"), id("a4")));
    }

    @Test
    void tools_that_need_one_thing_refuse_such_a_name_with_the_ids() {
        clockify.has(PROJECTS, project("a4", "WEBSITE", "Beta", false));

        var problem = desk.problem("clockify_get_project", "{\"project\": \"website\"}");

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.hint()).contains(id("a1"), id("a4"));
    }

    @Test
    void a_slip_of_the_finger_is_answered_with_what_is_near() {
        ResolvedName found = resolve("project", "Webiste");

        assertThat(found.match()).isEqualTo(Match.NEAR);
        assertThat(found.told())
                .isEqualTo(
                        "No project is called ‹Webiste›. Near:\nWebsite | Acme | id " + id("a1"));
    }

    @Test
    void a_name_that_nothing_has_is_reported_and_not_refused() {
        ResolvedName found = resolve("project", "Zeppelin");

        assertThat(found.match()).isEqualTo(Match.NONE);
        assertThat(found.told()).isEqualTo("No project is called ‹Zeppelin› or nearly so.");
    }

    @Test
    void an_archived_thing_is_found_by_its_id_and_not_by_its_name() {
        assertThat(resolve("project", "website (old)").match()).isEqualTo(Match.ARCHIVED);
        assertThat(resolve("project", "website (old)").told())
                .isEqualTo(
                        """
                        No project in use is called ‹website (old)›, only an archived one; use its id \
                        if that is meant:
                        Website (old) | Acme | archived | id %s\
                        """
                                .formatted(id("a3")));
        assertThat(resolve("project", "website (olt)").found())
                .noneMatch(one -> one.id().equals(id("a3")));
        assertThat(resolve("project", id("a3")).match()).isEqualTo(Match.EXACT);
    }

    @Test
    void an_id_that_nothing_has_is_reported() {
        clockify.has(USERS, "{\"id\": \"u1\", \"name\": \"Bo\"}");

        assertThat(resolve("project", "0123456789abcdef01234567").match()).isEqualTo(Match.NONE);
        assertThat(resolve("user", "0123456789abcdef01234567").match()).isEqualTo(Match.NONE);
    }

    @Test
    void a_name_is_found_however_its_accents_are_written() {
        clockify.has(PROJECTS, project("a5", "Café", "Acme", false));
        clockify.has(
                PROJECTS,
                project("a6", Normalizer.normalize("Über", Normalizer.Form.NFD), "Acme", false));

        ResolvedName apart = resolve("project", Normalizer.normalize("café", Normalizer.Form.NFD));
        ResolvedName together = resolve("project", "über");

        assertThat(apart.match()).isEqualTo(Match.EXACT);
        assertThat(apart.found().getFirst().id()).isEqualTo(id("a5"));
        assertThat(together.match()).isEqualTo(Match.EXACT);
        assertThat(together.found().getFirst().id()).isEqualTo(id("a6"));
    }

    @Test
    void a_name_longer_than_128_bytes_is_found() {
        String name = "Überlange Projektbezeichnung ".repeat(8).strip();
        clockify.has(PROJECTS, project("a7", name, "Acme", false));

        assertThat(name.length()).isGreaterThan(200);
        assertThat(resolve("project", name).match()).isEqualTo(Match.EXACT);
    }

    @Test
    void people_beyond_the_first_two_hundred_are_found() {
        for (int i = 0; i < 450; i++) {
            clockify.has(
                    USERS,
                    "{\"id\": \"%s\", \"name\": \"Ann Number%d\", \"email\": \"ann%d@example.org\"}"
                            .formatted("%024x".formatted(i), i, i));
        }

        assertThat(resolve("user", "ann number449").match()).isEqualTo(Match.EXACT);
        assertThat(resolve("user", "ANN440@example.org").match()).isEqualTo(Match.EXACT);
        assertThat(resolve("user", "%024x".formatted(448)).match()).isEqualTo(Match.EXACT);
        assertThat(resolve("user", "An Nunber449").found().getFirst().name())
                .isEqualTo("Ann Number449");
    }

    @Test
    void a_task_is_looked_up_in_its_project() {
        clockify.has(
                PROJECTS + "/" + id("a1") + "/tasks",
                "{\"id\": \"b1\", \"name\": \"Design\", \"projectId\": \"%s\", \"status\": \"NEW\"}"
                        .formatted(id("a1")));

        assertThat(task("Design", "Website").match()).isEqualTo(Match.EXACT);
        assertThat(task("Desing", "Website").told()).contains("Near:\nDesign | Website | id b1");
        assertThat(task("Design", "Webiste").told()).startsWith("No project is called ‹Webiste›.");
        assertThat(
                        desk.problem(
                                        "clockify_resolve_name",
                                        "{\"entity_type\": \"task\", \"name_or_id\": \"Design\"}")
                                .hint())
                .isEqualTo("Give the project too.");
    }

    @Test
    void what_is_no_question_of_names_still_fails() {
        clockify.refuses(PROJECTS, Category.RATE_LIMITED);

        assertThat(
                        desk.problem(
                                        "clockify_resolve_name",
                                        "{\"entity_type\": \"project\", \"name_or_id\": \"x\"}")
                                .code())
                .isEqualTo(Code.RATE_LIMITED);
    }

    private ResolvedName resolve(String type, String name) {
        return (ResolvedName)
                desk.call(
                        "clockify_resolve_name",
                        "{\"entity_type\": \"%s\", \"name_or_id\": \"%s\"}".formatted(type, name));
    }

    private ResolvedName task(String name, String project) {
        return (ResolvedName)
                desk.call(
                        "clockify_resolve_name",
                        "{\"entity_type\": \"task\", \"name_or_id\": \"%s\", \"project\": \"%s\"}"
                                .formatted(name, project));
    }

    private static String id(String end) {
        return "0".repeat(24 - end.length()) + end;
    }

    private static String project(String end, String name, String client, boolean archived) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"clientName\": \"%s\", \"archived\": %s}"
                .formatted(id(end), name, client, archived);
    }
}
