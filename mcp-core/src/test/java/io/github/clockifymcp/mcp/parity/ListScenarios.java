package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.UriTemplate;
import java.util.List;

/// What a server says that it has.
interface ListScenarios {

    @EveryLeg
    default void tells_who_it_is_and_how_to_begin(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.LOGGING, Offer.Feature.TOOL_CHANGES)
                        .resource("test://hello", call -> "hello");

        try (Peer peer = leg.meet(fixture)) {
            assertThat(Words.text(peer.about()))
                    .isEqualTo(
                            "{'capabilities':{'tools':{'listChanged':true},'resources':{},'logging':{}},"
                                    + "'serverInfo':{'name':'fixture','title':'Fixture','version':'1.0'},"
                                    + "'instructions':'Begin with echo.'}");
        }
    }

    @EveryLeg
    default void lists_tools_over_pages_with_opaque_cursors(Leg leg) {
        Fixture fixture = new Fixture().with(ServerSettings.DEFAULT.withPageSize(2));
        for (String name : List.of("one", "two", "three")) {
            fixture.tool(name, attempt -> Fixture.says(name));
        }

        try (Peer peer = leg.meet(fixture)) {
            Open first = peer.begin("tools/list", "{}");
            first.rest();
            assertThat(names(first, "tools")).containsExactly("one", "two");
            String cursor = first.answer().path("nextCursor").asText();

            assertThat(cursor).isNotEmpty();
            assertThat(peer.ask("tools/list", "{'cursor':'" + cursor + "'}"))
                    .containsExactly("result {'tools':[{'name':'three'}]}");
            assertThat(peer.ask("tools/list", "{'cursor':'" + cursor + "x'}"))
                    .containsExactly("error -32602 Invalid cursor.");
            assertThat(peer.ask("tools/list", "{'cursor':'2'}"))
                    .containsExactly("error -32602 Invalid cursor.");
        }
    }

    private static List<String> names(Open list, String of) {
        return list.answer().path(of).findValuesAsText("name");
    }

    @EveryLeg
    default void definitions_keep_their_icons_titles_annotations_and_meta(Leg leg) {
        String tool =
                "{'name':'full','title':'Full','description':'Does.',"
                        + "'inputSchema':{'type':'object'},'outputSchema':{'type':'object'},"
                        + "'annotations':{'readOnlyHint':true},"
                        + "'icons':[{'src':'data:image/png;base64,AA==','sizes':['16x16']}],"
                        + "'_meta':{'ui':{'resourceUri':'ui://full'}}}";
        String resource =
                "{'uri':'test://full','name':'full','title':'Full','mimeType':'text/plain','size':5,"
                        + "'icons':[{'src':'https://example.com/i.png'}],'_meta':{'a':1}}";
        String template =
                "{'uriTemplate':'test://things/{thing}','name':'things','title':'Things',"
                        + "'icons':[{'src':'https://example.com/i.png'}]}";
        String prompt =
                "{'name':'full','title':'Full','arguments':[{'name':'who','title':'Who'}],"
                        + "'icons':[{'src':'https://example.com/i.png'}]}";
        Fixture fixture =
                new Fixture()
                        .listed(Words.json(tool), attempt -> Fixture.says("done"))
                        .offering(
                                new Offered.Resource(
                                        "test://full",
                                        Words.json(resource),
                                        "read_things",
                                        call -> "x"))
                        .offering(
                                new Offered.Template(
                                        new UriTemplate("test://things/{thing}"),
                                        Words.json(template),
                                        "read_things",
                                        (values, call) -> values))
                        .offering(
                                new Offered.Prompt(
                                        "full",
                                        Words.json(prompt),
                                        "read_things",
                                        (given, call) -> new Offered.Messages("", List.of())));

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.ask("tools/list", "{}"))
                    .containsExactly("result {'tools':[" + tool + "]}");
            assertThat(peer.ask("resources/list", "{}"))
                    .containsExactly("result {'resources':[" + resource + "]}");
            assertThat(peer.ask("resources/templates/list", "{}"))
                    .containsExactly("result {'resourceTemplates':[" + template + "]}");
            assertThat(peer.ask("prompts/list", "{}"))
                    .containsExactly("result {'prompts':[" + prompt + "]}");
        }
    }

    @EveryLeg
    default void every_list_comes_in_pages(Leg leg) {
        Fixture fixture = new Fixture().with(ServerSettings.DEFAULT.withPageSize(1));
        for (String name : List.of("a", "b")) {
            fixture.resource("test://" + name, call -> name);
            fixture.template("test://" + name + "/{x}", (values, call) -> values);
            fixture.prompt(name, (given, call) -> new Offered.Messages("", List.of()));
        }

        try (Peer peer = leg.meet(fixture)) {
            for (String method :
                    List.of("resources/list", "resources/templates/list", "prompts/list")) {
                Open first = peer.begin(method, "{}");
                first.rest();
                String cursor = first.answer().path("nextCursor").asText();
                Open second = peer.begin(method, "{'cursor':'" + cursor + "'}");
                second.rest();

                assertThat(cursor).as(method).isNotEmpty();
                assertThat(second.answer().has("nextCursor")).as(method).isFalse();
                assertThat(peer.ask(method, "{'cursor':'made up'}"))
                        .containsExactly("error -32602 Invalid cursor.");
            }
        }
    }

    @EveryLeg
    default void lists_say_how_long_they_may_be_kept(Leg leg) {
        try (Peer peer = leg.meet(new Fixture())) {
            Open list = peer.begin("tools/list", "{}");
            list.rest();

            peer.where(
                    Difference.KEPT_LISTS,
                    () -> {
                        assertThat(list.answer().path("ttlMs").asLong()).isEqualTo(60_000);
                        assertThat(list.answer().path("cacheScope").asText()).isEqualTo("private");
                    },
                    () -> assertThat(Json.string(list.answer())).isEqualTo("{\"tools\":[]}"));
        }
    }

    @EveryLeg
    default void what_is_not_offered_is_an_unknown_method(Leg leg) {
        try (Peer peer = leg.meet(new Fixture())) {
            for (String method :
                    List.of(
                            "resources/list",
                            "resources/templates/list",
                            "resources/read",
                            "resources/subscribe",
                            "resources/unsubscribe",
                            "prompts/list",
                            "prompts/get",
                            "completion/complete",
                            "logging/setLevel",
                            "tasks/get",
                            "tasks/update",
                            "tasks/cancel",
                            "tools/nothing")) {
                assertThat(peer.ask(method, "{'uri':'u','name':'n','taskId':'t','level':'info'}"))
                        .containsExactly("error -32601 Method not found: " + method);
            }
            assertThat(Words.text(peer.about().path("capabilities"))).isEqualTo("{'tools':{}}");
        }
    }

    @EveryLeg
    default void an_introduction_a_ping_and_a_discovery_belong_to_their_eras(Leg leg) {
        try (Peer peer = leg.meet(new Fixture())) {
            peer.where(
                    Difference.GREETING,
                    () -> assertThat(peer.ask("ping", "{}")).containsExactly("result {}"),
                    () -> {
                        assertThat(peer.ask("ping", "{}"))
                                .containsExactly("error -32601 Method not found: ping");
                        assertThat(peer.ask("initialize", "{}"))
                                .containsExactly("error -32601 Method not found: initialize");
                    });
            List<String> discovered = peer.ask("server/discover", "{}");
            peer.where(
                    Difference.DISCOVERY,
                    () ->
                            assertThat(discovered.getFirst())
                                    .contains("'2024-11-05'", "'2025-11-25'", "'2026-07-28'"),
                    () ->
                            assertThat(discovered.getFirst())
                                    .startsWith("error -32602 _meta must carry "));
        }
    }
}
