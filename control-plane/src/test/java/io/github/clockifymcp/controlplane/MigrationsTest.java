package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigrationsTest {
    private static final int PATIENCE_SECONDS = 60;

    /// In the order in which the next version changes them.
    private static final String TABLES =
            """
            select c.relname from pg_class c where c.relnamespace = 'clockify_mcp'::regnamespace
            and c.relkind in ('r', 'p') and not c.relispartition
            and c.relname <> 'flyway_schema_history'\
            """;

    /// What somebody who waits has for themselves.
    private static final String HELD =
            """
            select c.relname from pg_locks l join pg_class c on c.oid = l.relation
            where l.mode = 'AccessExclusiveLock' and l.granted and c.relname in (%s)
            and exists (select 1 from pg_locks w where w.pid = l.pid and not w.granted) limit 1\
            """
                    .formatted(TABLES);

    private static Connection admin(Postgres.Place place) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                        .formatted(place.port(), place.name()));
    }

    /// The first column of the last row; empty where there is none.
    private static String last(Statement sql, String query) throws SQLException {
        String last = "";
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                last = rows.getString(1);
            }
        }
        return last;
    }

    private static String until(Statement sql, String query) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String found = last(sql, query);
        while (found.isEmpty()) {
            assertThat(System.nanoTime() - end).as(query).isNegative();
            Thread.sleep(20);
            found = last(sql, query);
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void a_step_that_waits_for_a_server_which_waits_for_it_is_taken_again(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Connection server = admin(place);
                Statement serving = server.createStatement();
                Connection other = admin(place);
                Statement looking = other.createStatement()) {
            // The step is the one that looks whether they wait for each other.
            looking.execute(
                    "alter database %s set deadlock_timeout = '2s'".formatted(place.name()));
            server.setAutoCommit(false);
            serving.execute("set deadlock_timeout = '10min'");
            serving.execute("set search_path = clockify_mcp");
            serving.execute("lock table %s in row exclusive mode".formatted(last(looking, TABLES)));
            CompletableFuture<Void> migration =
                    CompletableFuture.runAsync(() -> OtherSchemas.next(place.owner()));
            String held = until(looking, HELD);

            serving.execute("lock table %s in access share mode".formatted(held));
            server.commit();
            migration.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(
                            until(
                                    looking,
                                    "select deadlocks from pg_stat_database where deadlocks > 0 and"
                                            + " datname = current_database()"))
                    .isEqualTo("1");
            assertThat(
                            last(
                                    looking,
                                    "select count(*) from information_schema.columns where"
                                            + " column_name = 'of_the_next_version'"))
                    .isNotEqualTo("0");
        }
    }
}
