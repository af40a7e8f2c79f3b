package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What everybody may read.
class PagesTest {
    private static final String PATH = "/.well-known/something";
    private final Site site =
            new Site(
                    new Fixture(),
                    how -> how.withPages(Map.of(PATH, "{\"a\":1}")),
                    presented -> new Identity.Unauthenticated(List.of("Bearer")));

    @AfterEach
    void end() {
        site.close();
    }

    private Raw.Answer ask(String method, String... headers) throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            return raw.say(Raw.head(method + " " + PATH, -1, headers)).hear();
        }
    }

    @Test
    void it_needs_no_token_and_may_be_kept_for_a_while() throws IOException {
        Raw.Answer answer = ask("GET");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
        assertThat(answer.head())
                .contains("Content-Type: application/json")
                .contains("Cache-Control: public, max-age=300")
                .doesNotContain("no-store");
    }

    @Test
    void any_page_of_the_web_may_read_it() throws IOException {
        Raw.Answer asked =
                ask(
                        "OPTIONS",
                        "Origin: https://anywhere.example.com",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: mcp-protocol-version");
        Raw.Answer answer = ask("GET", "Origin: https://anywhere.example.com");

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.head())
                .contains("Access-Control-Allow-Origin: *")
                .contains("Access-Control-Allow-Headers: mcp-protocol-version");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Access-Control-Allow-Origin: *");
    }

    @Test
    void it_is_only_read() throws IOException {
        assertThat(ask("POST").status()).isEqualTo(405);
        assertThat(ask("POST").head()).contains("Allow: GET, HEAD, OPTIONS");
    }
}
