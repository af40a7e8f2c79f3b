package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers that must say what the message says (2026-07-28).
class HeaderTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"x-mcp-header\":\"City\"},\"count\":{\"type\":\"integer\",\"x-mcp-header\":\"Count\"},\"where\":{\"type\":\"object\",\"properties\":{\"now\":{\"type\":\"boolean\",\"x-mcp-header\":\"Now\"}}}}}";

    private final Fixture fixture =
            new Fixture()
                    .tool("echo", attempt -> Fixture.says("hello"))
                    .tool("grüße", attempt -> Fixture.says("hallo"))
                    .defined("marked", SCHEMA, attempt -> Fixture.says("marked"));
    private final Site site = new Site(fixture);

    @AfterEach
    void end() {
        site.close();
    }

    private Raw.Answer call(String tool, String arguments, String... headers) throws IOException {
        String params = "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
        String body = Wording.modern("1", "tools/call", params);
        try (Raw raw = new Raw(site.socket())) {
            int length = body.getBytes(UTF_8).length;
            return raw.say(Raw.head("POST /mcp", length, headers) + body).hear();
        }
    }

    private Raw.Answer marked(String arguments, String... more) throws IOException {
        String[] headers = new String[more.length + 3];
        headers[0] = "MCP-Protocol-Version: 2026-07-28";
        headers[1] = "mcp-method:   tools/call  ";
        headers[2] = "MCP-NAME: marked";
        System.arraycopy(more, 0, headers, 3, more.length);
        return call("marked", arguments, headers);
    }

    private static void isRefused(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("-32020").contains("\"id\":1");
    }

    @ParameterizedTest
    @CsvSource({
        "MCP-Protocol-Version: 2025-11-25, Mcp-Method: tools/call, Mcp-Name: echo",
        "X-None: 1, Mcp-Method: tools/call, Mcp-Name: echo",
        "MCP-Protocol-Version: 2026-07-28, X-None: 1, Mcp-Name: echo",
        "MCP-Protocol-Version: 2026-07-28, Mcp-Method: tools/list, Mcp-Name: echo",
        "MCP-Protocol-Version: 2026-07-28, Mcp-Method: Tools/Call, Mcp-Name: echo",
        "MCP-Protocol-Version: 2026-07-28, Mcp-Method: tools/call, X-None: 1",
        "MCP-Protocol-Version: 2026-07-28, Mcp-Method: tools/call, Mcp-Name: delete",
        "MCP-Protocol-Version: 2026-07-28, Mcp-Method: tools/call, Mcp-Name: Echo",
    })
    void headers_that_are_missing_or_differ_are_refused(String one, String two, String three)
            throws IOException {
        isRefused(call("echo", "{}", one, two, three));

        assertThat(fixture.attempted()).isEmpty();
    }

    @Test
    void a_header_that_stands_twice_is_refused() throws IOException {
        isRefused(
                call(
                        "echo",
                        "{}",
                        "MCP-Protocol-Version: 2026-07-28",
                        "Mcp-Method: tools/call",
                        "Mcp-Name: echo",
                        "Mcp-Name: delete"));
    }

    @Test
    void a_name_that_is_no_header_comes_encoded() throws IOException {
        String name = Base64.getEncoder().encodeToString("grüße".getBytes(UTF_8));

        Raw.Answer answer =
                call(
                        "grüße",
                        "{}",
                        "MCP-Protocol-Version: 2026-07-28",
                        "Mcp-Method: tools/call",
                        "Mcp-Name: =?base64?" + name + "?=");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("hallo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?ZWNobw?=",
                "=?base64?ZWNobx==?=",
                "=?base64?ZWNo bw==?=",
                "=?base64?_-==?=",
                "=?base64?/w==?=",
                "ech\u00f6"
            })
    void an_encoding_that_is_not_exact_is_refused(String name) throws IOException {
        isRefused(
                call(
                        "echo",
                        "{}",
                        "MCP-Protocol-Version: 2026-07-28",
                        "Mcp-Method: tools/call",
                        "Mcp-Name: " + name));
    }

    @Test
    void marked_arguments_stand_in_headers_too() throws IOException {
        Raw.Answer answer =
                marked(
                        "{\"city\":\"Ulm\",\"count\":7,\"where\":{\"now\":true}}",
                        "Mcp-Param-City: Ulm",
                        "Mcp-Param-Count: 07.0",
                        "Mcp-Param-Now: true");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("marked");
    }

    @Test
    void marked_arguments_that_are_missing_or_differ_are_refused() throws IOException {
        isRefused(marked("{\"city\":\"Ulm\"}"));
        isRefused(marked("{\"city\":\"Ulm\"}", "Mcp-Param-City: ulm"));
        isRefused(marked("{}", "Mcp-Param-City: Ulm"));
        isRefused(marked("{\"city\":null}", "Mcp-Param-City: Ulm"));
        isRefused(marked("{\"count\":7}", "Mcp-Param-Count: 8"));
        isRefused(marked("{\"count\":7}", "Mcp-Param-Count: 7e0"));
        isRefused(marked("{\"count\":7}", "Mcp-Param-Count: seven"));
        isRefused(marked("{\"where\":{\"now\":true}}", "Mcp-Param-Now: false"));

        assertThat(fixture.attempted()).isEmpty();
    }

    @Test
    void arguments_that_are_not_there_need_no_header() throws IOException {
        assertThat(marked("{\"city\":null}").status()).isEqualTo(200);
    }
}
