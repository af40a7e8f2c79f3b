package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Topics;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Reply;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a client of an older revision may do when each of its requests comes to another replica,
/// whatever the replicas talk through.
@Timeout(120)
public abstract class ReplicasContract {
    private static final String WATCHED = "test://watched";

    private final MemorySessions sessions = new MemorySessions(HttpLimits.DEFAULT);
    private final List<Means> opened = new ArrayList<>();
    private final Slow slow = new Slow();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private Site one;
    private Site two;

    /// What one more replica talks through.
    protected interface Means extends AutoCloseable {
        Conversations conversations();

        Topics topics();

        @Override
        void close();
    }

    protected abstract Means means();

    /// Waits until a replica hears the others.
    protected void ready() {}

    @BeforeEach
    void begin() {
        one = replica();
        two = replica();
        ready();
    }

    @AfterEach
    void end() {
        slow.letGo();
        one.close();
        two.close();
        opened.forEach(Means::close);
    }

    private final List<Fixture> fixtures = new ArrayList<>();

    private Site replica() {
        Means means = means();
        opened.add(means);
        Fixture fixture =
                slow.fixture()
                        .activating()
                        .with(Offer.Feature.SUBSCRIPTIONS)
                        .with(means.topics())
                        .resource(WATCHED, call -> "water")
                        .grouped("extra", "rare", attempt -> Fixture.says("rare"))
                        .tool("delete", this::delete);
        fixtures.add(fixture);
        return new Site(fixture, ReplicasContract::who, sessions, means.conversations());
    }

    private static Identity who(Presented presented) {
        List<String> named = presented.headers().all("Authorization");
        return new Identity.Authenticated(
                new Principal("t", named.isEmpty() ? "ann" : named.getFirst(), Set.of()));
    }

    private Outcome delete(Attempt attempt) {
        asked.add(attempt.call().id());
        return attempt.call().reply("sure") instanceof Reply.Accepted(ObjectNode content)
                ? Fixture.says("deleted, sure: " + content.path("sure").asText())
                : new Outcome.Question(Map.of("sure", new Ask.Form("Sure?", Json.object())), "s");
    }

    private static String answer(String question) {
        ObjectNode asked = Json.ofOurs(question.getBytes(UTF_8));
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"action\":\"accept\",\"content\":{\"sure\":true}}}"
                .formatted(asked.get("id"));
    }

    private static String cancel(String id) {
        return Wording.notification("notifications/cancelled", "{\"requestId\":" + id + "}");
    }

    private static HttpRequest.Builder listening(Site site, String session) {
        return site.request()
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .GET();
    }

