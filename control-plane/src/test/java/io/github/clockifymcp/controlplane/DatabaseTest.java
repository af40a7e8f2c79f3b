package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DatabaseTest {
    private static final Instant SOON = Instant.parse("2026-11-20T14:35:00Z");

    @ParameterizedTest
    @EnumSource
    void a_transaction_sees_the_rows_of_the_tenant_that_it_named(Postgres version)
            throws Exception {
        try (Database database = Database.open(version.migrated().server(), 1)) {
            new RedeemedInPostgres(database).redeem("acme", "n1", SOON);
            new RedeemedInPostgres(database).redeem("other", "n2", SOON);

            assertThat(nonces(database, "acme")).containsExactly("n1");
            assertThat(nonces(database, "other")).containsExactly("n2");
            assertThat(nonces(database, "")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_pool_says_what_its_connections_do(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 1)) {
            Database.Pool during = database.inTenant("acme", connection -> database.pool());

            assertThat(during).isEqualTo(new Database.Pool(1, 0, 0));
            assertThat(database.pool().waiting()).isZero();
        }
    }

    /// With one connection, so that each borrower has the one that somebody else had.
    @ParameterizedTest
    @EnumSource
    void a_connection_forgets_the_tenant_that_it_was_used_for(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Connection connection = place.server().source().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('app.tenant', 'acme', true)");
            statement.execute("insert into redeemed values ('acme', 'n1', now())");
            connection.commit();

            try (ResultSet rows = statement.executeQuery("select nonce from redeemed")) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_row_of_another_tenant_cannot_be_written(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 1)) {
            assertThatThrownBy(() ->
                            database.inTenant(
                                    "acme",
                                    connection ->
                                            connection
                                                    .createStatement()
                                                    .executeUpdate(
                                                            "insert into redeemed values ('other', 'n', now())")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("row-level security");
            assertThat(nonces(database, "other")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_owner_is_held_to_the_policies_as_well(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 1)) {
            new RedeemedInPostgres(database).redeem("acme", "n1", SOON);
        }
        try (Connection connection = place.owner().source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select nonce from redeemed")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_table_with_a_tenant_has_its_policy_forced(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Connection connection = place.owner().source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select c.relname from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'clockify_mcp' and c.relkind in ('r', 'p')
                                and exists (select 1 from pg_attribute a
                                            where a.attrelid = c.oid and a.attname = 'tenant')
                                and not (c.relrowsecurity and c.relforcerowsecurity)\
                                """)) {
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_a_statement_asks_for_it_sees_its_tenants_rows(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 1)) {
            Rows.fill(database, SOON);
            new AuditInPostgres(database, List.of(Shared.KEY))
                    .intent(Rows.intent("acme", "call", SOON));
            for (String table :
                    List.of(
                            "sessions",
                            "tasks",
                            "redeemed",
                            "keyed",
                            "recent",
                            "buckets",
                            "audit",
                            "audit_head")) {
                assertThat(Rows.count(database, "acme", table)).as(table).isEqualTo(1);
                assertThat(Rows.count(database, "other", table)).as(table).isZero();
            }
        }
    }

    /// Of what is shared by calls; nothing on partitions, which would go round their table's
    /// policy.
    @ParameterizedTest
    @EnumSource
    void a_server_has_the_rights_it_needs_and_none_on_partitions(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        Keeper.run(place.keeper());
        try (Connection connection = place.owner().source().getConnection()) {
            List<String> rights =
                    Sql.all(
                            connection,
                            """
                            select c.relname || ' ' || string_agg(lower(a.privilege_type), ' '
                                                                  order by a.privilege_type)
                            from pg_class c, aclexplode(c.relacl) a
                            where c.relnamespace = 'clockify_mcp'::regnamespace
                            and a.grantee = ?::regrole and a.privilege_type <> 'MAINTAIN'
                            group by c.relname order by c.relname\
                            """,
                            row -> row.getString(1),
                            Postgres.SERVER);

            assertThat(rights)
                    .contains(
                            "audit insert select",
                            "audit_checkpoints select",
                            "audit_head insert select update",
                            "buckets insert select update",
                            "journal delete insert select update",
                            "keyed delete insert select update",
                            "recent insert select update",
                            "redeemed insert select",
                            "session_places delete insert select update",
                            "sessions delete insert select update",
                            "tasks insert select update")
                    .noneMatch(right -> right.startsWith("audit_2"))
                    .noneMatch(right -> right.startsWith("audit_other"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_was_not_prepared_says_so(Postgres version) throws Exception {
        try (Database database = Database.open(version.empty().server(), 1)) {
            assertThatThrownBy(database::check)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("clockify-mcp migrate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_schema_says_which_programs_are_too_old_for_it(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 1);
                Connection connection = place.owner().source().getConnection();
                Statement statement = connection.createStatement()) {
            database.check();

            statement.execute("update schema_facts set oldest_program = " + (Database.PROGRAM + 1));

            assertThatThrownBy(database::check)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("too old");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_program_says_when_the_schema_is_too_old_for_it(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 1)) {
            for (String deed :
                    List.of(
                            "delete from flyway_schema_history where version = '%d'"
                                    .formatted(Database.NEWEST),
                            "revoke select (version, success) on flyway_schema_history from "
                                    + Postgres.SERVER)) {
                Rows.asOwner(place, "acme", deed);

                assertThatThrownBy(database::check)
                        .isInstanceOf(SchemaException.class)
                        .hasMessageContaining("older clockify-mcp")
                        .hasMessageContaining("clockify-mcp migrate");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void migrating_again_does_nothing(Postgres version) throws Exception {
        Postgres.Place place = version.empty();

        Migrations.Done first = Migrations.run(place.owner(), Postgres.SERVER, Postgres.KEEPER);
        Migrations.Done again = Migrations.run(place.owner(), Postgres.SERVER, Postgres.KEEPER);

        assertThat(first.version())
                .as("the newest migration is the one that Database.NEWEST says is needed")
                .isEqualTo(Integer.toString(Database.NEWEST));
        assertThat(first.steps()).isPositive();
        assertThat(again).isEqualTo(new Migrations.Done(first.version(), 0));
    }

    @ParameterizedTest
    @EnumSource
    void one_role_is_not_two(Postgres version) throws Exception {
        Postgres.Place place = version.empty();

        assertThatThrownBy(() -> Migrations.run(place.owner(), Postgres.SERVER, Postgres.SERVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Owner, server and keeper are three roles.");
    }

    private static List<String> nonces(Database database, String tenant) throws SQLException {
        return database.inTenant(
                tenant,
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery("select nonce from redeemed")) {
                        List<String> found = new java.util.ArrayList<>();
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                        return found;
                    }
                });
    }
}
