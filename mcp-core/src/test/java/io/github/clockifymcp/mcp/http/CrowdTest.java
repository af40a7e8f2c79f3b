package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer.Feature;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.Topic;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Very many who listen at the same time, in both eras.
class CrowdTest {
    private static final int EACH = 1_000;
    private static final String WATCHED = "test://watched";
    private static final String LISTS = "notifications/tools/list_changed";
    private static final String RESOURCE = "notifications/resources/updated";
    private static final String LAST = "notifications/prompts/list_changed";
    private static final HttpLimits WIDE =
            HttpLimits.DEFAULT.withSessions(EACH, EACH).withStreams(2 * EACH, 2 * EACH);

    private final Fixture fixture =
            new Fixture()
                    .with(ServerSettings.DEFAULT.withMaxListeners(EACH))
                    .with(Feature.TOOL_CHANGES, Feature.SUBSCRIPTIONS)
                    .with(Feature.PROMPTS, Feature.PROMPT_CHANGES)
                    .resource(WATCHED, call -> "hello");

    /// Somebody who listens.
    ///
    /// @param session empty for a request that stands alone
    /// @param wants the news it asked for, in their order
    private record Ear(Events events, String session, List<String> wants) {}

    @Test
    @Timeout(120)
    void each_of_very_many_hears_what_it_asked_for_and_nothing_is_left_of_them()
            throws IOException {
        long others = Threads.inside("Listening");
        try (Site site = new Site(fixture, how -> how.withLimits(WIDE))) {
            List<Ear> ears = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                ears.add(session(site, i % 2 == 0));
                ears.add(alone(site, i));
            }
            assertThat(site.transport().activity())
                    .isEqualTo(new HttpTransport.Activity(0, 2 * EACH, EACH, 2 * EACH));
            assertThat(Threads.inside("Listening")).isEqualTo(others + EACH);

            fixture.changed(Topic.TOOLS);
            fixture.updated(WATCHED);
            for (Ear ear : ears) {
                for (String news : ear.wants()) {
                    assertThat(next(ear.events())).contains(news);
                }
            }
            // Whatever was said beside that would come before this.
            fixture.changed(Topic.PROMPTS);
            for (Ear ear : ears) {
                assertThat(next(ear.events())).contains(LAST);
            }

            ears.forEach(ear -> leave(site, ear));
            Until.so(() ->
                    site.transport().activity().equals(new HttpTransport.Activity(0, 0, 0, 0)));
            Until.so(() -> fixture.listeners() == 0);
            Until.so(() -> Threads.inside("Listening") <= others);
            assertThat(site.sessions().size()).isZero();
        }
    }

    /// A session hears of lists in any case, and of a resource when it subscribed.
    private static Ear session(Site site, boolean subscribes) {
        String session = site.session("2025-11-25");
        site.send(site.in(session, Wording.notification("notifications/initialized", "{}")));
        if (subscribes) {
            String uri = "{\"uri\":\"" + WATCHED + "\"}";
            site.send(site.in(session, Wording.request("1", "resources/subscribe", uri)));
        }
        HttpRequest.Builder listening = site.request().header("Accept", "text/event-stream").GET();
        Events events = site.listen(listening.header("Mcp-Session-Id", session));
        assertThat(events.next().data()).isEmpty();
        return new Ear(events, session, subscribes ? List.of(LISTS, RESOURCE) : List.of(LISTS));
    }

    private static Ear alone(Site site, int number) {
        List<String> wants =
                switch (number % 4) {
                    case 0 -> List.of(LISTS);
                    case 1 -> List.of(RESOURCE);
                    case 2 -> List.of(LISTS, RESOURCE);
                    default -> List.of();
                };
        String filter =
                "{\"notifications\":{\"promptsListChanged\":true,\"toolsListChanged\":%s,\"resourceSubscriptions\":[%s]}}"
                        .formatted(
                                wants.contains(LISTS),
                                wants.contains(RESOURCE) ? "\"" + WATCHED + "\"" : "");
        Events events = site.listen(site.modern("1", "subscriptions/listen", filter));
        assertThat(events.next().data()).contains("acknowledged");
        return new Ear(events, "", wants);
    }

    private static String next(Events stream) {
        return stream.next().data();
    }

    private static void leave(Site site, Ear ear) {
        if (ear.session().isEmpty()) {
            ear.events().close();
        } else {
            HttpRequest.Builder delete = site.request().header("Mcp-Session-Id", ear.session());
            assertThat(site.send(delete.DELETE()).statusCode()).isEqualTo(204);
            assertThat(ear.events().rest()).isEmpty();
        }
    }
}
