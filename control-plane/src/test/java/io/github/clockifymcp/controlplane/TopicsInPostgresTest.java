package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.News;
import io.github.clockifymcp.mcp.server.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Replicas that tell each other news through one Postgres.
final class TopicsInPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final News ENTRY = News.ofResource("acme", "clockify://workspace/w/entry/e1");
    private static final News OTHER = News.ofResource("acme", "clockify://workspace/w/entry/e2");

    @TempDir Path folder;

    /// One replica, and what it hears.
    private static final class Replica implements Topics.Ear, AutoCloseable {
        private static final News ANYTHING = News.ofTask("", "anything may have changed");

        private final Database database;
        private final TopicsInPostgres topics;
        private final Topics.Hearing hearing;
        private final BlockingQueue<News> heard = new LinkedBlockingQueue<>();

        Replica(Postgres.Place place) {
            database = Database.open(place.server(), 2);
            topics = TopicsInPostgres.open(database, place.server());
            hearing = topics.hear(this);
            until(topics::listening);
            heard.clear(); // that it began to listen
        }

        @Override
        public void heard(Set<News> news) {
            heard.addAll(news);
        }

        @Override
        public void missed() {
            heard.add(ANYTHING);
        }

        News next() throws InterruptedException {
            News next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return next == null ? News.ofTask("", "nothing was heard") : next;
        }

        @Override
        public void close() {
            topics.close();
            database.close();
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_one_publishes_is_heard_where_it_is_wanted_and_nowhere_else(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            one.hearing.want(ENTRY);
            two.hearing.want(ENTRY);
            one.topics.publish(Set.of(OTHER));
            one.topics.publish(Set.of(ENTRY));
            one.topics.publish(Set.of(News.ofResource("other", ENTRY.name())));

            assertThat(one.heard).as("here at once").containsExactly(ENTRY);
            assertThat(two.next()).isEqualTo(ENTRY);

            two.hearing.leave(ENTRY);
            two.hearing.want(OTHER);
            one.topics.publish(Set.of(ENTRY));
            one.topics.publish(Set.of(OTHER));
            assertThat(two.next()).isEqualTo(OTHER);
            assertThat(two.heard).isEmpty();
            assertThat(one.heard).as("its own news once").containsExactly(ENTRY, ENTRY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_holds_no_names_and_comes_together(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place);
                Connection spy = place.keeper().source().getConnection()) {
            listen(spy);
            Set<News> many = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                News news = News.ofResource("acme", "clockify://workspace/w/entry/" + i);
                many.add(news);
                two.hearing.want(news);
            }
            long begun = System.nanoTime();
            for (int round = 0; round < 200; round++) {
                one.topics.publish(many);
                TimeUnit.MILLISECONDS.sleep(2);
            }
            long windows = 2 + (System.nanoTime() - begun) / Duration.ofMillis(200).toNanos();

            Set<News> heard = new HashSet<>();
            while (heard.size() < many.size()) {
                heard.add(two.next());
            }
            assertThat(heard).isEqualTo(many);
            List<String> said = said(spy, Duration.ofMillis(600));
            assertThat(said)
                    .allSatisfy(payload ->
                            assertThat(payload)
                                    .hasSizeLessThanOrEqualTo(TopicsInPostgres.LONGEST_PAYLOAD)
                                    .matches("[A-Za-z0-9_-]+")
                                    .doesNotContain("acme", "entry"));
            assertThat(said)
                    .as("3 payloads for 1,000 digests")
                    .hasSizeBetween(3, (int) windows * 3);
        }
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + TopicsInPostgres.CHANNEL);
        }
    }

    private static List<String> said(Connection spy, Duration quiet) throws SQLException {
        List<String> said = new ArrayList<>();
        PGConnection postgres = spy.unwrap(PGConnection.class);
        while (true) {
            PGNotification[] next = postgres.getNotifications((int) quiet.toMillis());
            if (next == null || next.length == 0) {
                return said;
            }
            for (PGNotification each : next) {
                said.add(each.getParameter());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_others_say_on_the_channel_harms_nobody(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place);
                Connection stranger = place.keeper().source().getConnection();
                Statement statement = stranger.createStatement()) {
            two.hearing.want(ENTRY);
            statement.execute("notify clockify_mcp");
            statement.execute("notify clockify_mcp, 'x'");
            statement.execute("notify clockify_mcp, '" + "é€".repeat(1_500) + "'");
            one.topics.publish(Set.of(ENTRY));

            assertThat(two.next()).isEqualTo(ENTRY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_was_cut_off_is_told_that_something_may_have_been_missed(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            two.hearing.want(ENTRY);
            for (int round = 0; round < 3; round++) {
                assertThat(terminate(place)).as("both listen").isEqualTo(2);
                one.topics.publish(Set.of(ENTRY));
                until(() -> two.heard.contains(Replica.ANYTHING));
                until(() -> one.topics.listening() && two.topics.listening());

                // What was on its way may come as well; the other is news of now.
                two.hearing.want(OTHER);
                one.topics.publish(Set.of(OTHER));
                until(() -> two.heard.contains(OTHER));
                two.hearing.leave(OTHER);
                two.heard.clear();
            }
        }
    }

    /// Ends those who listen in this database.
    private static int terminate(Postgres.Place place) throws SQLException {
        try (Connection connection = place.server().source().getConnection();
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                and query in ('listen clockify_mcp', 'select 1')\
                                """)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_stops_without_a_warning_leaves_nothing_unannounced(Postgres version)
            throws Exception {
        try (ListenServer server = new ListenServer(version, folder)) {
            Postgres.Place place = server.place();
            Migrations.run(place.owner(), Postgres.SERVER, Postgres.KEEPER);
            try (Replica one = new Replica(place);
                    Replica two = new Replica(place)) {
                two.hearing.want(ENTRY);

                server.stopImmediately();
                until(() -> !one.topics.listening() && !two.topics.listening());
                one.topics.publish(Set.of(ENTRY)); // fails, and is kept
                TimeUnit.MILLISECONDS.sleep(500);
                assertThat(two.heard).isEmpty();
                server.startAgain();

                // Whether it was said before the other listened or after, nobody can tell.
                until(() -> two.heard.contains(Replica.ANYTHING));
                until(() -> one.topics.listening() && two.topics.listening());
                two.heard.clear();
                two.topics.publish(Set.of(OTHER));
                one.topics.publish(Set.of(ENTRY));
                assertThat(two.next()).isEqualTo(ENTRY);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_published_before_the_end_is_said(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica two = new Replica(place)) {
            two.hearing.want(ENTRY);
            two.hearing.want(OTHER);
            try (Replica one = new Replica(place)) {
                one.topics.publish(Set.of(ENTRY));
                assertThat(two.next()).isEqualTo(ENTRY);
                one.topics.publish(Set.of(OTHER)); // within the window
            }
            assertThat(two.next()).isEqualTo(OTHER);
        }
    }

    @Test
    void a_postgres_that_is_away_at_the_start_keeps_nobody_waiting() {
        Postgres.Place nowhere = new Postgres.Place(1, "nothing");
        try (Database database = Database.open(nowhere.server(), 1);
                TopicsInPostgres topics = TopicsInPostgres.open(database, nowhere.server())) {
            topics.publish(Set.of(ENTRY));

            assertThat(topics.listening()).isFalse();
        }
    }
}
