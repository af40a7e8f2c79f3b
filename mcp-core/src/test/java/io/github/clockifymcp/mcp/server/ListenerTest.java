package io.github.clockifymcp.mcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Offer.Feature;
import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final Principal ANN = new Principal("t", "ann", Set.of());
    private static final Principal BEN = new Principal("t", "ben", Set.of());
    private static final String TOOLS = "\"toolsListChanged\":true";
    private static final String READY =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}";

    private final Fixture fixture =
            new Fixture()
                    .with(Feature.TOOL_CHANGES, Feature.RESOURCE_CHANGES, Feature.SUBSCRIPTIONS)
                    .resource("test://hello", call -> "hello");

    @Test
    void news_goes_to_those_whom_it_is_about_in_either_era() {
        McpServer server = fixture.server();
        Inbox annsSession = session(server, ANN);
        Inbox bensSession = session(server, BEN);
        Inbox anns = listening(server.connect(ANN), 1, TOOLS);
        Inbox bens = listening(server.connect(BEN), 1, TOOLS);

        server.changed(Topic.TOOLS, ANN);
        server.changed(Topic.TOOLS, BEN);

        assertThat(annsSession.hear()).contains("notifications/tools/list_changed");
        assertThat(bensSession.hear()).contains("notifications/tools/list_changed");
        assertThat(anns.hear()).contains("tools/list_changed").contains("subscriptionId\":1");
        assertThat(bens.hear()).contains("tools/list_changed").contains("subscriptionId\":1");
        server.endListening();
        assertThat(anns.hear()).contains("\"result\"");
        assertThat(bens.hear()).contains("\"result\"");
        assertThat(annsSession.isEmpty() && bensSession.isEmpty()).isTrue();
    }

    @Test
    void a_session_hears_nothing_before_it_can_have_read_a_list() {
        McpServer server = fixture.server();
        Inbox inbox = new Inbox();
        Connection connection = server.connect(ANN);
        connection.outlet(inbox);
        new Inbox().say(connection, ModernWords.initialize("2025-11-25"));

        server.changed(Topic.TOOLS, ANN);
        boolean silent = inbox.isEmpty();
        new Inbox().say(connection, READY);
        server.changed(Topic.TOOLS, ANN);

        assertThat(silent).isTrue();
        assertThat(inbox.hear()).contains("list_changed");
    }

    @Test
    void a_client_that_never_says_that_it_is_ready_is_ready_with_its_first_request() {
        McpServer server = fixture.server();
        Inbox inbox = new Inbox();
        Connection connection = server.connect(ANN);
        connection.outlet(inbox);
        new Inbox().say(connection, ModernWords.initialize("2024-11-05"));

        new Inbox().say(connection, PING);
        server.changed(Topic.TOOLS, ANN);

        assertThat(inbox.hear()).contains("list_changed");
    }

    @Test
    void whoever_is_gone_is_forgotten() {
        McpServer server = fixture.server();
        Connection session = server.connect(ANN);
        new Inbox().say(session, ModernWords.initialize("2025-11-25")).say(session, READY);
        Connection other = server.connect(BEN);
        Inbox listening = listening(other, 1, TOOLS);
        int before = server.listeners();

        session.close();
        other.abandon();
        listening.hear(); // answered or dismissed: nobody is there to mind

        assertThat(before).isEqualTo(2);
        assertThat(server.listeners()).isZero();
    }

    @Test
    void a_request_that_is_cancelled_listens_no_more_and_is_not_answered() {
        McpServer server = fixture.server();
        Connection connection = server.connect(ANN);
        Inbox inbox = listening(connection, 1, TOOLS);

        new Inbox().say(connection, ModernWords.cancel(1));
        inbox.awaitDismissal();
        server.changed(Topic.TOOLS, ANN);

        assertThat(inbox.isEmpty()).isTrue();
        assertThat(server.listeners()).isZero();
    }

    @Test
    void what_changes_from_the_moment_of_listening_is_heard_and_never_before_it_is_acknowledged() {
        for (int round = 0; round < 300; round++) {
            McpServer server = fixture.server();
            Inbox inbox = new Inbox();

            inbox.say(server.connect(ANN), ModernWords.listen(1, TOOLS));
            while (server.listeners() == 0) {
                Thread.onSpinWait();
            }
            server.changed(Topic.TOOLS, ANN);

            assertThat(inbox.hear()).as("round %d", round).contains("acknowledged");
            assertThat(inbox.hear()).as("round %d", round).contains("list_changed");
            server.endListening();
            assertThat(inbox.hear()).as("round %d", round).contains("\"result\"");
        }
    }

    @Test
    void a_client_that_does_not_read_keeps_nobody_waiting_and_is_told_once() throws Exception {
        McpServer server = fixture.server();
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Inbox told = new Inbox();
        Exchange slow =
                new Exchange() {
                    @Override
                    public void send(byte[] message) {
                        stuck.countDown();
                        awaited(reads);
                        told.send(message);
                    }

                    @Override
                    public void answer(byte[] message, @Nullable RpcError error) {
                        told.send(message);
                    }

                    @Override
                    public void dismiss() {}
                };
        byte[] listen = ModernWords.listen(1, TOOLS).getBytes(UTF_8);
        server.connect(ANN).receive(RpcCodec.decode(listen, 0, listen.length, 1), slow);
        stuck.await();

        for (int i = 0; i < 1_000; i++) {
            server.changed(Topic.TOOLS, ANN);
        }
        server.endListening();
        reads.countDown();

        assertThat(told.hear()).contains("acknowledged");
        assertThat(told.hear()).contains("list_changed");
        assertThat(told.hear()).contains("\"result\"");
    }

    @Test
    void there_is_room_for_so_many_and_again_when_one_has_left() {
        McpServer server = fixture.with(ServerSettings.DEFAULT.withMaxListeners(2)).server();
        Connection first = server.connect(ANN);
        Inbox leaving = listening(first, 1, TOOLS);
        listening(server.connect(ANN), 1, TOOLS);

        String refused = new Inbox().say(server.connect(ANN), ModernWords.listen(1, TOOLS)).hear();
        new Inbox().say(first, ModernWords.cancel(1));
        leaving.awaitDismissal();
        Inbox next = new Inbox().say(server.connect(ANN), ModernWords.listen(1, TOOLS));

        assertThat(refused).contains("-32603").contains("Busy");
        assertThat(next.hear()).contains("acknowledged");
    }

    @Test
    void one_connection_does_not_listen_with_all_its_calls() {
        Connection connection = fixture.server().connect(ANN);
        for (int id = 1; id <= 16; id++) {
            listening(connection, id, TOOLS);
        }

        String refused = new Inbox().say(connection, ModernWords.listen(17, TOOLS)).hear();

        assertThat(refused).contains("Busy");
    }

    @Test
    void a_closed_connection_ends_what_begins_to_listen_on_it() {
        Connection connection = fixture.server().connect(ANN);
        connection.close();

        Inbox inbox = listening(connection, 1, TOOLS);

        assertThat(inbox.hear()).contains("\"result\"").contains("subscriptionId\":1");
    }

    @Test
    void the_guard_decides_who_may_watch_a_resource_in_either_era() {
        Fixture guarded = new Fixture();
        guarded.with(Feature.SUBSCRIPTIONS)
                .resource("test://secret", call -> "secret")
                .denying("resources/subscribe");
        McpServer server = guarded.server();
        Connection session = server.connect(ANN);
        Inbox inbox = new Inbox().say(session, ModernWords.initialize("2025-11-25"));
        inbox.hear();

        String subscribed =
                inbox.say(
                                session,
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"test://secret\"}}")
                        .hear();
        String acknowledged =
                new Inbox()
                        .say(
                                server.connect(ANN),
                                ModernWords.listen(
                                        1, "\"resourceSubscriptions\":[\"test://secret\"]"))
                        .hear();

        assertThat(subscribed).contains("\"error\"");
        assertThat(acknowledged).contains("acknowledged").doesNotContain("test://secret");
        assertThat(guarded.attempted())
                .hasSize(2)
                .allMatch(attempt -> attempt.target().rights().equals("read_things"));
    }

    @Test
    void what_was_not_advertised_is_not_said() {
        McpServer server = new Fixture().server();
        Inbox session = session(server, ANN);
        Inbox inbox = listening(server.connect(ANN), 1, TOOLS);

        server.changed(Topic.TOOLS, "t");
        server.updated("t", Set.of("test://hello"));
        server.endListening();

        assertThat(inbox.hear()).contains("\"result\"");
        assertThat(session.isEmpty()).isTrue();
    }

    private static Inbox session(McpServer server, Principal principal) {
        Inbox inbox = new Inbox();
        Connection connection = server.connect(principal);
        connection.outlet(inbox);
        new Inbox().say(connection, ModernWords.initialize("2025-11-25")).say(connection, READY);
        return inbox;
    }

    /// A request that listens, and whose acknowledgement has been read.
    private static Inbox listening(Connection connection, int id, String what) {
        Inbox inbox = new Inbox().say(connection, ModernWords.listen(id, what));
        assertThat(inbox.hear()).contains("notifications/subscriptions/acknowledged");
        return inbox;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
