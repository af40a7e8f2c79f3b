package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is answered to whom, at once and in both eras.
class StatusTest {
    private final Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("hello"));
    private final Site site = new Site(fixture);

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void a_request_that_stands_alone_is_answered_with_json() {
        HttpResponse<String> answer =
                site.send(site.modern("7", "tools/call", Wording.tool("echo")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
        assertThat(answer.body()).contains("\"id\":7").contains("hello");
    }

    @Test
    void a_session_begins_and_answers() {
        String session = site.session("2025-11-25");
        HttpResponse<String> answer = site.send(site.in(session, Wording.call("1", "echo")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":1").contains("hello");
    }
}
