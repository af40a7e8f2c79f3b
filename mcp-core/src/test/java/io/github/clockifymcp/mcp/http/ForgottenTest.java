package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer.Feature;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What is kept of sessions that were deleted: nothing.
class ForgottenTest {
    private static final int SESSIONS = 200;
    private static final String WATCHED = "test://watched";

    private final Fixture fixture =
            new Fixture()
                    .with(Feature.TOOL_CHANGES, Feature.SUBSCRIPTIONS)
                    .tool(
                            "telling",
                            attempt -> {
                                attempt.call().line().progress(1, null, "begun");
                                return Fixture.says("told");
                            })
                    .resource(WATCHED, call -> "hello");
    private final List<Reference<String>> names = new CopyOnWriteArrayList<>();

    /// Everybody is somebody else. Whatever remembers a session, a stream or a call remembers whose
    /// it is, so a name that nobody holds any more is the sign that all of it is forgotten.
    private Identity identify(Presented presented) {
        String name = "person-" + presented.headers().all("Authorization").getFirst();
        names.add(new WeakReference<>(name));
        return new Identity.Authenticated(new Principal("t", name, Set.of()));
    }

    @Test
    void of_sessions_that_were_deleted_nothing_is_kept() throws IOException {
        try (Site site = new Site(fixture, how -> how, this::identify)) {
            for (int i = 0; i < SESSIONS; i++) {
                live(site, Integer.toString(i));
            }
            fixture.forget();

            Until.so(() ->
                    site.transport().activity().equals(new HttpTransport.Activity(0, 0, 0, 0)));
            assertThat(site.sessions().size()).isZero();
            assertThat(fixture.listeners()).isZero();
            assertThat(names).hasSize(7 * SESSIONS);
            Until.so(() -> {
                System.gc();
                return names.stream().allMatch(name -> name.refersTo(null));
            });
        }
    }

    /// Everything a session can do, and its end.
    private static void live(Site site, String who) throws IOException {
        String uri = "{\"uri\":\"" + WATCHED + "\"}";
        try (Raw raw = new Raw(site.socket());
                Raw stream = new Raw(site.socket())) {
            String head = post(raw, who, "X-None: 1", Wording.initialize("2025-11-25")).head();
            String session =
                    head.lines()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("mcp-session-id:"))
                            .findFirst()
                            .orElseThrow();
            String ready = Wording.notification("notifications/initialized", "{}");
            assertThat(post(raw, who, session, ready).status()).isEqualTo(202);
            String subscribe = Wording.request("1", "resources/subscribe", uri);
            assertThat(post(raw, who, session, subscribe).body()).contains("\"result\"");
            String call = Wording.progressing("2", "telling");
            assertThat(post(raw, who, session, call).body()).contains("progress", "told");
            stream.say(
                    Raw.head(
                            "GET /mcp",
                            -1,
                            "Authorization: " + who,
                            session,
                            "Accept: text/event-stream"));
            String list = Wording.request("3", "tools/list", "{}");
            assertThat(post(raw, who, session, list).body()).contains("telling");
            Until.so(() -> site.transport().activity().streams() == 1);

            raw.say(Raw.head("DELETE /mcp", -1, "Authorization: " + who, session));
            assertThat(raw.hear().status()).isEqualTo(204);
            assertThat(stream.hear().status()).isEqualTo(200);
        }
        Until.so(() -> site.transport().activity().streams() == 0);
    }

    private static Raw.Answer post(Raw raw, String who, String session, String body)
            throws IOException {
        String head =
                Raw.head(
                        "POST /mcp",
                        body.length(),
                        "Authorization: " + who,
                        session,
                        "Accept: application/json, text/event-stream");
        return raw.say(head + body).hear();
    }
}
