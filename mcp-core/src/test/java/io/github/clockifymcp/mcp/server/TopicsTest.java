package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Offer.Feature;
import io.github.clockifymcp.mcp.tool.Principal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Servers that tell each other what has changed.
class TopicsTest {
    private static final Principal ANN = new Principal("t", "ann", Set.of());
    private static final Principal EVE = new Principal("other", "ann", Set.of());
    private static final String READY =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private final MemoryTopics topics = new MemoryTopics();
    private final McpServer one = replica();
    private final McpServer two = replica();

    private McpServer replica() {
        return new Fixture()
                .with(Feature.TOOL_CHANGES, Feature.SUBSCRIPTIONS)
                .template("test://w/{kind}/{id}", (values, call) -> "it")
                .with(topics)
                .server();
    }

    private static Inbox session(McpServer server, Principal principal, String... uris) {
        Inbox inbox = new Inbox();
        Connection connection = server.connect(principal);
        connection.outlet(inbox);
        new Inbox().say(connection, ModernWords.initialize("2025-11-25")).say(connection, READY);
        for (String uri : uris) {
            String subscribe =
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"%s\"}}"
                            .formatted(uri);
            assertThat(new Inbox().say(connection, subscribe).hear()).contains("\"result\"");
        }
        return inbox;
    }

    private static Inbox listening(McpServer server, String what) {
        Inbox inbox = new Inbox().say(server.connect(ANN), ModernWords.listen(1, what));
        assertThat(inbox.hear()).contains("acknowledged");
        return inbox;
    }

    @Test
    void what_one_says_is_heard_at_the_other_in_either_era() {
        Inbox session = session(two, ANN, "test://w/entry/e1");
        Inbox request =
                listening(
                        two,
                        "\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://w/entry/e1\"]");

        one.updated("t", Set.of("test://w/entry/e1"));
        assertThat(session.hear()).contains("resources/updated").contains("test://w/entry/e1");
        assertThat(request.hear()).contains("resources/updated").contains("test://w/entry/e1");

        one.changed(Topic.TOOLS, ANN);
        assertThat(session.hear()).contains("tools/list_changed");
        assertThat(request.hear()).contains("tools/list_changed");
    }

    @Test
    void a_resource_is_named_or_all_that_begin_like_it_and_told_once() {
        Inbox session = session(two, ANN, "test://w/entry/e1", "test://w/user/u1");

        one.updated("t", Set.of("test://w/entry/e1", "test://w/entry/", "test://w/"));

        assertThat(List.of(session.hear(), session.hear()))
                .satisfiesOnlyOnce(told -> assertThat(told).contains("entry/e1"))
                .satisfiesOnlyOnce(told -> assertThat(told).contains("user/u1"));
        one.updated("t", Set.of("test://w/entry", "test://w/entry/e", "test://w/user/u1/"));
        assertThat(session.isEmpty()).isTrue();
    }

    @Test
    void another_tenant_and_another_principal_hear_nothing() {
        Inbox other = session(two, EVE, "test://w/entry/e1");
        Inbox ben = session(two, new Principal("t", "ben", Set.of()));

        one.updated("t", Set.of("test://w/entry/e1"));
        one.changed(Topic.TOOLS, ANN);

        assertThat(other.isEmpty()).isTrue();
        assertThat(ben.isEmpty()).isTrue();
    }

    @Test
    void when_something_was_missed_everything_may_have_changed_that_was_wanted() {
        Inbox session = session(two, ANN, "test://w/entry/e1", "test://w/user/u1");
        Inbox request = listening(two, "\"toolsListChanged\":true");

        topics.missed();

        assertThat(List.of(session.hear(), session.hear(), session.hear()))
                .satisfiesOnlyOnce(told -> assertThat(told).contains("tools/list_changed"))
                .satisfiesOnlyOnce(told -> assertThat(told).contains("entry/e1"))
                .satisfiesOnlyOnce(told -> assertThat(told).contains("user/u1"));
        assertThat(request.hear()).contains("tools/list_changed");
        assertThat(session.isEmpty()).isTrue();
    }

    @Test
    void news_is_wanted_as_long_as_somebody_wants_it() {
        News entry = News.ofResource("t", "test://w/entry/e1");
        News entries = News.ofResource("t", "test://w/entry/");
        Connection connection = two.connect(ANN);
        new Inbox().say(connection, ModernWords.initialize("2025-11-25")).say(connection, READY);
        assertThat(topics.wanted(News.of(Topic.TOOLS, ANN))).isTrue();
        assertThat(topics.wanted(News.of(Topic.PROMPTS, ANN))).isFalse();

        connection.restore(new SessionState(1, Set.of(), Set.of("test://w/entry/e1"), null));
        assertThat(topics.wanted(entry) && topics.wanted(entries)).isTrue();

        connection.restore(new SessionState(2, Set.of(), Set.of("test://w/entry/e2"), null));
        assertThat(topics.wanted(entry)).isFalse();
        assertThat(topics.wanted(entries)).isTrue();

        connection.close();
        assertThat(topics.wanted(entries)).isFalse();
        assertThat(topics.wanted(News.of(Topic.TOOLS, ANN))).isFalse();
    }

    @Test
    void the_beginnings_of_a_uri_are_few() {
        assertThat(News.about("t", "clockify://workspace/w/entry/e"))
                .extracting(News::name)
                .containsExactly(
                        "clockify://workspace/w/entry/e",
                        "clockify://workspace/",
                        "clockify://workspace/w/",
                        "clockify://workspace/w/entry/");
        assertThat(News.about("t", "/".repeat(10_000))).hasSizeLessThan(20);
        assertThat(News.about("t", "x")).hasSize(1);
    }
}
