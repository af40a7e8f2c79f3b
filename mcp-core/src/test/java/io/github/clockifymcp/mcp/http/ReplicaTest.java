package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several servers that pass for one.
class ReplicaTest {
    private static final String OTHER_KEY = "another key that is long enough!";

    private static Fixture fixture() {
        return new Fixture().tool("delete", ReplicaTest::delete);
    }

    private static Outcome delete(Attempt attempt) {
        return attempt.call().reply("sure") instanceof Reply.Accepted(ObjectNode content)
                ? Fixture.says("deleted, sure: " + content.path("sure").asText())
                : new Outcome.Question(
                        Map.of("sure", new Ask.Form("Delete it?", Json.object())), "sealed");
    }

    /// Who comes is who the header says.
    private static Site site(Fixture fixture) {
        return new Site(
                fixture,
                how -> how,
                presented ->
                        new Identity.Authenticated(
                                new Principal(
                                        "t",
                                        presented.headers().all("Authorization").getFirst(),
                                        Set.of())));
    }

    private static HttpResponse<String> call(Site site, String who, String more) {
        String params = "{\"name\":\"delete\",\"arguments\":{}" + more + "}";
        HttpRequest.Builder request = site.modern("1", "tools/call", params);
        return site.send(request.header("Authorization", who));
    }

    private static String agreed(String state) {
        return ",\"requestState\":\"%s\",\"inputResponses\":{\"sure\":{\"action\":\"accept\",\"content\":{\"sure\":true}}}"
                .formatted(state);
    }

    @Test
    void a_question_of_one_is_answered_at_another_by_who_was_asked_and_nowhere_else() {
        Fixture stranger = fixture().sealedWith(OTHER_KEY);
        try (Site one = site(fixture());
                Site two = site(fixture());
                Site three = site(stranger)) {
            JsonNode asked = Json.ofOurs(call(one, "ann", "").body().getBytes(UTF_8));
            String state = asked.at("/result/requestState").asText();

            assertThat(call(two, "ben", agreed(state)).body()).contains("-32602");
            assertThat(call(three, "ann", agreed(state)).body()).contains("-32602");
            assertThat(call(two, "ann", agreed(state + "x")).body()).contains("-32602");
            assertThat(stranger.attempted()).isEmpty();
            assertThat(call(two, "ann", agreed(state)).body()).contains("deleted, sure: true");
        }
    }
}
