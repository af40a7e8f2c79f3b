package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.identity.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People of a tenant bring their own keys to Clockify, by the page that two packaged replicas
/// serve, and sign in for it at a provider.
class KeyPageTest {
    private static final Pattern LINK = Pattern.compile("https://mcp\\.example\\.com/key\\S+");
    private static final ObjectNode WHOAMI = call("clockify_whoami");

    /// Asks Clockify each time.
    private static final ObjectNode TAGS = call("clockify_list_tags");

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private TenantService service;
    private MockOAuth2Server provider;
    private Listening one;
    private Listening other;
    private ModernCaller ann;
    private Browser browser;

    @BeforeEach
    void begin() throws Exception {
        provider = new MockOAuth2Server(new OAuth2Config(true));
        provider.start();
        service = TenantService.begin(folder);
        service.run("tenant", "create", "local", "--workspace=" + Seed.studio());
        Map<String, String> callers =
                new HashMap<>(Provider.trusting(provider.issuerUrl("work").toString()));
        callers.put("MCP_BEARER_TOKEN", "");
        callers.put("MCP_KEY_PAGE_CLIENT_ID", "key-page");
        callers.put("MCP_LOG_LEVEL", "debug");
        one = service.replica(callers);
        other = service.replica(callers);
        ann = kept(new ModernCaller(token("ann")));
        browser = kept(new Browser());
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        service.end();
        Providers.end(provider);
    }

    private <T extends AutoCloseable> T kept(T opened) {
        open.add(opened);
        return opened;
    }

    private String token(String who) {
        return provider.issueToken("work", who, Issuer.AUDIENCE).serialize();
    }

