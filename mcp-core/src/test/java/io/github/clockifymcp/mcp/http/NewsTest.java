package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
    private final Fixture fixture = new Fixture().with(Offer.Feature.TOOL_CHANGES);

    @Test
    void a_session_hears_of_changes_on_its_stream() {
        try (Site site = new Site(fixture)) {
            String session = site.session("2025-11-25");
            site.send(site.in(session, Wording.notification("notifications/initialized", "{}")));

            fixture.changed(Topic.TOOLS);
            try (Events stream =
                    site.listen(
                            site.request()
                                    .header("Accept", "text/event-stream")
                                    .header("Mcp-Session-Id", session)
                                    .GET())) {

                assertThat(next(stream)).contains("notifications/tools/list_changed");
                fixture.changed(Topic.TOOLS);
                assertThat(next(stream)).contains("notifications/tools/list_changed");
            }
        }
    }

    @Test
    void a_request_listens_until_the_server_ends_and_is_then_answered() {
        Events stream;
        try (Site site = new Site(fixture)) {
            stream =
                    site.listen(
                            site.modern(
                                    "1",
                                    "subscriptions/listen",
                                    "{\"notifications\":{\"toolsListChanged\":true}}"));
            assertThat(next(stream)).contains("notifications/subscriptions/acknowledged");
            fixture.changed(Topic.TOOLS);
            assertThat(next(stream)).contains("notifications/tools/list_changed");
        }

        // The end of the stream says the rest: no cancellation as on a pipe.
        List<Events.Event> rest = stream.rest();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().data()).contains("\"result\"").contains("subscriptionId\":1");
    }

    @Test
    void what_a_listener_may_read_no_more_it_is_told_nothing_of() {
        fixture.with(Offer.Feature.SUBSCRIPTIONS)
                .resource("test://here", call -> "here")
                .resource("test://hidden", call -> "hidden");
        try (Site site = new Site(fixture)) {
            String session = site.session("2025-11-25");
            site.send(site.in(session, Wording.notification("notifications/initialized", "{}")));
            for (String uri : List.of("test://here", "test://hidden")) {
                String params = "{\"uri\":\"%s\"}".formatted(uri);
                site.send(site.in(session, Wording.request("1", "resources/subscribe", params)));
            }
            String all =
                    "{\"notifications\":{\"resourceSubscriptions\":[\"test://here\",\"test://hidden\"]}}";
            try (Events modern = site.listen(site.modern("1", "subscriptions/listen", all));
                    Events older =
                            site.listen(
                                    site.request()
                                            .header("Accept", "text/event-stream")
                                            .header("Mcp-Session-Id", session)
                                            .GET())) {
                assertThat(next(modern)).contains("test://hidden");
                fixture.updated("test://hidden");
                assertThat(next(modern)).contains("updated", "test://hidden");
                assertThat(next(older)).contains("updated", "test://hidden");

                fixture.withoutResource("test://hidden");
                fixture.updated("test://hidden");
                fixture.updated("test://here");

                assertThat(next(modern)).contains("updated", "test://here");
                assertThat(next(older)).contains("updated", "test://here");
            }
        }
    }

    @Test
    void a_trace_may_stand_beside_the_message() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        fixture.tool("trace", attempt -> Fixture.says(attempt.call().trace().parent()));

        try (Site site = new Site(fixture)) {
            String answer =
                    site.send(
                                    site.modern("1", "tools/call", Wording.tool("trace"))
                                            .header("traceparent", parent))
                            .body();

            assertThat(answer).contains(parent);
        }
    }

    /// The next message; events that only carry an id are passed over.
    private static String next(Events stream) {
        Events.Event event = stream.next();
        while (event != null && event.data().isEmpty()) {
            event = stream.next();
        }
        return event == null ? "the stream has ended" : event.data();
    }
}
