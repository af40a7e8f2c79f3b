package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.http.Conversations;
import io.github.clockifymcp.mcp.http.Conversations.Letter;
import io.github.clockifymcp.mcp.http.Conversations.Way;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Letters between replicas, without the sessions that they are about.
final class ConversationsInPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    /// One replica of a service.
    private static final class Replica implements AutoCloseable {
        private final Database database;
        private final TopicsInPostgres topics;
        private final ConversationsInPostgres conversations;

        Replica(Postgres.Place place) {
            database = Database.open(place.server(), 3);
            topics = TopicsInPostgres.open(database, place.server());
            conversations = new ConversationsInPostgres(database, topics);
            until(topics::listening);
        }

        @Override
        public void close() {
            conversations.close();
            topics.close();
            database.close();
        }
    }

    /// Somebody who wants what begins with a word, and remembers what became of it.
    private static final class Ear implements Conversations.Ear {
        private final String word;
        private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> moved = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> stirred = new LinkedBlockingQueue<>();

        Ear(String word) {
            this.word = word;
        }

        @Override
        public boolean wants(Letter letter) {
            return letter.message().startsWith(word);
        }

        @Override
        public void take(Letter letter) {
            taken.add(letter.message());
        }

        @Override
        public void moved(long claim) {
            moved.add(claim);
        }

        @Override
        public void stirred() {
            stirred.add("stirred");
        }

        String next() throws InterruptedException {
            String next = taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return next == null ? "nothing came" : next;
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

    private static Letter said(String text) {
        return new Letter(Way.SAID, text);
    }

    @ParameterizedTest
    @EnumSource
    void of_all_who_want_a_letter_one_gets_it_and_it_is_gone(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place);
                Replica three = new Replica(place)) {
            Ear first = new Ear("");
            Ear second = new Ear("");
            Conversations.Part sender = one.conversations.join("acme", "s1", new Ear("none"));
            two.conversations.join("acme", "s1", first);
            three.conversations.join("acme", "s1", second);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String text = "é " + i;
                sent.add(text);
                until(() -> sender.pass(said(text)));
            }

            until(() -> first.taken.size() + second.taken.size() >= sent.size());
            until(() -> count(one.database, "acme") == 0);
            List<String> all = new ArrayList<>(first.taken);
            all.addAll(second.taken);
            assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_letter_stays_in_its_session_and_its_tenant(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            Ear other = new Ear("");
            Ear foreign = new Ear("");
            Ear right = new Ear("");
            two.conversations.join("acme", "s2", other);
            two.conversations.join("other", "s1", foreign);
            assertThat(
                            one.conversations
                                    .join("acme", "s1", new Ear("none"))
                                    .pass(said("for s1 of acme")))
                    .isTrue();
            two.conversations.join("other", "s1", foreign).fetch();
            two.conversations.join("acme", "s1", right).fetch();

            assertThat(right.next()).isEqualTo("for s1 of acme");
            assertThat(other.taken).isEmpty();
            assertThat(foreign.taken).isEmpty();
            assertThat(count(one.database, "other")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_row_holds_the_id_of_a_session(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place)) {
            Conversations.Part part = one.conversations.join("acme", "s3cr3t-id", new Ear("none"));
            part.pass(said("x"));
            part.claim();

            List<String> rows =
                    one.database.inTenant(
                            "acme",
                            sql ->
                                    texts(
                                            sql,
                                            """
                                            select l::text from conversation_letters l
                                            union all select s::text from conversation_streams s\
                                            """));
            assertThat(rows).hasSize(2).noneMatch(row -> row.contains("s3cr3t"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_was_cut_off_finds_what_was_said_meanwhile(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            Ear ear = new Ear("");
            Conversations.Part sender = one.conversations.join("acme", "s1", new Ear("none"));
            two.conversations.join("acme", "s1", ear);
            for (int round = 0; round < 3; round++) {
                terminate(place);
                // It commits whether anybody hears of it or not.
                sender.pass(said("letter " + round));
                long claim = sender.claim();

                assertThat(ear.next()).isEqualTo("letter " + round);
                until(() -> ear.moved.contains(claim));
                until(() -> one.topics.listening() && two.topics.listening());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_accepted_survives_a_server_that_stops_without_a_warning(Postgres version)
            throws Exception {
        try (ListenServer server = new ListenServer(version, folder)) {
            Postgres.Place place = server.place();
            Migrations.run(place.owner(), Postgres.SERVER, Postgres.KEEPER);
            try (Replica one = new Replica(place);
                    Replica two = new Replica(place)) {
                Ear ear = new Ear("wanted");
                Conversations.Part sender = one.conversations.join("acme", "s1", new Ear("none"));
                Conversations.Part late = one.conversations.join("acme", "s2", new Ear("none"));
                two.conversations.join("acme", "s1", ear);
                assertThat(late.pass(said("wanted later"))).isTrue();

                server.stopImmediately();
                assertThatThrownBy(() -> sender.pass(said("wanted now")))
                        .isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(sender::claim).isInstanceOf(UncheckedIOException.class);
                server.startAgain();
                until(() -> one.topics.listening() && two.topics.listening());

                Ear there = new Ear("wanted");
                two.conversations.join("acme", "s2", there).fetch();
                assertThat(there.next()).isEqualTo("wanted later");
                until(() -> passed(sender, "wanted again"));
                assertThat(ear.next()).isEqualTo("wanted again");
            }
        }
    }

    private static boolean passed(Conversations.Part part, String text) {
        try {
            return part.pass(said(text));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_letters_nobody_fetched_are_over_in_time(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            one.database.inTenant(
                    "acme",
                    sql ->
                            sql.createStatement()
                                    .executeUpdate(
                                            """
                                            insert into conversation_letters
                                            (tenant, session, way, message, expires)
                                            select 'acme', sha256((i % 400)::text::bytea), 'SAID',
                                            'old', now() + interval '1 hour'
                                            from generate_series(1, 10000) i\
                                            """));
            Conversations.Part part = one.conversations.join("acme", "1", new Ear("none"));
            int full = 0;
            for (int i = 25; i < Conversations.MOST; i++) {
                assertThat(part.pass(said("new"))).isTrue();
                full++;
            }
            assertThat(full).isEqualTo(7);
            assertThat(part.pass(said("too many"))).isFalse();
            assertThat(part.pass(new Letter(Way.TOLD, "the other way"))).isTrue();
            one.database.inTenant(
                    "acme",
                    sql ->
                            sql.createStatement()
                                    .executeUpdate(
                                            "update conversation_letters set expires = now()"
                                                    + " where message = 'old'"));

            Ear ear = new Ear("");
            two.conversations.join("acme", "2", ear).fetch();
            Conversations.Part other = one.conversations.join("acme", "3", new Ear("none"));
            for (int i = 0; i < 101; i++) {
                String session = "sender " + i;
                one.conversations.join("acme", session, new Ear("none")).pass(said("new"));
            }
            assertThat(other.pass(said("there is room"))).isTrue();
            assertThat(count(one.database, "acme")).isEqualTo(full + 103);
            assertThat(ear.taken).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void claims_grow_and_reach_the_others(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            Ear first = new Ear("none");
            Ear second = new Ear("none");
            Conversations.Part here = one.conversations.join("acme", "s1", first);
            Conversations.Part there = two.conversations.join("acme", "s1", second);
            ConcurrentLinkedQueue<Long> claims = new ConcurrentLinkedQueue<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Conversations.Part part = i % 2 == 0 ? here : there;
                threads.add(Thread.ofVirtual().start(() -> claims.add(part.claim())));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long last = claims.stream().mapToLong(Long::longValue).max().orElseThrow();

            assertThat(claims).hasSize(20).doesNotHaveDuplicates();
            until(() -> first.moved.contains(last) || second.moved.contains(last));
            one.database.inTenant(
                    "acme",
                    sql -> sql.createStatement().execute("delete from conversation_streams"));
            assertThat(here.claim()).isGreaterThan(last);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_others_hear_that_what_is_remembered_has_changed(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Replica one = new Replica(place);
                Replica two = new Replica(place)) {
            Ear here = new Ear("none");
            Ear there = new Ear("none");
            Conversations.Part part = one.conversations.join("acme", "s1", here);
            Conversations.Part left = two.conversations.join("acme", "s1", new Ear("none"));
            two.conversations.join("acme", "s1", there);
            left.close();

            part.stir();

            assertThat(there.stirred.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(here.stirred).isEmpty();
        }
    }

    private static int count(Database database, String tenant) {
        try {
            return database.inTenant(
                    tenant,
                    sql ->
                            Integer.parseInt(
                                    texts(sql, "select count(*) from conversation_letters")
                                            .getFirst()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Connection sql, String query) throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /// Ends the connections of those who listen in this database.
    private static void terminate(Postgres.Place place) throws SQLException {
        try (Connection connection = place.server().source().getConnection()) {
            texts(
                    connection,
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    and query in ('listen clockify_mcp', 'select 1')\
                    """);
        }
    }
}
