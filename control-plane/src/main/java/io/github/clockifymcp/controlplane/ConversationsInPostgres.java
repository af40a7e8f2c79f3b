package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.http.Conversations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Letters between replicas as rows, and a `NOTIFY` that says where to look.
///
/// Unlike news, the notification is sent in the transaction of the row: a letter is rare, and one
/// of which nobody is told would lie there until the next. Whoever could not be told looks when it
/// hears again. Rows that are over are removed by whoever adds one to the same tenant's, a few at a
/// time, and by the keeper.
public final class ConversationsInPostgres implements Conversations, AutoCloseable {
    private static final Duration LETTERS_KEPT = Duration.ofMinutes(2);
    private static final Duration CLAIMS_KEPT = Duration.ofDays(1);
    private static final int REMOVED_AT_ONCE = 100;

    private final Database database;
    private final TopicsInPostgres topics;
    private final ConversationRounds rounds;

    // Guarded by this.
    private final Map<String, Set<Member>> members = new HashMap<>();

    /// @param topics by which replicas hear of each other
    public ConversationsInPostgres(Database database, TopicsInPostgres topics) {
        this.database = database;
        this.topics = topics;
        this.rounds = new ConversationRounds(database);
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public Part join(String tenant, String session, Ear ear) {
        Member member = new Member(tenant, session, ear);
        synchronized (this) {
            Set<Member> here = members.computeIfAbsent(member.letters, first -> new HashSet<>());
            here.add(member);
            topics.hang(member.letters, () -> here(member.letters).forEach(rounds::look));
            topics.hang(member.state, () -> here(member.letters).forEach(rounds::stir));
        }
        return member;
    }

    private synchronized List<Member> here(String letters) {
        return List.copyOf(members.getOrDefault(letters, Set.of()));
    }

    private synchronized void leave(Member member) {
        Set<Member> here = members.getOrDefault(member.letters, new HashSet<>());
        here.remove(member);
        if (here.isEmpty()) {
            members.remove(member.letters);
            topics.unhang(member.letters);
            topics.unhang(member.state);
        }
    }

    /// Takes and tells no more.
    @Override
    public void close() {
        rounds.close();
    }

    /// A session's part on this replica.
    final class Member implements Part {
        final String tenant;
        final byte[] session;
        final Ear ear;

        /// Letters that are not for it, and never will be. Used by the rounds alone.
        final Set<Long> declined = new HashSet<>();

        private final String letters;
        private final String state;

        Member(String tenant, String session, Ear ear) {
            this.tenant = tenant;
            this.session = sha256(session);
            this.ear = ear;
            this.letters = TopicsInPostgres.digest("LETTERS", tenant, session);
            this.state = TopicsInPostgres.digest("STATE", tenant, session);
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }

        @Override
        public boolean pass(Letter letter) {
            boolean kept = kept(sql -> add(sql, letter));
            tellOthersHere();
            return kept;
        }

        private boolean add(Connection sql, Letter letter) throws SQLException {
            removeOld(sql, "conversation_letters");
            try (PreparedStatement lock = sql.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, ByteBuffer.wrap(session).getLong());
                lock.execute();
            }
            if (full(sql, letter)) {
                return false;
            }
            try (PreparedStatement insert =
                    sql.prepareStatement(
                            """
                            insert into conversation_letters (tenant, session, way, message, expires)
                            values (?, ?, ?, ?, now() + ? * interval '1 second')\
                            """)) {
                insert.setString(1, tenant);
                insert.setBytes(2, session);
                insert.setString(3, letter.way().name());
                insert.setString(4, letter.message());
                insert.setLong(5, LETTERS_KEPT.toSeconds());
                insert.executeUpdate();
            }
            topics.ring(sql, letters);
            return true;
        }

        private boolean full(Connection sql, Letter letter) throws SQLException {
            int bytes = letter.message().getBytes(UTF_8).length;
            try (PreparedStatement count =
                    sql.prepareStatement(
                            """
                            select count(*), coalesce(sum(octet_length(message)), 0)
                            from conversation_letters
                            where tenant = ? and session = ? and way = ? and expires > now()\
                            """)) {
                count.setString(1, tenant);
                count.setBytes(2, session);
                count.setString(3, letter.way().name());
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getInt(1) >= MOST || row.getLong(2) + bytes > MOST_BYTES;
                }
            }
        }

        @Override
        public long claim() {
            long claim = kept(this::claimed);
            tellOthersHere();
            return claim;
        }

        private long claimed(Connection sql) throws SQLException {
            removeOld(sql, "conversation_streams");
            long claim;
            try (PreparedStatement upsert =
                    sql.prepareStatement(
                            """
                            insert into conversation_streams (tenant, session, claim, expires)
                            values (?, ?, nextval('conversation_claims'),
                                    now() + ? * interval '1 second')
                            on conflict (tenant, session) do update
                            set claim = nextval('conversation_claims'), expires = excluded.expires
                            returning claim\
                            """)) {
                upsert.setString(1, tenant);
                upsert.setBytes(2, session);
                upsert.setLong(3, CLAIMS_KEPT.toSeconds());
                try (ResultSet row = upsert.executeQuery()) {
                    row.next();
                    claim = row.getLong(1);
                }
            }
            topics.ring(sql, letters);
            return claim;
        }

        private <T> T kept(Database.Work<T> work) {
            try {
                return database.inTenant(tenant, work);
            } catch (SQLException e) {
                throw new UncheckedIOException(
                        new IOException("what is said in a session could not be kept", e));
            }
        }

        /// Those in this process are not rung for.
        private void tellOthersHere() {
            here(letters).stream().filter(other -> other != this).forEach(rounds::look);
        }

        @Override
        public void fetch() {
            rounds.look(this);
        }

        @Override
        public void stir() {
            here(letters).stream().filter(other -> other != this).forEach(rounds::stir);
            topics.ringSoon(state);
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    private static void removeOld(Connection sql, String table) throws SQLException {
        try (PreparedStatement delete =
                sql.prepareStatement(
                        "delete from %s where ctid = any (array(select ctid from %s where expires < now() limit %d for update skip locked))"
                                .formatted(table, table, REMOVED_AT_ONCE))) {
            delete.executeUpdate();
        }
    }
}
