package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.JournalEntry;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.http.StoredSession;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Reach;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // each test opens its own database first
final class PrincipalsInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final String ADA = "https://login.example.com#ada";

    private final AtomicLong nanos = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private Database servers;
    private Database keepers;
    private PrincipalsInPostgres principals;
    private PrincipalKeeping keeping;

    private void open(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        servers = Database.open(place.server(), 2);
        keepers = Database.open(place.keeper(), 2);
        principals = new PrincipalsInPostgres(servers, nanos::get);
        keeping = new PrincipalKeeping(keepers);
        for (String id : List.of("acme", "other")) {
            new TenantKeeping(keepers)
                    .create(new Tenant(id, true, Narrowing.NONE, null, null, Set.of()));
        }
    }

    @AfterEach
    void close() {
        servers.close();
        keepers.close();
    }

    private String token(String tenant, String name, @Nullable String user) throws IOException {
        return keeping.add(tenant, name, user, random).orElseThrow();
    }

    private void later() {
        nanos.addAndGet(Fresh.MOMENT.toNanos());
    }

    @ParameterizedTest
    @EnumSource
    void a_token_is_known_and_whose_it_is(Postgres version) throws Exception {
        open(version);
        String minas = token("acme", "mina", "u1");
        String others = token("other", "mina", null);

        assertThat(principals.byToken(minas))
                .contains(new KnownPrincipal("acme", "token#mina", "u1", false));
        assertThat(principals.byToken(others))
                .contains(new KnownPrincipal("other", "token#mina", null, false));
        assertThat(minas).matches("cmcp\\.acme\\.mina\\.[A-Za-z0-9_-]{43}");
        assertThat(keeping.add("acme", "mina", null, random)).isEmpty();
        assertThat(principals.byToken(minas)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_nobodys_token_lets_nobody_in(Postgres version) throws Exception {
        open(version);
        String minas = token("acme", "mina", null);
        String secret = minas.substring(minas.lastIndexOf('.') + 1);
        keeping.link("acme", "token#grace", "u2");
        keeping.link("acme", ADA, "u3");

        for (String wrong :
                List.of(
                        "",
                        secret,
                        minas + "A",
                        minas.substring(0, minas.length() - 1),
                        "cmcp.other.mina." + secret,
                        "cmcp.acme.grace." + secret,
                        "cmcp.acme.nobody." + secret,
                        "cmcp.nobody.mina." + secret,
                        "cmcp.-acme.mina." + secret,
                        "CMCP.acme.mina." + secret,
                        minas + "\n")) {
            assertThat(principals.byToken(wrong)).as(wrong.replace(secret, "…")).isEmpty();
        }
        for (int i = minas.length() - secret.length(); i < minas.length() - 1; i++) {
            char turned = minas.charAt(i) == 'x' ? 'y' : 'x';
            String wrong = minas.substring(0, i) + turned + minas.substring(i + 1);
            assertThat(principals.byToken(wrong)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_is_revoked_is_out_after_two_seconds(Postgres version) throws Exception {
        open(version);
        String minas = token("acme", "mina", "u1");
        assertThat(principals.byToken(minas)).isPresent();
        assertThat(principals.find("acme", ADA)).isEmpty();

        keeping.revoke("acme", "token#mina");
        keeping.revoke("acme", ADA);
        later();

        assertThat(principals.byToken(minas)).isEmpty();
        assertThat(principals.find("acme", "token#mina"))
                .contains(new KnownPrincipal("acme", "token#mina", "u1", true));
        assertThat(principals.find("acme", ADA))
                .contains(new KnownPrincipal("acme", ADA, null, true));
        assertThat(principals.find("other", ADA)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void who_was_sent_away_may_not_stay_nor_whose_token_is_gone(Postgres version) throws Exception {
        open(version);
        token("acme", "mina", null);
        keeping.link("acme", ADA, "u3");
        List<String> here = List.of("token#mina", ADA, "https://login.example.com#new");
        for (String id : here) {
            assertThat(principals.mayStay("acme", id)).isTrue();
        }

        keeping.revoke("acme", ADA);
        keeping.erase("acme", "token#mina");

        assertThat(principals.mayStay("acme", ADA)).isTrue();
        later();
        assertThat(principals.mayStay("acme", "token#mina")).isFalse();
        assertThat(principals.mayStay("acme", ADA)).isFalse();
        assertThat(principals.mayStay("acme", here.getLast())).isTrue();
        assertThat(principals.mayStay("other", ADA)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void who_is_revoked_has_no_sessions_left(Postgres version) throws Exception {
        open(version);
        Sessions sessions =
                new SessionsInPostgres(
                        servers,
                        HttpLimits.DEFAULT,
                        Duration.ofMinutes(30),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        for (String id : List.of("ada", "ben")) {
            Principal principal = new Principal("acme", id, Set.of("read"));
            sessions.add(
                    new StoredSession(
                            id,
                            "/mcp",
                            principal,
                            "2025-06-18",
                            "{}",
                            SessionState.begun(Set.of()),
                            NOW));
        }

        keeping.revoke("acme", "ada");

        assertThat(sessions.find(new Principal("acme", "ada", Set.of("read")), "ada")).isEmpty();
        assertThat(sessions.find(new Principal("acme", "ben", Set.of("read")), "ben")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void a_link_is_made_changed_and_taken_away(Postgres version) throws Exception {
        open(version);
        for (String user : Arrays.asList("u1", "u2", null)) {
            keeping.link("acme", ADA, user);
            later();
            assertThat(principals.find("acme", ADA))
                    .contains(new KnownPrincipal("acme", ADA, user, false));
        }
        assertThatThrownBy(() -> keeping.link("nobody", ADA, "u1")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void they_are_listed_without_their_tokens(Postgres version) throws Exception {
        open(version);
        token("acme", "mina", "u1");
        keeping.revoke("acme", ADA);
        token("other", "eve", null);
        byte[] key = new byte[Sealed.KEY_BYTES];
        new CredentialsInPostgres(
                        keepers, new Sealed(List.of(Sealed.Key.of("one", key))), nanos::get)
                .put("acme", "token#mina", ClockifyKey.of("k"), null);

        List<PrincipalKeeping.Kept> listed = keeping.list("acme");

        assertThat(listed)
                .extracting(kept -> kept.principal().id())
                .containsExactly(ADA, "token#mina");
        assertThat(listed.getFirst().token()).isFalse();
        assertThat(listed.getFirst().ownKey()).isFalse();
        assertThat(listed.getLast().token()).isTrue();
        assertThat(listed.getLast().ownKey()).isTrue();
        assertThat(keeping.find("acme", ADA)).contains(listed.getFirst());
        assertThat(keeping.find("acme", "nobody")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_kept_is_told_and_erased_but_for_the_audit_log(Postgres version) throws Exception {
        open(version);
        keeping.link("acme", "ada", "u1");
        keeping.link("acme", "eve", "u2");
        Journal journal = new JournalInPostgres(servers, Clock.fixed(NOW, ZoneOffset.UTC));
        journal.put(entry("ada", "c1"));
        journal.put(entry("eve", "c2"));
        AuditInPostgres audit = new AuditInPostgres(servers, List.of(Shared.KEY));
        audit.intent(Rows.intent("acme", "c1", NOW));
        audit.intent(Rows.intent("other", "c3", NOW));
        List<String> told = new ArrayList<>();
        keeping.journal("acme", "ada", told::add);
        principals.audit("acme", "ada", told::add);
        principals.audit("acme", "eve", told::add);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("\"c1\"", "\"ada\"");
        assertThat(told.getLast()).contains("\"c1\"", "\"ada\"", "\"seq\":1");

        assertThat(keeping.erase("acme", "ada")).isTrue();
        assertThat(keeping.erase("acme", "ada")).isFalse();

        assertThat(keeping.find("acme", "ada")).isEmpty();
        assertThat(keeping.find("acme", "eve")).isPresent();
        assertThat(journal.of(new Journal.Owner("acme", "ada", "u1", "w1"))).isEmpty();
        assertThat(journal.of(new Journal.Owner("acme", "eve", "u1", "w1"))).hasSize(1);
        assertThat(audit.verify("acme").problem()).isNull();
        assertThat(audit.verify("acme").rows()).isEqualTo(1);
    }

    private static JournalEntry entry(String principal, String id) {
        return new JournalEntry(
                id,
                NOW,
                new Journal.Owner("acme", principal, "u1", "w1"),
                "clockify_log_time",
                "Log 1 h",
                Set.of(),
                Reach.OWN_WORK,
                true,
                List.of(),
                List.of());
    }
}
