package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that go away.
class GoneTest {
    private final Slow slow = new Slow();
    private final Site site = new Site(slow.fixture());

    @AfterEach
    void end() {
        site.close();
    }

    private void nothingIsLeft() {
        Until.so(() -> {
            HttpTransport.Activity activity = site.transport().activity();
            return activity.running() == 0 && activity.open() == 0;
        });
    }

    @Test
    void a_call_that_stands_alone_ends_with_its_connection_before_a_byte_was_said()
            throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.modern("1", "slow"));
            assertThat(slow.next()).isEqualTo("began");
        }

        assertThat(slow.next()).isEqualTo("interrupted");
        nothingIsLeft();
    }

    @Test
    void likewise_in_the_middle_of_its_stream() throws IOException {
        String params =
                "{\"name\":\"telling\",\"arguments\":{},\"_meta\":{\"progressToken\":1,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}";
        String body = Wording.request("1", "tools/call", params);
        String[] headers = {
            "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call", "Mcp-Name: telling"
        };
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.head("POST /mcp", body.length(), headers) + body);
            assertThat(slow.next()).isEqualTo("began");
        }

        assertThat(slow.next()).isEqualTo("interrupted");
        nothingIsLeft();
    }

    @Test
    void likewise_after_other_requests_on_the_same_connection() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            for (int i = 0; i < 3; i++) {
                assertThat(raw.say(Raw.modern("1", "echo")).hear().body()).contains("hello");
            }
            raw.say(Raw.modern("2", "slow"));
            assertThat(slow.next()).isEqualTo("began");
        }

        assertThat(slow.next()).isEqualTo("interrupted");
        nothingIsLeft();
    }

    @Test
    void a_call_in_a_session_goes_on() throws IOException {
        String session = site.session("2025-11-25");
        String body = Wording.call("1", "slow");
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.head("POST /mcp", body.length(), "Mcp-Session-Id: " + session) + body);
            assertThat(slow.next()).isEqualTo("began");
        }
        slow.letGo();

        assertThat(slow.next()).isEqualTo("done");
        nothingIsLeft();
    }

    @Test
    void a_request_that_comes_while_another_is_watched_is_not_lost() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.modern("1", "slow"));
            assertThat(slow.next()).isEqualTo("began");
            // Long enough for the connection to be watched.
            Until.so(new Later(200));
            raw.say(Raw.modern("2", "echo"));
            Until.so(new Later(50));
            slow.letGo();

            assertThat(raw.hear().body()).contains("\"id\":1").contains("done at last");
            assertThat(raw.hear().body()).contains("\"id\":2").contains("hello");
            assertThat(raw.say(Raw.modern("3", "echo")).hear().body()).contains("\"id\":3");
        }
    }

    @Test
    void a_call_ends_with_its_connection_although_another_request_came_early() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.modern("1", "slow") + Raw.modern("2", "echo"));
            assertThat(slow.next()).isEqualTo("began");
            raw.say(Raw.modern("3", "echo"));
        }

        assertThat(slow.next()).isEqualTo("interrupted");
        nothingIsLeft();
    }

    @Test
    void a_watched_connection_is_used_again() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.modern("1", "slow"));
            assertThat(slow.next()).isEqualTo("began");
            Until.so(new Later(200));
            slow.letGo();
            assertThat(raw.hear().body()).contains("done at last");

            for (String id : List.of("2", "3", "4")) {
                assertThat(raw.say(Raw.modern(id, "echo")).hear().body()).contains("hello");
            }
        }
    }

    @Test
    void a_cancelled_call_of_a_session_ends_without_an_answer() throws IOException {
        String session = site.session("2025-11-25");
        Events call = site.listen(site.in(session, Wording.progressing("1", "telling")));
        assertThat(slow.next()).isEqualTo("began");

        site.send(
                site.in(
                        session,
                        Wording.notification("notifications/cancelled", "{\"requestId\":1}")));

        assertThat(slow.next()).isEqualTo("interrupted");
        assertThat(call.rest()).noneMatch(event -> event.data().contains("\"id\":1"));
        nothingIsLeft();
    }

    /// Some time from now.
    private static final class Later implements java.util.function.BooleanSupplier {
        private final long end;

        Later(long millis) {
            end = System.nanoTime() + millis * 1_000_000;
        }

        @Override
        public boolean getAsBoolean() {
            return System.nanoTime() - end > 0;
        }
    }
}