    private static HttpRequest.Builder asJson(Site site, String session, String json) {
        return site.request()
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Mcp-Session-Id", session)
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static int said(Site site, String session, String json) {
        return site.send(site.in(session, json)).statusCode();
    }

    private static String list(Site site, String session) {
        return site.send(site.in(session, Wording.request("90", "tools/list", "{}"))).body();
    }

    /// The next message that has a text such as this in it.
    private static String next(Events stream, String like) {
        Events.Event event = stream.next();
        while (!event.data().contains(like) && !event.equals(Events.END)) {
            event = stream.next();
        }
        return event.data();
    }

    private static String tool(String id, String name) {
        return Wording.request(
                id,
                "tools/call",
                "{\"name\":\"%s\",\"arguments\":{\"group\":\"extra\"}}".formatted(name));
    }

    @Test
    void a_question_is_answered_to_another_replica_than_the_one_that_asks() {
        String session = one.session("2025-11-25");
        Events call = one.listen(one.in(session, Wording.call("1", "delete")));
        String question = next(call, "elicitation/create");

        assertThat(said(two, session, answer(question))).isEqualTo(202);

        assertThat(next(call, "\"id\":1")).contains("deleted, sure: true");
    }

    @Test
    void two_replicas_ask_at_the_same_time_and_each_gets_its_own_answer() {
        String session = one.session("2025-06-18");
        Events here = one.listen(one.in(session, Wording.call("1", "delete")));
        Events there = two.listen(two.in(session, Wording.call("2", "delete")));
        String first = next(here, "elicitation/create");
        String second = next(there, "elicitation/create");

        assertThat(answer(first)).isNotEqualTo(answer(second));
        assertThat(said(one, session, answer(second))).isEqualTo(202);
        assertThat(next(there, "\"id\":2")).contains("deleted, sure: true");
        assertThat(said(two, session, answer(first))).isEqualTo(202);
        assertThat(next(here, "\"id\":1")).contains("deleted, sure: true");
    }

    @Test
    void a_call_is_cancelled_at_another_replica_than_the_one_where_it_runs() {
        String session = one.session("2025-11-25");
        Events call = one.listen(one.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");

        assertThat(said(two, session, cancel("2"))).as("no such call").isEqualTo(202);
        assertThat(said(two, session, cancel("\"1\""))).as("no such call").isEqualTo(202);
        assertThat(said(two, session, cancel("1"))).isEqualTo(202);

        assertThat(slow.next()).isEqualTo("interrupted");
        assertThat(call.rest()).extracting(Events.Event::data).noneMatch(d -> d.contains("result"));
    }

    @Test
    void a_cancellation_that_came_too_late_does_not_end_a_later_call() {
        String session = one.session("2025-11-25");
        assertThat(said(one, session, Wording.call("1", "echo"))).isEqualTo(200);
        assertThat(said(two, session, cancel("1"))).isEqualTo(202);
        lookedAt(session);

        Events call = one.listen(one.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");
        lookedAt(session);
        slow.letGo();

        assertThat(slow.next()).isEqualTo("done");
        assertThat(next(call, "\"id\":1")).contains("done at last");
    }

    /// When this is over, the first replica has looked at all that the second has passed on.
    private void lookedAt(String session) {
        Events call = one.listen(one.in(session, Wording.progressing("9", "telling")));
        assertThat(slow.next()).isEqualTo("began");
        assertThat(said(two, session, cancel("9"))).isEqualTo(202);
        assertThat(slow.next()).isEqualTo("interrupted");
        call.rest();
    }

    @Test
    void what_a_session_sets_at_one_replica_holds_at_the_other_for_the_next_request() {
        String session = one.session("2025-11-25");
        assertThat(list(two, session)).doesNotContain("rare");

        for (int round = 0; round < 5; round++) {
            assertThat(said(one, session, tool("1", "activate"))).isEqualTo(200);
            assertThat(list(two, session)).contains("rare");
            assertThat(said(two, session, tool("2", "deactivate"))).isEqualTo(200);
            assertThat(list(one, session)).doesNotContain("rare");
        }
    }

    @Test
    void a_stream_hears_that_the_list_was_changed_at_another_replica() {
        String session = one.session("2025-11-25");
        try (Events stream = one.listen(listening(one, session))) {
            assertThat(stream.next()).isNotEqualTo(Events.END);
            said(two, session, tool("1", "activate"));

            assertThat(next(stream, "list_changed")).contains("notifications/tools/list_changed");
        }
    }

    @Test
    void news_of_any_replica_reaches_the_stream_wherever_it_was_asked_for() {
        String session = one.session("2025-11-25");
        String subscribe =
                Wording.request("1", "resources/subscribe", "{\"uri\":\"" + WATCHED + "\"}");
        said(one, session, subscribe);
        try (Events stream = one.listen(listening(one, session))) {
            assertThat(stream.next()).isNotEqualTo(Events.END);
            fixtures.get(1).updated(WATCHED);
            assertThat(next(stream, "updated")).contains(WATCHED);
        }

        String other = one.session("2025-11-25");
        try (Events stream = one.listen(listening(one, other))) {
            assertThat(stream.next()).isNotEqualTo(Events.END);
            said(two, other, subscribe);
            fixtures.get(1).updated(WATCHED);
            assertThat(next(stream, "updated")).contains(WATCHED);
        }
    }

    @Test
    void a_request_of_the_newest_revision_hears_news_of_any_replica() {
        try (Events stream =
                one.listen(
                        one.modern(
                                "1",
                                "subscriptions/listen",
                                "{\"notifications\":{\"resourceSubscriptions\":[\"%s\"]}}"
                                        .formatted(WATCHED)))) {
            assertThat(next(stream, "acknowledged")).contains(WATCHED);
            fixtures.get(1).updated(WATCHED);
            assertThat(next(stream, "updated")).contains(WATCHED);
        }
    }

    @Test
    void the_newest_stream_of_all_replicas_gets_what_is_said() {
        String session = one.session("2025-11-25");
        Events older = one.listen(listening(one, session));
        Events.Event first = older.next();

        Events newer = two.listen(listening(two, session).header("Last-Event-ID", first.id()));
        assertThat(older.rest()).as("it ends").isNotNull();
        slow.letGo();
        String answer = one.send(asJson(one, session, Wording.progressing("1", "telling"))).body();

        assertThat(answer).contains("done at last");
        assertThat(next(newer, "progress")).contains("notifications/progress");
        fixtures.get(0).changed(io.github.clockifymcp.mcp.server.Topic.TOOLS);
        assertThat(next(newer, "list_changed")).contains("tools/list_changed");

        Events newest = one.listen(listening(one, session));
        assertThat(newer.rest()).as("it ends").isNotNull();
        assertThat(next(newest, "list_changed")).as("it may have missed something").isNotEmpty();
        newest.close();
    }

    @Test
    void what_was_said_while_nobody_listened_comes_to_whoever_listens_first() {
        String session = one.session("2025-11-25");
        slow.letGo();
        one.send(asJson(one, session, Wording.progressing("1", "telling")));
        two.send(asJson(two, session, Wording.progressing("2", "telling")));

        try (Events stream = two.listen(listening(two, session))) {
            assertThat(next(stream, "progress")).contains("notifications/progress");
            assertThat(next(stream, "progress")).contains("notifications/progress");
        }
    }

    @Test
    void what_a_replica_has_not_said_when_it_ends_is_said_by_another() {
        String session = one.session("2025-11-25");
        slow.letGo();
        one.send(asJson(one, session, Wording.progressing("1", "telling")));
        one.close();

        try (Events stream = two.listen(listening(two, session))) {
            assertThat(next(stream, "progress")).contains("notifications/progress");
        }
    }

    @Test
    void a_stream_that_broke_goes_on_where_it_was_and_only_there() {
        slow.letGo();
        for (int round = 0; round < 30; round++) {
            String session = one.session("2025-11-25");
            Events call = one.listen(one.in(session, Wording.progressing("1", "telling")));
            String begun = call.next().id();
            call.close();

            Events there = one.listen(listening(one, session).header("Last-Event-ID", begun));
            assertThat(next(there, "\"id\":1")).as(begun).contains("done at last");
            there.close();
            HttpRequest.Builder elsewhere = listening(two, session).header("Last-Event-ID", begun);
            assertThat(two.send(elsewhere).statusCode()).as(begun).isEqualTo(400);
            two.send(two.request().header("Mcp-Session-Id", session).DELETE());
        }
    }

    @Test
    void a_session_that_is_deleted_ends_everywhere() {
        String session = one.session("2025-11-25");
        Events stream = one.listen(listening(one, session));
        assertThat(stream.next()).isNotEqualTo(Events.END);
        Events call = one.listen(one.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");

        HttpRequest.Builder delete = two.request().header("Mcp-Session-Id", session).DELETE();
        assertThat(two.send(delete).statusCode()).isEqualTo(204);

        assertThat(slow.next()).isEqualTo("interrupted");
        assertThat(stream.rest()).extracting(Events.Event::data).allMatch(String::isEmpty);
        call.close();
        assertThat(said(one, session, Wording.call("2", "echo"))).isEqualTo(404);
    }

    @Test
    void nobody_else_answers_or_cancels_in_a_session() {
        String session = one.session("2025-11-25");
        Events call = one.listen(one.in(session, Wording.call("1", "delete")));
        String question = next(call, "elicitation/create");
        HttpRequest.Builder answer =
                two.in(session, answer(question)).header("Authorization", "eve");

        assertThat(two.send(answer).statusCode()).isEqualTo(404);
        assertThat(two.send(two.in("unknown", answer(question))).statusCode()).isEqualTo(404);
        HttpRequest.Builder cancel = two.in(session, cancel("1")).header("Authorization", "eve");
        assertThat(two.send(cancel).statusCode()).isEqualTo(404);

        assertThat(said(two, session, answer(question))).isEqualTo(202);
        assertThat(next(call, "\"id\":1")).contains("deleted, sure: true");
    }

    @Test
    void so_many_messages_wait_and_no_more_and_others_are_not_in_their_way() {
        String session = one.session("2025-11-25");
        Events call = one.listen(one.in(session, Wording.call("1", "delete")));
        String question = next(call, "elicitation/create");
        for (int i = 0; i < Conversations.MOST; i++) {
            assertThat(said(two, session, cancel("\"none " + i + "\""))).isEqualTo(202);
        }

        assertThat(said(two, session, cancel("\"one more\""))).isEqualTo(429);
        slow.letGo();
        two.send(asJson(two, session, Wording.progressing("5", "telling")));
        try (Events stream = one.listen(listening(one, session))) {
            assertThat(next(stream, "progress")).as("the other way").isNotEmpty();
        }

        String other = one.session("2025-11-25");
        Events another = one.listen(one.in(other, Wording.call("1", "delete")));
        String second = next(another, "elicitation/create");
        assertThat(said(two, other, answer(second))).isEqualTo(202);
        assertThat(next(another, "\"id\":1")).contains("deleted, sure: true");
        assertThat(said(one, session, answer(question))).as("where it was asked").isEqualTo(202);
        assertThat(next(call, "\"id\":1")).contains("deleted, sure: true");
    }

    @Test
    void an_answer_that_is_sent_again_and_again_is_in_nobodys_way() {
        String session = one.session("2025-11-25");
        Events call = one.listen(one.in(session, Wording.call("1", "delete")));
        String first = next(call, "elicitation/create");
        assertThat(said(two, session, answer(first))).isEqualTo(202);
        assertThat(next(call, "\"id\":1")).contains("deleted, sure: true");

        Events later = one.listen(one.in(session, Wording.call("2", "delete")));
        String second = next(later, "elicitation/create");
        for (int i = 0; i < Conversations.MOST; i++) {
            assertThat(said(two, session, answer(first))).isEqualTo(202);
        }
        lookedAt(session);

        assertThat(said(two, session, answer(second))).isEqualTo(202);
        assertThat(next(later, "\"id\":2")).contains("deleted, sure: true");
    }

    @Test
    void answers_in_a_batch_find_their_way_too() {
        String session = one.session("2025-03-26");
        Events call = one.listen(one.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");

        String batch = "[" + cancel("1") + "," + Wording.call("2", "echo") + "]";
        assertThat(two.send(two.in(session, batch)).body()).contains("hello");

        assertThat(slow.next()).isEqualTo("interrupted");
        call.close();
    }
}
