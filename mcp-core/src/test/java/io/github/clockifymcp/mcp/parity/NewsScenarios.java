package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.List;

/// What a client hears of that nobody asked it about.
interface NewsScenarios {

    @EveryLeg
    default void hears_of_a_changed_list(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(
                                Offer.Feature.TOOL_CHANGES,
                                Offer.Feature.PROMPT_CHANGES,
                                Offer.Feature.RESOURCE_CHANGES)
                        .resource("test://hello", call -> "hello")
                        .prompt("p", (given, call) -> new Offered.Messages("", List.of()));

        try (Peer peer = leg.meet(fixture)) {
            News news = peer.watch();
            for (Topic topic : Topic.values()) {
                fixture.changed(topic);
                assertThat(news.next()).isEqualTo("changed " + topic.capability());
            }
        }
    }

    @EveryLeg
    default void hears_nothing_of_lists_that_are_not_said_to_change(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.TOOL_CHANGES)
                        .prompt("p", (given, call) -> new Offered.Messages("", List.of()));

        try (Peer peer = leg.meet(fixture)) {
            News news = peer.watch();
            fixture.changed(Topic.PROMPTS);
            fixture.changed(Topic.TOOLS);

            assertThat(news.next()).isEqualTo("changed tools");
        }
    }

    @EveryLeg
    default void hears_of_a_changed_resource_until_it_wants_to_hear_no_more(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.SUBSCRIPTIONS)
                        .resource("test://hello", call -> "hello")
                        .resource("test://other", call -> "other");

        try (Peer peer = leg.meet(fixture)) {
            News hello = peer.watch("test://hello");
            fixture.updated("test://other");
            fixture.updated("test://hello");
            assertThat(hello.next()).isEqualTo("updated test://hello");

            News other = peer.watch("test://other");
            hello.stop();
            peer.until(() -> fixture.listeners() == 1);
            fixture.updated("test://hello");
            fixture.updated("test://other");
            assertThat(other.next()).isEqualTo("updated test://other");
        }
    }

    @EveryLeg
    default void hears_only_of_resources_that_are_there_for_it(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.SUBSCRIPTIONS)
                        .resource("test://hello", call -> "hello");

        try (Peer peer = leg.meet(fixture)) {
            News news = peer.watch("test://hello", "test://nothing");

            assertThat(news.resources()).containsExactly("test://hello");
            fixture.updated("test://nothing");
            fixture.updated("test://hello");
            assertThat(news.next()).isEqualTo("updated test://hello");
        }
    }

    @EveryLeg
    default void hears_of_no_resource_that_the_guard_denies(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.SUBSCRIPTIONS, Offer.Feature.TOOL_CHANGES)
                        .denying("resources/subscribe")
                        .resource("test://hello", call -> "hello");

        try (Peer peer = leg.meet(fixture)) {
            assertThat(peer.watch("test://hello").resources()).isEmpty();
            fixture.updated("test://hello");
            News lists = peer.watch();
            fixture.changed(Topic.TOOLS);
            assertThat(lists.next()).isEqualTo("changed tools");
        }
    }

    @EveryLeg
    default void changes_its_own_list_of_tools_where_a_list_may_change(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .activating()
                        .grouped("extra", "rare", attempt -> Fixture.says("rare"));

        try (Peer peer = leg.meet(fixture)) {
            News news = peer.watch();
            peer.where(
                    Difference.LIST_OF_THE_SESSION,
                    () -> {
                        assertThat(peer.call("activate", "{'group':'extra'}"))
                                .containsExactly("said active: extra");
                        assertThat(news.next()).isEqualTo("changed tools");
                        assertThat(tools(peer)).contains("rare");
                        assertThat(peer.call("activate", "{'group':'extra'}"))
                                .containsExactly("said as it was");
                        assertThat(peer.call("deactivate", "{'group':'extra'}"))
                                .containsExactly("said active: ");
                        assertThat(news.next()).isEqualTo("changed tools");
                    },
                    () ->
                            assertThat(peer.call("activate", "{'group':'extra'}"))
                                    .containsExactly("problem It is fixed."));

            assertThat(tools(peer)).isNotEmpty().doesNotContain("rare");
        }
    }

    private static List<String> tools(Peer peer) {
        Open list = peer.begin("tools/list", "{}");
        list.rest();
        return list.answer().path("tools").findValuesAsText("name");
    }

    @EveryLeg
    default void each_era_has_its_own_way_to_ask_for_news(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.SUBSCRIPTIONS)
                        .resource("test://hello", call -> "hello");

        try (Peer peer = leg.meet(fixture)) {
            String hello = "{'uri':'test://hello'}";
            peer.where(
                    Difference.SUBSCRIBING,
                    () -> {
                        assertThat(peer.ask("resources/subscribe", hello))
                                .containsExactly("result {}");
                        assertThat(peer.ask("resources/subscribe", "{'uri':'test://nothing'}"))
                                .containsExactly(
                                        "error -32002 Resource not found {'uri':'test://nothing'}");
                        assertThat(peer.ask("resources/unsubscribe", hello))
                                .containsExactly("result {}");
                    },
                    () -> {
                        assertThat(peer.ask("resources/subscribe", hello))
                                .containsExactly(
                                        "error -32601 Method not found: resources/subscribe");
                        assertThat(peer.ask("resources/unsubscribe", hello))
                                .containsExactly(
                                        "error -32601 Method not found: resources/unsubscribe");
                    });
            List<String> listening = peer.ask("subscriptions/listen", "{}");
            peer.where(
                    Difference.LISTENING,
                    () ->
                            assertThat(listening)
                                    .containsExactly(
                                            "error -32602 notifications must be an object"),
                    () ->
                            assertThat(listening.getFirst())
                                    .startsWith("error -32602 _meta must carry "));
        }
    }

    @EveryLeg
    default void the_end_of_listening_is_told_to_those_who_listen(Leg leg) {
        Fixture fixture = new Fixture().with(Offer.Feature.TOOL_CHANGES);

        try (Peer peer = leg.meet(fixture)) {
            News news = peer.watch();
            fixture.endListening();
            peer.where(
                    Difference.LISTENING,
                    () ->
                            assertThat(news.rest())
                                    .containsExactlyElementsOf(
                                            peer.either(
                                                    Difference.CANCELLING_IS_SAID,
                                                    List.of("withdrawn", "result {}"),
                                                    List.of("result {}"))),
                    () -> {
                        fixture.changed(Topic.TOOLS);
                        assertThat(news.next())
                                .as("the session goes on")
                                .isEqualTo("changed tools");
                    });
        }
    }
}
