package io.github.clockifymcp.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a session sets, and how it goes on with it.
class SessionStateTest {
    private static final Principal ANN = new Principal("t", "ann", Set.of());

    private final Fixture fixture =
            new Fixture()
                    .activating()
                    .with(Offer.Feature.LOGGING, Offer.Feature.SUBSCRIPTIONS)
                    .resource("test://watched", call -> "water")
                    .grouped("extra", "rare", attempt -> Fixture.says("rare"));
    private final Connection session = fixture.server().connect(ANN, Set.of("path"));
    private final List<SessionState> kept = new ArrayList<>();
    private final Inbox answers = new Inbox();
    private final Inbox outside = new Inbox();

    @BeforeEach
    void introduce() {
        session.outlet(outside);
        session.memory(state -> {
            kept.add(state);
            return Optional.empty();
        });
        say("initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}");
        say("tools/list", "{}");
    }

    private String say(String method, String params) {
        String request =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                        .formatted(method, params);
        return answers.say(session, request).hear();
    }

    private String activate() {
        return say("tools/call", "{\"name\":\"activate\",\"arguments\":{\"group\":\"extra\"}}");
    }

    @Test
    void each_thing_that_is_set_is_kept_whole_with_a_higher_version() {
        activate();
        say("logging/setLevel", "{\"level\":\"notice\"}");
        say("resources/subscribe", "{\"uri\":\"test://watched\"}");
        say("resources/subscribe", "{\"uri\":\"test://watched\"}");
        say("resources/unsubscribe", "{\"uri\":\"test://watched\"}");
        say("resources/unsubscribe", "{\"uri\":\"test://watched\"}");

        Set<String> active = Set.of("path", "extra");
        assertThat(kept)
                .containsExactly(
                        new SessionState(1, active, Set.of(), null),
                        new SessionState(2, active, Set.of(), LogLevel.NOTICE),
                        new SessionState(3, active, Set.of("test://watched"), LogLevel.NOTICE),
                        new SessionState(4, active, Set.of(), LogLevel.NOTICE));
    }

    @Test
    void something_older_does_not_undo_what_was_set_here() {
        activate();
        String told = outside.hear();

        session.restore(SessionState.begun(Set.of("path")));
        session.restore(new SessionState(1, Set.of(), Set.of(), null));

        assertThat(told).contains("list_changed");
        assertThat(say("tools/list", "{}")).contains("rare");
        assertThat(outside.isEmpty()).isTrue();
    }

    @Test
    void something_newer_holds_and_the_client_is_told_what_may_be_another() {
        session.restore(new SessionState(7, Set.of("path"), Set.of("test://watched"), null));
        String watched = outside.hear();
        session.restore(new SessionState(8, Set.of("extra"), Set.of(), null));

        assertThat(watched).as("it may have changed").contains("test://watched");
        assertThat(outside.hear()).contains("notifications/tools/list_changed");
        assertThat(say("tools/list", "{}")).contains("rare");
        activate();
        say("logging/setLevel", "{\"level\":\"notice\"}");
        assertThat(kept).extracting(SessionState::version).containsExactly(9L);
    }
}
