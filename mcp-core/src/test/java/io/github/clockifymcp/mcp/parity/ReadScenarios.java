package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Resources, prompts, and what completes them.
interface ReadScenarios {

    static Offered.Messages message(String text) {
        ObjectNode message = Json.object().put("role", "user");
        message.putObject("content").put("type", "text").put("text", text);
        return new Offered.Messages("", List.of(message));
    }

    @EveryLeg
    default void resources_are_listed_and_read(Leg leg) {
        Offered.Part text = new Offered.Part("test://two/a", "text/plain", "o\u200Bne", null);
        Offered.Part blob = new Offered.Part("test://two/b", "image/png", null, "AA==");
        Fixture fixture =
                new Fixture()
                        .resource(
                                "test://hello",
                                call -> new ResourceContent.Text("text/plain", "hel\u202Elo"))
                        .resource("test://two", call -> new Offered.Read(List.of(text, blob)))
                        .template("test://things/{thing}/data", (values, call) -> values);

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.ask("resources/list", "{}").getFirst())
                    .contains("'uri':'test://hello'", "'uri':'test://two'");
            assertThat(peer.ask("resources/templates/list", "{}").getFirst())
                    .contains("'uriTemplate':'test://things/{thing}/data'");
            assertThat(peer.ask("resources/read", "{'uri':'test://hello'}"))
                    .containsExactly(
                            "result {'contents':[{'uri':'test://hello','mimeType':'text/plain','text':'hello'}]}");
            assertThat(peer.ask("resources/read", "{'uri':'test://two'}"))
                    .containsExactly(
                            "result {'contents':["
                                    + "{'uri':'test://two/a','mimeType':'text/plain','text':'one'},"
                                    + "{'uri':'test://two/b','mimeType':'image/png','blob':'AA=='}]}");
            assertThat(peer.ask("resources/read", "{'uri':'test://things/a%20b/data'}"))
                    .containsExactly(
                            "result {'contents':[{'uri':'test://things/a%20b/data','mimeType':'application/json','text':'{\\'thing\\':\\'a b\\'}'}]}");
        }
    }

    @EveryLeg
    default void a_resource_that_is_not_there_is_an_error(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .resource("test://hello", call -> "hello")
                        .resource("test://broken", ReadScenarios::broken);

        try (Peer peer = leg.meet(fixture)) {
            String code = peer.either(Difference.CODE_OF_ITS_OWN, "-32002", "-32602");
            assertThat(peer.ask("resources/read", "{'uri':'test://nothing'}"))
                    .containsExactly(
                            "error " + code + " Resource not found {'uri':'test://nothing'}");
            assertThat(peer.ask("resources/read", "{'uri':'test://broken'}"))
                    .containsExactly("error -32603 It is down. {'code':'unavailable'}");
            assertThat(peer.ask("resources/read", "{}"))
                    .containsExactly("error -32602 uri must be a text");
        }
    }

    private static Object broken(Call call) {
        throw new ToolException(Problem.of(Problem.Code.UNAVAILABLE, "It is down."));
    }

    @EveryLeg
    default void prompts_are_listed_and_written(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .prompt(
                                "greeting",
                                (given, call) ->
                                        new Offered.Messages(
                                                "Greets\u2060.",
                                                message("About " + given.get("topic")).messages()));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.ask("prompts/list", "{}"))
                    .containsExactly(
                            "result {'prompts':[{'name':'greeting','arguments':[{'name':'topic','required':true}]}]}");
            assertThat(
                            peer.ask(
                                    "prompts/get",
                                    "{'name':'greeting','arguments':{'topic':'ti\\u200Bme'}}"))
                    .containsExactly(
                            "result {'description':'Greets.','messages':[{'role':'user','content':{'type':'text','text':'About time'}}]}");
            assertThat(peer.ask("prompts/get", "{'name':'greeting'}"))
                    .containsExactly("error -32602 The argument topic is needed.");
            assertThat(peer.ask("prompts/get", "{'name':'greeting','arguments':{'topic':1}}"))
                    .containsExactly("error -32602 the values of arguments must be texts");
            assertThat(peer.ask("prompts/get", "{'name':'nothing'}"))
                    .containsExactly("error -32602 Unknown prompt: nothing");
        }
    }

    @EveryLeg
    default void arguments_are_completed(Leg leg) {
        List<String> many = IntStream.range(0, 120).mapToObj(i -> "v" + i).toList();
        Fixture fixture =
                new Fixture()
                        .prompt("greeting", (given, call) -> message(""))
                        .prompt("plain", (given, call) -> message(""))
                        .template("test://{x}", (values, call) -> values)
                        .completion("greeting", ReadScenarios::suggest)
                        .completion("test://{x}", (typed, others, call) -> many);

        try (Peer peer = leg.meet(fixture)) {
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/prompt','name':'greeting'},'argument':{'name':'topic','value':'t'},'context':{'arguments':{'a':'b'}}}"))
                    .containsExactly(
                            "result {'completion':{'values':['t1','{a=b}'],'total':2,'hasMore':false}}");
            assertThat(
                            peer.ask(
                                            "completion/complete",
                                            "{'ref':{'type':'ref/resource','uri':'test://{x}'},'argument':{'name':'x','value':''}}")
                                    .getFirst())
                    .contains("'v99'],'total':120,'hasMore':true}");
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/prompt','name':'plain'},'argument':{'name':'topic','value':''}}"))
                    .containsExactly(
                            "result {'completion':{'values':[],'total':0,'hasMore':false}}");
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/tool'},'argument':{'name':'topic','value':''}}"))
                    .containsExactly("error -32602 ref is of an unknown type");
        }
    }

    @EveryLeg
    default void what_is_not_there_is_refused_by_the_guard_and_completes_nothing(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .prompt("greeting", (given, call) -> message(""))
                        .template("test://{x}", (values, call) -> values)
                        .completion("gone", ReadScenarios::suggest);

        try (Peer peer = leg.meet(fixture)) {
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/prompt','name':'gone'},'argument':{'name':'topic','value':''}}"))
                    .containsExactly("error -32602 Unknown prompt: gone");
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/resource','uri':'test://other/{x}'},'argument':{'name':'topic','value':''}}"))
                    .containsExactly("error -32602 Unknown resource: test://other/{x}");
            assertThat(
                            peer.ask(
                                    "completion/complete",
                                    "{'ref':{'type':'ref/resource','uri':'greeting'},'argument':{'name':'topic','value':''}}"))
                    .containsExactly("error -32602 Unknown resource: greeting");
            assertThat(fixture.attempted())
                    .extracting(attempt -> attempt.target().label())
                    .containsExactly(
                            "completion/complete", "completion/complete", "completion/complete");
            assertThat(fixture.attempted())
                    .extracting(attempt -> attempt.target().rights())
                    .containsOnly("");
        }
    }

    private static List<String> suggest(String typed, Map<String, String> others, Call call) {
        return List.of(typed + "\u200B1", others.toString());
    }
}
