package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Risk;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tenants as their servers find them, and as their keeper makes them.
@SuppressWarnings("NullAway.Init") // each test opens its own database first
final class TenantsInPostgresTest {
    private static final Instant SOON = Instant.parse("2026-11-20T14:35:00Z");
    private static final Tenant ACME =
            new Tenant(
                    "acme",
                    true,
                    new Narrowing(
                            Mode.STANDARD,
                            Set.of("clockify_delete_tag"),
                            Set.of("invoices"),
                            Set.of(),
                            Set.of(Risk.BILLING)),
                    "w1",
                    "https://euc1.clockify.me/api/v1",
                    Set.of("https://login.example.com", "https://other.example.com"));
    private static final Tenant OTHER =
            new Tenant("other", true, Narrowing.NONE, null, null, Set.of());

    private final AtomicLong nanos = new AtomicLong();
    private Database servers;
    private Database keepers;
    private TenantsInPostgres tenants;
    private TenantKeeping keeping;

    private void open(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        servers = Database.open(place.server(), 2);
        keepers = Database.open(place.keeper(), 2);
        tenants = new TenantsInPostgres(servers, nanos::get);
        keeping = new TenantKeeping(keepers);
    }

    @AfterEach
    void close() {
        servers.close();
        keepers.close();
    }

    private void later() {
        nanos.addAndGet(Fresh.MOMENT.toNanos());
    }

    private void asKeeper(String statement) throws SQLException {
        keepers.inTenant("", connection -> connection.createStatement().executeUpdate(statement));
    }