    private static ObjectNode call(String tool) {
        try {
            return params(tool, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String link(String text) {
        Matcher matcher = LINK.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    private boolean says(Listening server, String what) throws Exception {
        return ToolSession.text(ann.result(server, WHOAMI)).contains(what);
    }

    private static String key(String person) {
        return Seed.person(person).key();
    }

    /// Signs in, and looks at the page.
    private Browser.Page signedIn(Browser where, String who) throws Exception {
        where.signIn(one, other, "/key", who);
        return where.get(one, "/key");
    }

    private Map<String, String> form(Browser.Page page, String key) {
        return Map.of("csrf", page.csrf(), "for", "", "key", key);
    }

    @Test
    void a_key_goes_from_the_page_to_every_replica_and_nowhere_else() throws Exception {
        String told = ann.refused(one, WHOAMI);
        assertThat(told).contains("no key to Clockify", "never be in the chat");
        String link = link(told);

        Browser.Page back = browser.signIn(other, one, link, "ann");
        assertThat(back.cookies())
                .hasSize(2)
                .allSatisfy(cookie ->
                        assertThat(cookie).contains("__Host-", "Path=/", "Secure", "HttpOnly"))
                .anySatisfy(cookie -> assertThat(cookie).contains("SameSite=Strict", "Max-Age=600"))
                .anySatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
        assertThat(back.body()).contains("http-equiv=\"refresh\"", "/key?for=");

        Browser.Page page = browser.get(other, link);
        assertThat(page.body()).contains("<b>ann</b>", "<b>local</b>", "You have no key here yet");
        Map<String, String> form = new HashMap<>(form(page, "no-such-key-at-all"));
        form.put("for", link.substring(link.indexOf('=') + 1));
        Browser.Page wrong = browser.post(one, "/key", form);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Clockify does not know this key. Nothing was stored.");

        form.put("key", key("mina"));
        Browser.Page stored = browser.post(other, "/key", form);
        assertThat(stored.status()).as(stored.body()).isEqualTo(303);
        assertThat(browser.get(one, stored.header("Location")).body())
                .contains("Your key is stored.", Seed.person("mina").id(), "Replace it");
        soon(() -> says(one, "Mina") && says(other, "Mina"));

        form.put("key", key("elif"));
        assertThat(browser.post(one, "/key", form).status()).isEqualTo(303);
        soon(() -> says(one, "Elif") && says(other, "Elif"));

        Browser.Page removed = browser.post(other, "/key/remove", form);
        assertThat(removed.header("Location")).isEqualTo("/key?done=removed");
        soon(() -> says(one, "no key to Clockify") && says(other, "no key to Clockify"));

        String audit = tables();
        assertThat(audit).contains("key/store", "key/remove", Seed.person("elif").id());
        String logs = String.join("\n", one.says()) + String.join("\n", other.says());
        for (String key : List.of(key("mina"), key("elif"), "no-such-key-at-all")) {
            assertThat(audit).doesNotContain(key);
            assertThat(audit).doesNotContain(HexFormat.of().formatHex(key.getBytes(US_ASCII)));
            assertThat(logs).doesNotContain(key);
            assertThat(browser.seen()).doesNotContain(key);
        }
        assertThat(logs).doesNotContain(link.substring(link.indexOf('=') + 1));
    }

    /// Everything that is in the database, as text.
    private String tables() throws SQLException {
        Postgres.Place place = service.database();
        StringBuilder all = new StringBuilder();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                                        .formatted(place.port(), place.name()));
                Statement sql = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows =
                    sql.executeQuery(
                            """
                            select quote_ident(schemaname) || '.' || quote_ident(tablename)
                            from pg_tables
                            where schemaname not in ('pg_catalog', 'information_schema')\
                            """)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                try (ResultSet rows = sql.executeQuery("select t::text from " + name + " t")) {
                    while (rows.next()) {
                        all.append(readable(rows.getString(1))).append('\n');
                    }
                }
            }
        }
        assertThat(all).isNotEmpty();
        return all.toString();
    }

    /// With the bytes that are text as such too.
    private static String readable(String row) {
        StringBuilder text = new StringBuilder(row);
        Matcher bytes = Pattern.compile("\\\\x([0-9a-f]+)").matcher(row);
        while (bytes.find()) {
            text.append(' ')
                    .append(
                            new String(
                                    HexFormat.of().parseHex(bytes.group(1)),
                                    java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    @Test
    void every_page_is_shut_to_frames_scripts_and_caches() throws Exception {
        List<Browser.Page> pages = new ArrayList<>();
        pages.add(browser.get(one, "/key"));
        pages.add(browser.get(one, "/key/callback?state=a&code=b"));
        pages.add(browser.get(one, "/key?for=nothing"));
        pages.add(browser.get(one, "/key/else"));
        pages.add(signedIn(browser, "ann"));
        pages.add(browser.post(one, "/key", Map.of()));

        assertThat(pages)
                .extracting(Browser.Page::status)
                .containsExactly(303, 403, 400, 404, 200, 403);
        for (Browser.Page page : pages) {
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .contains("form-action 'self'", "style-src 'sha256-")
                    .doesNotContain("script", "unsafe");
            assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.body()).doesNotContain("<script", "\\n");
        }
        String location = pages.getFirst().header("Location");
        assertThat(location)
                .startsWith(provider.issuerUrl("work").toString())
                .contains("code_challenge_method=S256", "nonce=", "state=", "client_id=key-page");
    }

    @Test
    void a_link_is_for_the_one_who_asked_and_nobody_else() throws Exception {
        String link = link(ann.refused(one, WHOAMI));
        browser.signIn(one, one, link, "bob");

        Browser.Page page = browser.get(other, link);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body())
                .contains("somebody else", "Nothing was stored", "<b>bob</b>")
                .doesNotContain("name=\"key\"");

        Map<String, String> form =
                Map.of(
                        "csrf",
                        page.csrf(),
                        "for",
                        link.substring(link.indexOf('=') + 1),
                        "key",
                        key("mina"));
        assertThat(browser.post(one, "/key", form).status()).isEqualTo(403);
        assertThat(browser.get(one, "/key").body()).contains("You have no key here yet");
        assertThat(ann.refused(one, WHOAMI)).contains("no key to Clockify");
    }

    @Test
    void only_the_page_itself_sends_its_forms() throws Exception {
        Browser.Page page = signedIn(browser, "ann");
        Browser bobs = kept(new Browser());
        String elses = signedIn(bobs, "bob").csrf();
        Map<String, String> good = form(page, key("mina"));
        List<Map<String, String>> elsewhere =
                List.of(
                        Map.of(),
                        Map.of("Origin", "null"),
                        Map.of("Origin", "https://evil.example.com"),
                        Map.of("Origin", Browser.ORIGIN, "Sec-Fetch-Site", "cross-site"),
                        Map.of("Origin", Browser.ORIGIN, "Sec-Fetch-Site", "same-site"),
                        Map.of("Origin", "null", "Sec-Fetch-Site", "none"),
                        Map.of(
                                "Origin",
                                "https://evil.example.com",
                                "Sec-Fetch-Site",
                                "same-origin"));

        for (Map<String, String> headers : elsewhere) {
            assertThat(browser.post(one, "/key", good, headers).body())
                    .as(headers.toString())
                    .contains("came from another page");
        }
        for (String csrf : List.of("", "x", elses)) {
            assertThat(browser.post(one, "/key", Map.of("csrf", csrf, "key", key("mina"))).body())
                    .contains("form is too old");
        }
        assertThat(bobs.post(one, "/key", good).status()).isEqualTo(403);
        browser.cookies().clear();
        assertThat(browser.post(one, "/key", good).body()).contains("not signed in any more");
        assertThat(tables()).doesNotContain("key/store");

        Browser.Page again = signedIn(browser, "ann");
        assertThat(
                        browser.post(
                                        other,
                                        "/key",
                                        form(again, key("mina")),
                                        Map.of("Origin", Browser.ORIGIN))
                                .status())
                .isEqualTo(303);
    }

    @Test
    void a_sign_in_ends_in_the_browser_where_it_began_and_once() throws Exception {
        Browser.Page away = browser.get(one, "/key");
        String back = browser.atProvider(away.header("Location"), "ann");
        Browser another = kept(new Browser());
        another.get(one, "/key");

        assertThat(another.get(one, back).body()).contains("not the sign-in that was begun");
        assertThat(kept(new Browser()).get(one, back).body()).contains("in another browser");
        assertThat(browser.get(other, back).status()).isEqualTo(200);
        assertThat(browser.get(other, back).status()).isEqualTo(400);
    }

    @Test
    void who_may_not_call_has_no_page_either() throws Exception {
        Browser.Page page = signedIn(browser, "ann");
        assertThat(page.status()).isEqualTo(200);

        service.run("tenant", "disable", "local");

        soon(() -> browser.get(one, "/key").status() == 403);
        soon(() -> browser.post(other, "/key", form(page, key("mina"))).status() == 403);
        assertThat(browser.get(one, "/key").body()).contains("may not call");
    }

    @Test
    void too_many_tries_are_put_off_and_signing_out_ends_it() throws Exception {
        Browser.Page page = signedIn(browser, "ann");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Listening server = i % 2 == 0 ? one : other;
            statuses.add(browser.post(server, "/key", form(page, "wrong-" + i)).status());
        }
        assertThat(statuses).contains(422, 429);
        assertThat(statuses.getLast()).isEqualTo(429);

        assertThat(browser.post(one, "/key/signout", form(page, "")).body()).contains("signed out");
        assertThat(browser.get(one, "/key").status()).isEqualTo(303);
    }

    @Test
    void a_client_that_opens_pages_is_given_the_link_itself() throws Exception {
        ModernCaller opening = kept(new ModernCaller(token("ann"), true));
        JsonNode asked = opening.result(one, WHOAMI);
        JsonNode page = asked.at("/inputRequests/clockify_key");
        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
        assertThat(page.path("method").asText()).isEqualTo("elicitation/create");
        assertThat(page.at("/params/mode").asText()).isEqualTo("url");
        String link = link(page.at("/params/url").asText());

        ObjectNode again = WHOAMI.deepCopy();
        again.set("requestState", asked.path("requestState"));
        again.putObject("inputResponses").putObject("clockify_key").put("action", "accept");
        assertThat(opening.refused(other, again)).contains("no key to Clockify");

        try (LegacyCaller legacy = LegacyCaller.begin(one, token("ann"), true);
                LegacyCaller.Asking asking = legacy.asking(one, "clockify_whoami", "{}")) {
            JsonNode error = asking.until("error").path("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32042);
            assertThat(error.at("/data/elicitations/0/mode").asText()).isEqualTo("url");
            assertThat(error.at("/data/elicitations/0/elicitationId").asText()).isNotEmpty();
            link(error.at("/data/elicitations/0/url").asText());
        }

        browser.signIn(one, other, link, "ann");
        Browser.Page form = browser.get(one, link);
        assertThat(browser.post(one, "/key", form(form, key("mina"))).status()).isEqualTo(303);
        soon(() ->
                ToolSession.text(opening.result(other, again)).contains("Mina")
                        && says(one, "Mina"));
    }

    @Test
    void a_key_that_clockify_withdrew_is_asked_for_again() throws Exception {
        Browser.Page page = signedIn(browser, "ann");
        browser.post(one, "/key", form(page, key("mina")));
        soon(() -> says(one, "Mina") && says(other, "Mina"));

        service.sandbox()
                .beside()
                .control("POST", "/withdrawn-keys", "{\"key\":\"%s\"}".formatted(key("mina")));

        String told = ann.refused(one, TAGS);
        assertThat(told).contains("Clockify does not know your key any more");
        soon(() -> browser.get(other, link(told)).body().contains("no longer accepts the key"));
        soon(() -> {
            service.sandbox().requests();
            ann.refused(other, TAGS);
            return service.sandbox().requests().isEmpty();
        });

        Browser.Page form = browser.get(other, "/key");
        assertThat(browser.post(other, "/key", form(form, key("elif"))).status()).isEqualTo(303);
        soon(() -> says(one, "Elif"));
    }

    @Test
    void a_key_that_does_not_open_any_more_is_stored_again_by_whoever_has_it() throws Exception {
        Browser.Page page = signedIn(browser, "ann");
        browser.post(one, "/key", form(page, key("mina")));
        soon(() -> says(one, "Mina"));
        alter(
                "update clockify_mcp.credentials set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)");

        soon(() -> says(one, "does not open"));
        String told = ann.refused(one, WHOAMI);
        assertThat(told).contains("kept here and does not open", "store it again");
        Browser.Page shut = browser.get(other, link(told));
        assertThat(shut.status()).isEqualTo(200);
        assertThat(shut.body()).contains("cannot be opened any more", "Replace it", "Remove it");

        assertThat(browser.post(other, "/key", form(shut, key("mina"))).status()).isEqualTo(303);
        soon(() -> says(one, "Mina"));
    }

    private void alter(String rows) throws SQLException {
        Postgres.Place place = service.database();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                                        .formatted(place.port(), place.name()));
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(rows)).isEqualTo(1);
        }
    }
}
