package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // each test opens its own database first
final class CredentialsInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final ClockifyKey MINAS = ClockifyKey.of("clockify-key-of-mina");
    private static final ClockifyKey TEAMS = ClockifyKey.of("clockify-key-of-the-team");
    private static final Credential.Checked CHECKED = new Credential.Checked("u1", "w1", NOW);
    private static final Sealed.Key ONE = key("one", 1);
    private static final Sealed.Key TWO = key("two", 2);

    private final AtomicLong nanos = new AtomicLong();
    private Database servers;
    private Database keepers;
    private CredentialsInPostgres credentials;

    private static Sealed.Key key(String id, int value) {
        byte[] bytes = new byte[Sealed.KEY_BYTES];
        Arrays.fill(bytes, (byte) value);
        return Sealed.Key.of(id, bytes);
    }

    private void open(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        servers = Database.open(place.server(), 2);
        keepers = Database.open(place.keeper(), 2);
        credentials = with(servers, ONE);
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

    private CredentialsInPostgres with(Database database, Sealed.Key... keys) {
        return new CredentialsInPostgres(database, new Sealed(List.of(keys)), nanos::get);
    }

    private void later() {
        nanos.addAndGet(Fresh.MOMENT.toNanos());
    }

    private void asKeeper(String statement) throws SQLException {
        keepers.inTenant("", connection -> connection.createStatement().executeUpdate(statement));
    }

    @ParameterizedTest
    @EnumSource
    void somebody_works_with_their_own_key_or_else_with_their_tenants(Postgres version)
            throws Exception {
        open(version);
        assertThat(credentials.find("acme", "mina")).isEmpty();

        credentials.put("acme", "", TEAMS, null);
        credentials.put("acme", "mina", MINAS, CHECKED);

        Credential own = credentials.find("acme", "mina").orElseThrow();
        assertThat(own.own()).isTrue();
        assertThat(own.key()).isEqualTo(MINAS);
        assertThat(own.checked()).isEqualTo(CHECKED);
        assertThat(own.refused()).isNull();
        Credential team = credentials.find("acme", "grace").orElseThrow();
        assertThat(team.own()).isFalse();
        assertThat(team.key()).isEqualTo(TEAMS);
        assertThat(team.checked()).isNull();
        assertThat(credentials.find("other", "mina")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void who_looks_sees_at_once_what_was_changed_at_another_replica(Postgres version)
            throws Exception {
        open(version);
        assertThat(credentials.find("acme", "mina")).isEmpty();

        with(servers, ONE).put("acme", "mina", MINAS, CHECKED);

        assertThat(credentials.find("acme", "mina")).isEmpty();
        assertThat(credentials.findNow("acme", "mina").orElseThrow().key()).isEqualTo(MINAS);
    }

    @ParameterizedTest
    @EnumSource
    void every_key_that_is_put_somewhere_has_a_version_of_its_own(Postgres version)
            throws Exception {
        open(version);
        credentials.put("acme", "mina", MINAS, null);
        long first = credentials.find("acme", "mina").orElseThrow().version();
        credentials.put("acme", "mina", TEAMS, null);
        long second = credentials.find("acme", "mina").orElseThrow().version();
        assertThat(credentials.remove("acme", "mina")).isTrue();
        assertThat(credentials.find("acme", "mina")).isEmpty();
        assertThat(credentials.remove("acme", "mina")).isFalse();
        credentials.put("acme", "mina", MINAS, null);

        assertThat(credentials.find("acme", "mina").orElseThrow().version())
                .isGreaterThan(second)
                .isGreaterThan(first);
        assertThat(second).isGreaterThan(first);
    }

    @ParameterizedTest
    @EnumSource
    void whose_own_key_was_refused_does_not_go_on_as_somebody_else(Postgres version)
            throws Exception {
        open(version);
        credentials.put("acme", "", TEAMS, null);
        credentials.put("acme", "mina", MINAS, CHECKED);
        Credential old = credentials.find("acme", "mina").orElseThrow();

        credentials.refused("acme", old, NOW);
        credentials.refused("acme", old, NOW.plusSeconds(60));
        later();

        Credential refused = credentials.find("acme", "mina").orElseThrow();
        assertThat(refused.own()).isTrue();
        assertThat(refused.refused()).isEqualTo(NOW);
        credentials.put("acme", "mina", MINAS, CHECKED);
        credentials.refused("acme", old, NOW);
        later();
        assertThat(credentials.find("acme", "mina").orElseThrow().refused()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void another_replica_finds_a_new_key_after_two_seconds(Postgres version) throws Exception {
        open(version);
        CredentialsInPostgres replica = with(servers, ONE);
        credentials.put("acme", "mina", MINAS, null);
        assertThat(replica.find("acme", "mina").orElseThrow().key()).isEqualTo(MINAS);

        credentials.put("acme", "mina", TEAMS, null);
        later();

        assertThat(replica.find("acme", "mina").orElseThrow().key()).isEqualTo(TEAMS);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_in_anothers_place_does_not_open_there(Postgres version) throws Exception {
        open(version);
        credentials.put("acme", "mina", MINAS, null);
        credentials.put("acme", "eve", TEAMS, null);
        asKeeper(
                "update credentials set sealed = (select sealed from credentials"
                        + " where principal = 'mina') where principal = 'eve'");
        asKeeper(
                "insert into credentials (tenant, principal, sealed, sealed_by)"
                        + " select 'other', principal, sealed, sealed_by from credentials"
                        + " where principal = 'mina'");
        later();

        for (String[] stolen : new String[][] {{"acme", "eve"}, {"other", "mina"}}) {
            assertThatThrownBy(() -> credentials.find(stolen[0], stolen[1]))
                    .isInstanceOf(UnopenedException.class)
                    .hasStackTraceContaining("altered, or sealed for something else");
        }
        assertThat(credentials.find("acme", "mina").orElseThrow().key()).isEqualTo(MINAS);
    }

    @ParameterizedTest
    @EnumSource
    void a_server_puts_no_key_into_another_tenant_and_none_where_there_is_no_tenant(
            Postgres version) throws Exception {
        open(version);

        assertThatThrownBy(() -> credentials.put("nobody", "", TEAMS, null))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        servers.inTenant(
                                "acme",
                                connection ->
                                        connection
                                                .createStatement()
                                                .executeUpdate(
                                                        "insert into credentials"
                                                                + " (tenant, principal, sealed, sealed_by)"
                                                                + " values ('other', '', '', '')")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @EnumSource
    void no_key_lies_in_the_table_as_it_is(Postgres version) throws Exception {
        open(version);
        credentials.put("acme", "mina", MINAS, CHECKED);
        String rows =
                keepers.inTenant(
                        "",
                        connection -> {
                            try (var all =
                                    connection
                                            .createStatement()
                                            .executeQuery(
                                                    "select c::text || encode(sealed, 'escape')"
                                                            + " from credentials c")) {
                                all.next();
                                return all.getString(1);
                            }
                        });

        assertThat(rows)
                .contains("mina", "u1", "w1")
                .doesNotContain(MINAS.reveal())
                .doesNotContain(
                        HexFormat.of()
                                .formatHex(MINAS.reveal().getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @EnumSource
    void keys_are_sealed_anew_while_servers_work(Postgres version) throws Exception {
        open(version);
        for (int i = 0; i < 120; i++) {
            credentials.put("acme", "p" + i, MINAS, CHECKED);
        }
        credentials.put("acme", "", TEAMS, null);
        credentials.put("other", "mina", MINAS, null);
        CredentialsInPostgres meanwhile = with(servers, ONE, TWO);
        Credential before = meanwhile.find("acme", "p7").orElseThrow();
        CredentialKeeping keeping = new CredentialKeeping(keepers);
        Sealed turned = new Sealed(List.of(TWO, ONE));

        CredentialKeeping.Rotated acme = keeping.rotate("acme", turned);
        later();

        assertThat(acme.sealed()).isEqualTo(121);
        assertThat(acme.unopened()).isEmpty();
        assertThat(meanwhile.find("acme", "p7")).contains(before);
        assertThat(with(servers, TWO).find("acme", "p119").orElseThrow().key()).isEqualTo(MINAS);
        assertThat(with(servers, ONE).find("other", "mina")).isPresent();
        assertThat(keeping.rotate(null, turned).sealed()).isEqualTo(1);
        assertThat(with(servers, TWO).find("other", "mina")).isPresent();
        assertThat(keeping.rotate(null, turned).sealed()).isZero();
        assertThat(keeping.list("acme"))
                .hasSize(121)
                .allMatch(kept -> kept.sealedBy().equals("two"))
                .first()
                .extracting(CredentialKeeping.Kept::principal)
                .isEqualTo("");
    }

    @ParameterizedTest
    @EnumSource
    void what_does_not_open_is_told_and_left(Postgres version) throws Exception {
        open(version);
        credentials.put("acme", "mina", MINAS, null);
        with(servers, key("lost", 9)).put("acme", "grace", TEAMS, null);

        CredentialKeeping.Rotated done =
                new CredentialKeeping(keepers).rotate(null, new Sealed(List.of(TWO, ONE)));

        assertThat(done.sealed()).isEqualTo(1);
        assertThat(done.unopened())
                .extracting(CredentialKeeping.Kept::principal)
                .containsExactly("grace");
        assertThat(with(servers, key("lost", 9)).find("acme", "grace")).isPresent();
    }
}
