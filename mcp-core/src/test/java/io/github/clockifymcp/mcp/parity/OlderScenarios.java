package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Channel;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.List;

/// The main things again in every legacy revision, each of which knows a little less.
interface OlderScenarios {

    @OlderLegs
    default void a_session_is_as_its_revision_knows_it(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.TOOL_CHANGES)
                        .resource("test://hello", call -> "hello")
                        .prompt("p", (given, call) -> ReadScenarios.message("hi"))
                        .completion("p", (typed, others, call) -> List.of());

        try (Peer peer = leg.meet(fixture)) {
            ObjectNode about = peer.about();
            String title = peer.either(Difference.TITLES, "'title':'Fixture',", "");
            String completions =
                    peer.either(Difference.WORDS_BESIDE_PROGRESS, ",'completions':{}", "");
            assertThat(Words.text(about.path("serverInfo")))
                    .isEqualTo("{'name':'fixture'," + title + "'version':'1.0'}");
            assertThat(Words.text(about.path("capabilities")))
                    .isEqualTo(
                            "{'tools':{'listChanged':true},'resources':{},'prompts':{}"
                                    + completions
                                    + "}");
            assertThat(peer.ask("resources/list", "{}"))
                    .containsExactly(
                            "result {'resources':[{'uri':'test://hello','name':'test://hello'%s%s}]}"
                                    .formatted(
                                            peer.either(
                                                    Difference.TITLES, ",'title':'A resource'", ""),
                                            peer.either(Difference.ICONS, ",'icons':[]", "")));
            News news = peer.watch();
            fixture.changed(Topic.TOOLS);
            assertThat(news.next()).isEqualTo("changed tools");
        }
    }

    @OlderLegs
    default void a_call_is_as_its_revision_knows_it(Leg leg) {
        String link = "{'type':'resource_link','name':'n','uri':'u://1'}";
        String sound = "{'type':'audio','data':'AA==','mimeType':'audio/wav'}";
        Fixture fixture =
                new Fixture()
                        .with(Channel.BOTH)
                        .tool(
                                "mixed",
                                attempt -> {
                                    attempt.call().line().progress(1, null, "one");
                                    return Does.content(Json.object().put("a", 1), link, sound);
                                });

        try (Peer peer = leg.meet(fixture)) {
            peer.wantsProgress();
            assertThat(peer.call("mixed"))
                    .containsExactly(
                            "progress 1"
                                    + peer.either(Difference.WORDS_BESIDE_PROGRESS, " one", ""),
                            "result {'content':[%s,%s]%s}"
                                    .formatted(
                                            peer.either(
                                                    Difference.TITLES,
                                                    link,
                                                    "{'type':'text','text':'n: u://1'}"),
                                            peer.either(
                                                    Difference.WORDS_BESIDE_PROGRESS,
                                                    sound,
                                                    "{'type':'text','text':'[Sound left out, audio/wav]'}"),
                                            peer.either(
                                                    Difference.TITLES,
                                                    ",'structuredContent':{'a':1}",
                                                    "")));
        }
    }

    @OlderLegs
    default void a_person_is_asked_where_the_revision_can(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .tool(
                                "ask",
                                attempt ->
                                        attempt.call().round() == 0
                                                ? Does.asks("s", "q", Does.form("Sure?"))
                                                : Fixture.says(Does.word(attempt.call(), "q")));

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'decline'}"));
            assertThat(peer.call("ask"))
                    .last()
                    .isEqualTo(
                            peer.either(
                                    Difference.TITLES,
                                    "said declined",
                                    "problem This needs a client that can put a form before its person."
                                            + AskScenarios.LACKED));
        }
    }
}
