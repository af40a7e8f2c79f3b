package io.github.clockifymcp.server.keypage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.mcp.http.PageAnswer;
import io.github.clockifymcp.mcp.http.PageRequest;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.identity.Oidc;
import io.github.clockifymcp.server.identity.SignIn;
import io.github.clockifymcp.server.identity.TokenRules;
import io.github.clockifymcp.server.keypage.Tickets.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the page does with what browsers send, without a provider.
class KeyPageRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final String ORIGIN = "https://mcp.example.com";
    private static final Principal ANN =
            new Principal("acme", "https://login.example.com#ann", Set.of());
    private static final Session ANNS = new Session(ANN, "ann <b>", "csrf-of-ann");

    private final Cupboard cupboard = new Cupboard();

    /// Remembers what it was told.
    private static final class Cupboard implements KeyCupboard {
        private final List<String> told = new ArrayList<>();
        private Look look = new Look.Open(null, false);
        private Put put = new Put.Stored();
        private boolean away;

        @Override
        public Look look(Principal principal) throws IOException {
            if (away) {
                throw new IOException("the database is away");
            }
            return look;
        }

        @Override
        public Put put(Principal principal, ClockifyKey key) {
            told.add("put " + principal.id() + " " + key.reveal());
            return put;
        }

        @Override
        public boolean remove(Principal principal) {
            told.add("remove " + principal.id());
            return true;
        }
    }

    private static Tickets tickets(Instant now) {
        return new Tickets(
                new Sealed(List.of(Sealed.Key.of("k", new byte[Sealed.KEY_BYTES]))),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private KeyPage page(Set<String> issuers) {
        SignIn signIn =
                new SignIn(
                        issuers,
                        new TokenRules(
                                Set.of("page"),
                                Set.of(),
                                Set.of("RS256"),
                                Duration.ZERO,
                                "sub",
                                null,
                                "acme"),
                        new Oidc.Reading(
                                null,
                                null,
                                Outlet.ordinary(),
                                true,
                                Duration.ofMinutes(5),
                                Duration.ofHours(1),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)),
                        URI.create(ORIGIN + KeyPage.CALLBACK),
                        "page",
                        null,
                        Clock.systemUTC());
        Tickets tickets = tickets(NOW);
        return new KeyPage(
                ORIGIN,
                signIn,
                tickets,
                new KeyLink(URI.create(ORIGIN + KeyPage.PATH), tickets),
                cupboard);
    }

    private PageAnswer ask(String method, String path, Instant since, String body) {
        return ask(method, path, since, body, Map.of());
    }

    private PageAnswer ask(
            String method, String path, Instant since, String body, Map<String, String> more) {
        String session = tickets(since).seal(Kind.SESSION, ANNS.content());
        int query = path.indexOf('?');
        Map<String, String> headers = new HashMap<>(more);
        headers.put("cookie", "other=1; " + Cookie.SESSION.name() + "=" + session);
        headers.put("content-type", "application/x-www-form-urlencoded; charset=UTF-8");
        headers.put("origin", ORIGIN);
        return page(Set.of("https://a.example.com", "https://b.example.com"))
                .answer(
                        new PageRequest(
                                method,
                                query < 0 ? path : path.substring(0, query),
                                query < 0 ? "" : path.substring(query + 1),
                                name -> value(headers.get(name.toLowerCase(java.util.Locale.ROOT))),
                                body.getBytes(UTF_8),
                                null));
    }

    private static List<String> value(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String form(String key) {
        return "csrf=csrf-of-ann&for=&key=" + URLEncoder.encode(key, UTF_8);
    }

    @Test
    void nothing_is_shown_or_begun_in_a_frame() {
        for (Instant since : List.of(NOW, NOW.minus(Duration.ofDays(1)))) {
            for (String frame : List.of("iframe", "frame", "object", "embed")) {
                PageAnswer answer = ask("GET", "/key", since, "", Map.of("sec-fetch-dest", frame));
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.headers()).noneMatch(header -> header.name().equals("Location"));
            }
            assertThat(ask("GET", "/key", since, "", Map.of("sec-fetch-dest", "document")).status())
                    .isNotEqualTo(403);
        }
    }

    @Test
    void what_was_typed_goes_to_the_cupboard_and_is_not_shown() {
        PageAnswer answer = ask("POST", "/key", NOW, form(" the-key\n"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.toString()).doesNotContain("the-key");
        assertThat(cupboard.told).containsExactly("put https://login.example.com#ann the-key");
    }

    @Test
    void what_is_no_key_is_said_to_be_none_and_not_repeated() {
        for (String odd : List.of("", "two words", "é", "x".repeat(600))) {
            PageAnswer answer = ask("POST", "/key", NOW, form(odd));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("no key to Clockify. Nothing was stored.");
            assertThat(odd.isEmpty() || !answer.body().contains(odd)).isTrue();
        }
        assertThat(cupboard.told).isEmpty();
    }

    @Test
    void a_key_in_an_address_is_no_key() {
        ask("POST", "/key?key=the-key&csrf=csrf-of-ann", NOW, "csrf=csrf-of-ann");
        ask("GET", "/key?key=the-key&csrf=csrf-of-ann", NOW, "");
        ask("POST", "/key", NOW, form("one") + "&key=two");

        assertThat(cupboard.told).isEmpty();
    }

    @Test
    void after_ten_minutes_one_has_to_sign_in_again() {
        PageAnswer answer = ask("POST", "/key", NOW.minusSeconds(601), form("the-key"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("not signed in any more");
        assertThat(ask("POST", "/key/remove", NOW.minusSeconds(601), form("")).status())
                .isEqualTo(403);
        assertThat(cupboard.told).isEmpty();
        assertThat(ask("GET", "/key", NOW.minusSeconds(601), "").body())
                .contains("Where do you sign in?", "/key?issuer=https%3A%2F%2Fa.example.com");
    }

    @Test
    void a_link_of_another_tenants_same_person_is_another_persons() {
        Principal elsewhere = new Principal("bolt", ANN.id(), Set.of());
        String url = new KeyLink(URI.create(ORIGIN + "/key"), tickets(NOW)).of(elsewhere);

        assertThat(ask("GET", url.substring(ORIGIN.length()), NOW, "").status()).isEqualTo(403);
        String mine = new KeyLink(URI.create(ORIGIN + "/key"), tickets(NOW)).of(ANN);
        assertThat(ask("GET", mine.substring(ORIGIN.length()), NOW, "").status()).isEqualTo(200);
        String old =
                new KeyLink(URI.create(ORIGIN + "/key"), tickets(NOW.minusSeconds(1_801))).of(ANN);
        assertThat(ask("GET", old.substring(ORIGIN.length()), NOW, "").status()).isEqualTo(400);
    }

    @Test
    void what_others_wrote_is_shown_and_not_obeyed() {
        cupboard.look =
                new KeyCupboard.Look.Open(
                        new KeyCupboard.Kept("<i>user", "w", NOW, KeyCupboard.Worth.GOOD), true);
        PageAnswer answer = ask("GET", "/key", NOW, "");
        assertThat(answer.body())
                .contains("ann &lt;b&gt;", "&lt;i&gt;user", "20 November 2026, 14:30 UTC")
                .contains("autocomplete=\"off\"", "<label for=\"key\">", "type=\"password\"")
                .doesNotContain("<i>user");

        cupboard.look = new KeyCupboard.Look.Closed("<script>no");
        assertThat(ask("GET", "/key", NOW, "").body()).contains("&lt;script&gt;no");
    }

    @Test
    void what_cannot_be_found_out_is_said_to_be_so() {
        cupboard.away = true;

        PageAnswer answer = ask("GET", "/key", NOW, "");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("Try again in a moment").doesNotContain("database");
    }

    @Test
    void it_answers_under_its_own_paths_alone() {
        KeyPage page = page(Set.of("https://a.example.com"));

        assertThat(page.has("/key")).isTrue();
        assertThat(page.has("/key/callback")).isTrue();
        assertThat(page.has("/keys")).isFalse();
        assertThat(page.has("/mcp")).isFalse();
        assertThat(ask("PUT", "/key", NOW, "").status()).isEqualTo(405);
        assertThat(ask("GET", "/key/remove", NOW, "").status()).isEqualTo(405);
        assertThat(ask("POST", "/key/callback", NOW, form("")).status()).isEqualTo(404);
    }
}
