package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documented operations by their path: those of the table, in one workspace, and nothing else.
class HatchOnTheSandboxTest {
    private static final String READ = "clockify_api_read";
    private static final String WRITE = "clockify_api_write";
    private static final String REVIEW = Seed.id("tag", "review");

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_list_is_read_with_its_query() {
        assertThat(
                        tools.told(
                                READ,
                                """
                                {"path": "/workspaces/{workspaceId}/tags",
                                 "query": ["name=review", "page-size=5"]}
                                """))
                .startsWith("GET /workspaces/{workspaceId}/tags\n[{\"id\":\"" + REVIEW);
        assertThat(desk.received().getLast()).contains("/tags?name=review&page-size=5");
    }

    @Test
    void a_search_is_sent_to_its_own_host() {
        assertThat(
                        tools.told(
                                READ,
                                """
                                {"path": "/workspaces/{workspaceId}/audit-log", "method": "post",
                                 "body": "{\\"actions\\": [\\"CREATE_TAG\\"], \\"authors\\": {}, \\"start\\": \\"2026-11-19T00:00:00Z\\", \\"end\\": \\"2026-11-20T00:00:00Z\\"}"}
                                """))
                .endsWith("\n[]");
        assertThat(desk.received().getLast()).contains("/auditlog/v1/");
    }

    @Test
    void a_long_answer_is_cut_and_says_so() {
        assertThat(
                        tools.told(
                                READ,
                                """
                                {"path": "/workspaces/{workspaceId}/user/%s/time-entries",
                                 "query": ["page-size=200"]}
                                """
                                        .formatted(Seed.main().id())))
                .contains("Cut: these are the first 12000 of ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /workspaces/64f000000000000000000009/tags        | another workspace
                    /workspaces/{workspaceId}/tags/{tagId}           | no operation
                    /workspaces/{workspaceId}/tags/../users          | no operation
                    /workspaces/{workspaceId}/tags/..%2Fusers        | no operation
                    /workspaces/{workspaceId}/tags?name=x            | no operation
                    /workspaces/{workspaceId}/tags/                  | no operation
                    //evil.example/workspaces                        | no operation
                    https://evil.example/api/v1/user                 | is no path
                    /workspaces/{workspaceId}/teapots                | no operation
                    /workspaces/{workspaceId}/policies               | clockify_list_time_off_policies
                    /workspaces/{workspaceId}/tags/{workspaceId}     | is no id
                    """)
    void what_is_not_in_the_table_is_not_sent(String path, String why) {
        assertThatThrownBy(() -> tools.told(READ, "{\"path\": \"%s\"}".formatted(path)))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        refused -> assertThat(refused.problem().text()).contains(why));
        assertThat(desk.received()).noneMatch(line -> line.contains("tags"));
    }

    @Test
    void a_write_is_no_read_and_a_read_no_write() {
        assertThatThrownBy(() ->
                        tools.told(
                                READ,
                                "{\"path\": \"/workspaces/{workspaceId}/tags\", \"method\": \"post\"}"))
                .hasMessageContaining("changes something");
        assertThatThrownBy(() ->
                        tools.planned(
                                WRITE,
                                """
                                {"path": "/workspaces/{workspaceId}/audit-log", "method": "post"}
                                """))
                .hasMessageContaining("only reads");
        assertThatThrownBy(() ->
                        tools.planned(
                                WRITE,
                                "{\"path\": \"/workspaces/{workspaceId}/expenses\", \"method\": \"post\"}"))
                .hasMessageContaining("knows JSON only");
    }

    @Test
    void query_and_body_are_held_against_the_table() {
        String tags = "\"path\": \"/workspaces/{workspaceId}/tags\"";
        assertThatThrownBy(() -> tools.told(READ, "{" + tags + ", \"query\": [\"host=evil\"]}"))
                .hasMessageContaining("reads no query ‹host›");
        assertThatThrownBy(() -> tools.told(READ, "{" + tags + ", \"query\": [\"name\"]}"))
                .hasMessageContaining("reads no query ‹name›");
        assertThatThrownBy(() ->
                        tools.planned(
                                WRITE, "{" + tags + ", \"method\": \"post\", \"body\": \"name\"}"))
                .hasMessageContaining("no JSON object");
    }

    @Test
    void a_write_shows_what_it_sends_and_what_was_there() {
        String rename =
                """
                {"method": "put", "path": "/workspaces/{workspaceId}/tags/%s",
                 "body": "{\\"name\\": \\"checked\\"}"}
                """
                        .formatted(REVIEW);
        Change change = tools.planned(WRITE, rename);

        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.WRITE, Risk.ADMIN);
        assertThat(change.summary()).startsWith("Send PUT /workspaces/" + Seed.studio());
        assertThat(change.notes()).contains("Body: {\"name\":\"checked\"}");
        assertThat(change.before()).hasSize(1);
        assertThat(tools.told(WRITE, rename)).contains("\"name\":\"checked\"");
        assertThat(tools.told("clockify_get_tag", "{\"tag\": \"checked\"}")).contains(REVIEW);
    }

    @Test
    void an_address_that_others_will_call_is_checked_as_by_the_tool_for_it() {
        String inside =
                """
                {"method": "post", "path": "/workspaces/{workspaceId}/webhooks",
                 "body": "{\\"name\\": \\"In\\", \\"url\\": \\"https://169.254.169.254/x\\"}"}
                """;

        assertThatThrownBy(() -> tools.planned(WRITE, inside))
                .hasMessageContaining("link-local (RFC 3927)");
    }
}
