package io.github.clockifymcp.server.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.keypage.Tickets.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final Sealed.Key KEY = key("k1", 1);
    private static final Principal ANN =
            new Principal("acme", "https://login.example.com#ann", Set.of());

    private final Tickets tickets = tickets(NOW, KEY);

    private static Sealed.Key key(String id, int first) {
        byte[] secret = new byte[Sealed.KEY_BYTES];
        secret[0] = (byte) first;
        return Sealed.Key.of(id, secret);
    }

    private static Tickets tickets(Instant now, Sealed.Key... keys) {
        return new Tickets(new Sealed(List.of(keys)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private String sealed(Kind kind) {
        return tickets.seal(kind, Tickets.content().put("a", "b"));
    }

    @Test
    void one_opens_at_every_replica_as_what_it_was() {
        String text = sealed(Kind.SESSION);

        Tickets elsewhere = tickets(NOW.plusSeconds(1), key("k2", 2), KEY);
        assertThat(elsewhere.open(Kind.SESSION, text).orElseThrow().path("a").asText())
                .isEqualTo("b");
        assertThat(text).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void one_for_something_else_does_not_open() {
        for (Kind made : Kind.values()) {
            for (Kind wanted : Kind.values()) {
                assertThat(tickets.open(wanted, sealed(made)).isPresent())
                        .isEqualTo(made == wanted);
            }
        }
    }

    @Test
    void one_is_good_until_its_time_is_over() {
        for (Kind kind : Kind.values()) {
            Instant last = NOW.plus(kind.good()).minusMillis(1);

            assertThat(tickets(last, KEY).open(kind, sealed(kind))).isPresent();
            assertThat(tickets(last.plusMillis(1), KEY).open(kind, sealed(kind))).isEmpty();
        }
        assertThat(Kind.SESSION.good()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void one_that_was_altered_or_made_by_others_does_not_open() {
        String text = sealed(Kind.SESSION);
        byte[] bytes = Base64.getUrlDecoder().decode(text);

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(
                            tickets.open(
                                    Kind.SESSION,
                                    Base64.getUrlEncoder().withoutPadding().encodeToString(other)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
        for (String odd : List.of("", "a", "ä", "x".repeat(9_000), text.substring(1), text + "A")) {
            assertThat(tickets.open(Kind.SESSION, odd)).as(odd).isEmpty();
        }
        assertThat(tickets(NOW, key("k1", 3)).open(Kind.SESSION, text)).isEmpty();
    }

    @Test
    void a_link_says_whom_it_is_for_and_not_in_the_open() {
        KeyLink links = new KeyLink(URI.create("https://mcp.example.com/key"), tickets);
        String url = links.of(ANN);
        String ticket = url.substring(url.indexOf('=') + 1);

        assertThat(url).startsWith("https://mcp.example.com/key?for=").doesNotContain("ann");
        assertThat(links.whose(ticket)).contains(ANN);
        assertThat(links.in("Open: " + url + " and call again.")).contains(url);
        assertThat(links.in("Open https://evil.example.com/key?for=" + ticket)).isEmpty();
        assertThat(links.whose(sealed(Kind.SESSION))).isEmpty();
    }
}
