package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is answered where a caller's token is not good for a call.
class ScopeTest {
    private static final String CHALLENGE = "Bearer error=\"insufficient_scope\", scope=\"write\"";

    private final Fixture fixture =
            new Fixture().tool("change", ScopeTest::refused).tool("late", ScopeTest::late);

    private static Outcome refused(Attempt attempt) {
        return new Outcome.Refused(
                new Problem(
                        Problem.Code.INSUFFICIENT_SCOPE, "Your token is too narrow.", "", "write"));
    }

    private static Outcome late(Attempt attempt) {
        attempt.call().line().progress(1, null, "begun");
        return refused(attempt);
    }

    private static final class Door implements Authenticator {
        @Override
        public Identity identify(Presented presented) {
            return new Identity.Authenticated(new Principal("t", "ann", Set.of("read")));
        }

        @Override
        public Optional<String> challenge(String scope) {
            return Optional.of(
                    "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
        }
    }

    private Site site() {
        return new Site(fixture, how -> how, new Door());
    }

    private static void asksForAnother(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(CHALLENGE);
        assertThat(answer.body()).contains("\"id\":4", "\"error\"", "too narrow");
    }

    private static void tellsTheModel(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("\"isError\":true", "too narrow");
    }

    @Test
    void the_client_is_asked_for_another_token_by_a_status() {
        try (Site site = site()) {
            asksForAnother(site.send(site.modern("4", "tools/call", Wording.tool("change"))));
            for (String revision : new String[] {"2025-03-26", "2025-06-18", "2025-11-25"}) {
                String session = site.session(revision);
                asksForAnother(site.send(site.in(session, Wording.call("4", "change"))));
            }
        }
    }

    @Test
    void where_a_stream_has_begun_the_model_is_told() {
        try (Site site = site()) {
            String session = site.session("2025-11-25");

            tellsTheModel(site.send(site.in(session, Wording.progressing("4", "late"))));
        }
    }

    @Test
    void a_client_that_takes_nothing_but_streams_has_its_model_told() {
        try (Site site = site()) {
            String session = site.session("2025-11-25");

            tellsTheModel(
                    site.send(
                            site.in(session, Wording.call("4", "change"))
                                    .setHeader("Accept", "text/event-stream")));
        }
    }

    @Test
    void a_call_among_several_has_its_model_told() {
        try (Site site = site()) {
            String session = site.session("2025-03-26");
            String both =
                    "[%s,%s]".formatted(Wording.call("4", "change"), Wording.call("5", "change"));

            tellsTheModel(site.send(site.in(session, both)));
        }
    }
}
