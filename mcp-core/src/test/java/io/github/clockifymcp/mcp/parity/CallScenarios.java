package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Channel;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.List;
import java.util.Map;

/// What a call brings, and what is heard of it.
interface CallScenarios {

    @EveryLeg
    default void a_tool_gets_its_arguments_and_answers(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .tool("echo", attempt -> Fixture.says(Words.text(attempt.arguments())))
                        .tool(
                                "text",
                                attempt -> Fixture.says(attempt.arguments().path("text").asText()));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("echo", "{'a':[1,2.5,null,true],'b':{'c':'d'}}"))
                    .containsExactly("said {'a':[1,2.5,null,true],'b':{'c':'d'}}");
            assertThat(peer.call("text", "{'text':'grüß 🦊\\n你好'}"))
                    .containsExactly("said grüß 🦊\n你好");
            assertThat(peer.ask("tools/call", "{'name':'echo','arguments':null}"))
                    .containsExactly("said {}");
            assertThat(peer.ask("tools/call", "{'name':'echo'}")).containsExactly("said {}");
        }
    }

    @EveryLeg
    default void a_tool_that_fails_says_why_in_its_answer(Leg leg) {
        Problem denied = new Problem(Problem.Code.DENIED_BY_POLICY, "Not here.", "Ask.");
        Problem wrong = Problem.of(Problem.Code.INVALID_ARGUMENTS, "day must be a date.");
        Fixture fixture =
                new Fixture()
                        .tool("refuse", attempt -> new Outcome.Refused(denied))
                        .tool("check", attempt -> new Outcome.Refused(wrong))
                        .tool(
                                "crash",
                                attempt -> {
                                    throw new IllegalStateException("secret inside");
                                });

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("refuse")).containsExactly("problem Not here. Ask.");
            assertThat(peer.call("check")).containsExactly("problem day must be a date.");
            assertThat(peer.call("crash"))
                    .containsExactly("problem Internal error. Nothing was changed.");
        }
    }

    @EveryLeg
    default void a_request_that_is_wrong_is_an_error(Leg leg) {
        Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("no\\u202Esuch"))
                    .containsExactly("error -32602 Unknown tool: nosuch");
            assertThat(peer.ask("tools/call", "{'name':'echo','arguments':[1]}"))
                    .containsExactly("error -32602 arguments must be an object");
            assertThat(peer.ask("tools/call", "{}"))
                    .containsExactly("error -32602 name must be a text");
            assertThat(peer.ask("tools/call", "{'name':7}"))
                    .containsExactly("error -32602 name must be a text");
            assertThat(peer.ask("no/such", "{}"))
                    .containsExactly("error -32601 Method not found: no/such");
            assertThat(peer.call("echo")).containsExactly("said here");
        }
    }

    @EveryLeg
    default void a_caller_that_asks_for_progress_hears_of_it(Leg leg) {
        Fixture fixture = new Fixture().tool("count", CallScenarios::count);

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("count")).containsExactly("said counted");
            peer.wantsProgress();
            assertThat(peer.call("count"))
                    .containsExactly(
                            "progress 1/2 one", "progress 1.5", "progress 2/2", "said counted");
        }
    }

    @EveryLeg
    default void what_is_done_of_a_change_counts_on_top_of_its_planning(Leg leg) {
        Fixture fixture = new Fixture().tool("make", CallScenarios::make);

        try (Peer peer = leg.meet(fixture)) {
            peer.wantsProgress();
            assertThat(peer.call("make"))
                    .containsExactly("progress 3", "progress 4/5", "progress 5/5", "said made");
        }
    }

    private static Outcome make(Attempt attempt) {
        Line line = attempt.call().line();
        line.progress(3, null, "");
        line.pointOfNoReturn();
        line.progress(1, 2.0, "");
        line.progress(2, 2.0, "");
        return Fixture.says("made");
    }

    private static Outcome count(Attempt attempt) {
        Line line = attempt.call().line();
        line.progress(1, 2.0, "o\u200Bne");
        line.progress(1, 2.0, "not more than before");
        line.progress(1.5, null, "");
        line.progress(2, 2.0, "");
        return Fixture.says("counted");
    }

    @EveryLeg
    default void a_caller_hears_the_log_lines_it_asked_for(Leg leg) {
        Fixture fixture =
                new Fixture().with(Offer.Feature.LOGGING).tool("speak", CallScenarios::speak);

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("speak")).containsExactly("said spoken");
            assertThat(peer.wantsLogs("warning")).isEmpty();
            assertThat(peer.call("speak"))
                    .containsExactly("log warning here {'loud':'very'}", "said spoken");
            assertThat(peer.wantsLogs("debug")).isEmpty();
            assertThat(peer.call("speak"))
                    .containsExactly(
                            "log debug 'low'", "log warning here {'loud':'very'}", "said spoken");
            assertThat(peer.wantsLogs("emergency")).isEmpty();
            assertThat(peer.call("speak")).containsExactly("said spoken");
        }
    }

    private static Outcome speak(Attempt attempt) {
        Line line = attempt.call().line();
        line.log(LogLevel.DEBUG, "", new TextNode("low"));
        line.log(LogLevel.WARNING, "here", Json.object().put("loud", "very\u2063"));
        return Fixture.says("spoken");
    }

    @EveryLeg
    default void a_log_level_that_is_none_is_an_error(Leg leg) {
        Fixture fixture =
                new Fixture().with(Offer.Feature.LOGGING).tool("speak", CallScenarios::speak);

        try (Peer peer = leg.meet(fixture)) {
            peer.where(
                    Difference.LEVEL_OF_THE_SESSION,
                    () -> {
                        assertThat(peer.wantsLogs("loud"))
                                .containsExactly("error -32602 level is not a log level");
                        assertThat(peer.call("speak")).containsExactly("said spoken");
                    },
                    () -> {
                        assertThat(peer.ask("logging/setLevel", "{'level':'info'}"))
                                .containsExactly("error -32601 Method not found: logging/setLevel");
                        assertThat(peer.wantsLogs("loud")).isEmpty();
                        assertThat(peer.call("speak"))
                                .containsExactly("error -32602 _meta has an unknown log level");
                    });
        }
    }

    @EveryLeg
    default void a_trace_reaches_the_tool(Leg leg) {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Fixture fixture =
                new Fixture()
                        .tool(
                                "trace",
                                attempt ->
                                        Fixture.says(
                                                attempt.call().trace().parent(),
                                                attempt.call().trace().state()));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("trace")).containsExactly("said  ");
            peer.beside("traceparent", parent);
            peer.beside("tracestate", "a=b");
            assertThat(peer.call("trace")).containsExactly("said " + parent + " a=b");
            peer.beside("traceparent", "00-0-0-01");
            assertThat(peer.call("trace")).containsExactly("said  ");
        }
    }

    /// What a tool learns of its caller. What else a caller brings along, such as the groups of
    /// tools it may see, is said and heard here too.
    @EveryLeg
    default void a_tool_sees_who_calls_and_what_the_client_can(Leg leg) {
        Fixture fixture = new Fixture().tool("who", CallScenarios::who);

        try (Peer able = leg.meet(fixture, Leg.ABLE)) {
            assertThat(able.call("who"))
                    .containsExactly("said parity 1, asks opens samples lists, local local");
        }
        try (Peer plain = leg.meet(fixture, Leg.PLAIN)) {
            assertThat(plain.call("who")).containsExactly("said parity 1, , local local");
        }
        try (Peer asking = leg.meet(fixture, "{'elicitation':{}}")) {
            assertThat(asking.call("who")).containsExactly("said parity 1, asks, local local");
        }
        try (Peer opening = leg.meet(fixture, "{'elicitation':{'url':{}}}")) {
            assertThat(opening.call("who")).containsExactly("said parity 1, opens, local local");
        }
    }

    private static Outcome who(Attempt attempt) {
        var client = attempt.call().client();
        String can =
                (client.asksPerson() ? "asks " : "")
                        + (client.opensLinks() ? "opens " : "")
                        + (client.samples() ? "samples " : "")
                        + (client.listsFolders() ? "lists" : "");
        var principal = attempt.call().principal();
        return Fixture.says(
                client.name(),
                client.version() + ",",
                can.strip() + ",",
                principal.tenant(),
                principal.id());
    }

    @EveryLeg
    default void content_of_every_kind_passes_through(Leg leg) {
        String blocks =
                "{'type':'text','text':'one','annotations':{'audience':['user']},'_meta':{'k':1}},"
                        + "{'type':'image','data':'AA==','mimeType':'image/png'},"
                        + "{'type':'audio','data':'AA==','mimeType':'audio/wav'},"
                        + "{'type':'resource','resource':{'uri':'test://e','mimeType':'text/plain','text':'in'}},"
                        + "{'type':'resource_link','uri':'test://l','name':'l','icons':[{'src':'data:,'}]}";
        Fixture fixture =
                new Fixture()
                        .with(Channel.BOTH)
                        .tool(
                                "all",
                                attempt ->
                                        Does.content(
                                                Words.json("{'total':2}"),
                                                blocks.split("(?<=\\}),(?=\\{'type')", -1)));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("all"))
                    .containsExactly(
                            "result {'content':[" + blocks + "],'structuredContent':{'total':2}}");
        }
    }

    @EveryLeg
    default void structure_stands_beside_the_text(Leg leg) {
        record Total(int hours, List<String> by) {}
        Fixture fixture =
                new Fixture()
                        .with(Channel.BOTH)
                        .tool("sum", attempt -> new Outcome.Answer(new Total(2, List.of("a"))))
                        .tool(
                                "list",
                                attempt ->
                                        Does.content(
                                                Json.array().add(1), "{'type':'text','text':'1'}"));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("sum"))
                    .containsExactly(
                            "result {'content':[{'type':'text','text':'{\\'hours\\':2,\\'by\\':[\\'a\\']}'}],"
                                    + "'structuredContent':{'hours':2,'by':['a']}}");
            assertThat(peer.call("list"))
                    .containsExactly(
                            peer.either(
                                    Difference.ANY_STRUCTURE,
                                    "result {'content':[{'type':'text','text':'1'}],'structuredContent':[1]}",
                                    "said 1"));
        }
    }

    @EveryLeg
    default void what_does_not_show_is_left_out_of_whatever_is_said(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Channel.BOTH)
                        .tool("say", attempt -> Fixture.says("pay\u202E 10\u200B"))
                        .tool(
                                "block",
                                attempt ->
                                        Does.content(
                                                Words.json("{'k\u2060ey':'v\u2061'}"),
                                                "{'type':'text','text':'a\uDB40\uDC41b'}"));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("say").getFirst()).contains("'pay 10'");
            assertThat(peer.call("block"))
                    .containsExactly(
                            "result {'content':[{'type':'text','text':'ab'}],'structuredContent':{'key':'v'}}");
        }
    }

    @EveryLeg
    default void work_that_may_take_long_is_done(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .tool(
                                "later",
                                attempt -> new Outcome.Later(() -> Fixture.says("x"), false));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.call("later")).containsExactly("said x");
            assertThat(fixture.attempted()).hasSize(1);
            assertThat(Map.of("round", fixture.attempted().getFirst().call().round()))
                    .containsEntry("round", 0);
        }
    }
}