    @ParameterizedTest
    @EnumSource
    void a_server_finds_what_the_keeper_has_made(Postgres version) throws Exception {
        open(version);
        keepers.check();
        servers.check();

        assertThat(keeping.create(ACME)).isTrue();
        assertThat(keeping.create(OTHER)).isTrue();

        assertThat(tenants.find("acme")).contains(ACME);
        assertThat(tenants.find("other")).contains(OTHER);
        assertThat(tenants.find("nobody")).isEmpty();
        assertThat(tenants.find("")).isEmpty();
        assertThat(tenants.find("ACME")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_second_one_of_an_id_is_not_made(Postgres version) throws Exception {
        open(version);
        keeping.create(ACME);

        assertThat(keeping.create(new Tenant("acme", false, Narrowing.NONE, null, null, Set.of())))
                .isFalse();

        assertThat(tenants.find("acme")).contains(ACME);
    }

    @ParameterizedTest
    @EnumSource
    void a_change_is_found_after_two_seconds_and_so_is_a_tenant_that_was_not_there(Postgres version)
            throws Exception {
        open(version);
        keeping.create(ACME);
        assertThat(tenants.find("acme")).isPresent();
        assertThat(tenants.find("other")).isEmpty();

        assertThat(keeping.enable("acme", false)).isTrue();
        keeping.create(OTHER);
        assertThat(tenants.find("acme").orElseThrow().enabled()).isTrue();
        assertThat(tenants.find("other")).isEmpty();
        later();

        assertThat(tenants.find("acme").orElseThrow().enabled()).isFalse();
        assertThat(tenants.find("other")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_is_not_understood_lets_nobody_in(Postgres version) throws Exception {
        open(version);
        keeping.create(ACME);

        for (String narrowing :
                new String[] {
                    "{\"mode\":\"gentle\"}", "{\"deny_everything\":[\"x\"]}", "[]", "null"
                }) {
            asKeeper("update tenants set narrowing = '" + narrowing + "'");
            later();

            assertThatThrownBy(() -> tenants.find("acme")).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(keeping::list)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tenant acme");
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_away_is_no_answer(Postgres version) throws Exception {
        open(version);
        servers.close();

        assertThatThrownBy(() -> tenants.find("acme")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void the_brake_reaches_every_tenant_also_beside_one_that_is_not_understood(Postgres version)
            throws Exception {
        open(version);
        keeping.create(ACME);
        keeping.create(OTHER);
        keeping.create(new Tenant("odd", true, Narrowing.NONE, null, null, Set.of()));
        asKeeper("update tenants set narrowing = '{\"odd\":1}' where tenant = 'odd'");

        TenantKeeping.Changed done = keeping.updateAll(TenantsInPostgresTest::readOnly);

        assertThat(done.changed()).extracting(Tenant::id).containsExactly("acme", "other");
        assertThat(done.unreadable()).containsExactly("odd");
        assertThat(tenants.find("acme")).contains(readOnly(ACME));
        assertThat(tenants.find("other")).contains(readOnly(OTHER));
        assertThat(keeping.updateAll(TenantsInPostgresTest::readOnly).changed()).isEmpty();
    }

    private static Tenant readOnly(Tenant tenant) {
        Narrowing before = tenant.narrowing();
        return new Tenant(
                tenant.id(),
                tenant.enabled(),
                new Narrowing(
                        Mode.READ_ONLY,
                        before.denyTools(),
                        before.denyGroups(),
                        before.allowGroups(),
                        before.personRequired()),
                tenant.workspace(),
                tenant.baseUrl(),
                tenant.issuers());
    }

    @ParameterizedTest
    @EnumSource
    void one_tenant_is_changed_and_its_switch_left_alone(Postgres version) throws Exception {
        open(version);
        keeping.create(ACME);
        keeping.create(OTHER);
        keeping.enable("acme", false);

        Tenant changed = keeping.update("acme", TenantsInPostgresTest::readOnly).orElseThrow();

        assertThat(keeping.find("acme").orElseThrow().tenant()).isEqualTo(changed);
        assertThat(changed.enabled()).isFalse();
        assertThat(keeping.find("other").orElseThrow().tenant()).isEqualTo(OTHER);
        assertThat(keeping.update("nobody", tenant -> tenant)).isEmpty();
        assertThat(keeping.enable("nobody", true)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_tenant_is_removed_with_all_that_is_its_own_but_its_audit_log(Postgres version)
            throws Exception {
        open(version);
        keeping.create(ACME);
        keeping.create(OTHER);
        new RedeemedInPostgres(servers).redeem("acme", "n", SOON);
        new RedeemedInPostgres(servers).redeem("other", "n", SOON);
        AuditInPostgres audit = new AuditInPostgres(servers, List.of(Shared.KEY));
        audit.intent(Rows.intent("acme", "call", SOON));
        asKeeper("insert into principals (tenant, principal) values ('acme', 'ada')");

        assertThat(keeping.delete("acme")).isFalse();
        keeping.enable("acme", false);
        assertThat(keeping.delete("acme")).isTrue();

        assertThat(keeping.find("acme")).isEmpty();
        assertThat(Rows.count(servers, "acme", "principals")).isZero();
        assertThat(new RedeemedInPostgres(servers).redeem("acme", "n", SOON)).isTrue();
        assertThat(new RedeemedInPostgres(servers).redeem("other", "n", SOON)).isFalse();
        assertThat(audit.verify("acme").rows()).isEqualTo(1);
        assertThat(audit.verify("acme").problem()).isNull();
        assertThat(tenants.find("other")).contains(OTHER);
        assertThat(keeping.delete("nobody")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_server_cannot_change_a_tenant_or_see_another_s(Postgres version) throws Exception {
        open(version);
        keeping.create(ACME);
        keeping.create(OTHER);

        for (String statement :
                new String[] {
                    "update tenants set narrowing = '{}'",
                    "delete from tenants",
                    "insert into tenants (tenant, enabled, narrowing, issuers)"
                            + " values ('acme2', true, '{}', '{}')",
                    "update principals set revoked = false",
                    "insert into principals (tenant, principal) values ('acme', 'eve')"
                }) {
            assertThatThrownBy(() ->
                            servers.inTenant(
                                    "acme",
                                    connection ->
                                            connection.createStatement().executeUpdate(statement)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
        assertThat(Rows.count(servers, "acme", "tenants")).isEqualTo(1);
    }
}
