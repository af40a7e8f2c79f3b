package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.controlplane.ConversationsInPostgres.Member;
import io.github.clockifymcp.mcp.http.Conversations.Letter;
import io.github.clockifymcp.mcp.http.Conversations.Way;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for what has come, on one thread for all sessions of this replica: when many have to look,
/// because the connection was gone, they do it together.
///
/// A letter is taken in two steps, so that it is taken once and not lost: it gets our name, which
/// only one replica can do, and is removed when it was handed over. When we do not learn whether it
/// got our name, we look again and see.
final class ConversationRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationRounds.class);

    /// Sessions, whose letters are read into memory together.
    private static final int AT_ONCE = 20;

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private final String replica = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

    // Guarded by this.
    private final Set<Member> looking = new LinkedHashSet<>();
    private final Set<Member> stirred = new LinkedHashSet<>();
    private boolean working;
    private boolean closed;

    // Used by the one thread alone.
    private final Map<Long, Taking> taking = new TreeMap<>();

    private record Taking(Member member, Letter letter) {}

    ConversationRounds(Database database) {
        this.database = database;
    }

    /// Looks soon what has come for it.
    synchronized void look(Member member) {
        looking.add(member);
        work();
    }

    /// Tells it soon that what is remembered of its session may have changed.
    synchronized void stir(Member member) {
        stirred.add(member);
        work();
    }

    private void work() {
        if (!working && !closed) {
            working = true;
            Thread.ofVirtual().name("conversations").start(this::round);
        }
    }

    private void round() {
        long wait = FIRST_WAIT.toMillis();
        while (true) {
            List<Member> some = some(looking);
            List<Member> changed = some(stirred);
            synchronized (this) {
                if (closed || (some.isEmpty() && changed.isEmpty())) {
                    working = false;
                    return;
                }
            }
            changed.forEach(member -> safely(member.ear::stirred));
            try {
                byTenant(some).forEach(this::look);
                wait = FIRST_WAIT.toMillis();
            } catch (RuntimeException e) { // whatever it is, others wait for this thread
                LOG.warn(
                        "What other replicas say cannot be read, it will be; type={}",
                        e.getClass().getName());
                synchronized (this) {
                    looking.addAll(some);
                }
                pause(wait);
                wait = Math.min(2 * wait, LONGEST_WAIT.toMillis());
            }
        }
    }

    private synchronized List<Member> some(Set<Member> waiting) {
        List<Member> some = waiting.stream().limit(AT_ONCE).toList();
        some.forEach(waiting::remove);
        return some;
    }

    private static Map<String, List<Member>> byTenant(List<Member> members) {
        Map<String, List<Member>> tenants = new LinkedHashMap<>();
        for (Member member : members) {
            tenants.computeIfAbsent(member.tenant, first -> new ArrayList<>()).add(member);
        }
        return tenants;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One that fails must not keep others from theirs.
    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A message was not taken; type={}", e.getClass().getName());
        }
    }

    /// The store did not answer.
    private static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(SQLException cause) {
            super(cause);
        }
    }

    private void look(String tenant, List<Member> members) {
        try {
            List<Long> ours =
                    database.inTenant(
                            tenant,
                            sql -> {
                                Array sessions = sessions(sql, members);
                                moved(sql, tenant, sessions, members);
                                return take(sql, tenant, sessions, members);
                            });
            ours.forEach(this::deliver);
            // Another replica was faster.
            taking.values().removeIf(other -> members.contains(other.member()));
            if (!ours.isEmpty()) {
                database.inTenant(tenant, sql -> remove(sql, tenant, sessions(sql, members), ours));
            }
        } catch (SQLException e) {
            throw new Unanswered(e);
        }
    }

    private static Array sessions(Connection sql, List<Member> members) throws SQLException {
        return sql.createArrayOf(
                "bytea", members.stream().map(member -> member.session).toArray(byte[][]::new));
    }

    private static Map<ByteBuffer, List<Member>> bySession(List<Member> members) {
        Map<ByteBuffer, List<Member>> sessions = new HashMap<>();
        for (Member member : members) {
            sessions.computeIfAbsent(ByteBuffer.wrap(member.session), first -> new ArrayList<>())
                    .add(member);
        }
        return sessions;
    }

    private static void moved(Connection sql, String tenant, Array sessions, List<Member> members)
            throws SQLException {
        Map<ByteBuffer, List<Member>> here = bySession(members);
        try (PreparedStatement select =
                sql.prepareStatement(
                        "select session, claim from conversation_streams"
                                + " where tenant = ? and session = any (?)")) {
            select.setString(1, tenant);
            select.setArray(2, sessions);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long claim = rows.getLong(2);
                    here.getOrDefault(ByteBuffer.wrap(rows.getBytes(1)), List.of())
                            .forEach(member -> safely(() -> member.ear.moved(claim)));
                }
            }
        }
    }

    /// @return the numbers of what is ours, in the order in which it was said
    private List<Long> take(Connection sql, String tenant, Array sessions, List<Member> members)
            throws SQLException {
        Map<ByteBuffer, List<Member>> here = bySession(members);
        Set<Long> waiting = new HashSet<>();
        List<Long> ours = new ArrayList<>();
        List<Long> wanted = new ArrayList<>();
        try (PreparedStatement select =
                sql.prepareStatement(
                        """
                        select number, session, way, message, taken_by from conversation_letters
                        where tenant = ? and session = any (?) and expires > now()
                        and (taken_by is null or taken_by = ?) order by number\
                        """)) {
            select.setString(1, tenant);
            select.setArray(2, sessions);
            select.setString(3, replica);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long number = rows.getLong(1);
                    waiting.add(number);
                    Letter letter = new Letter(Way.valueOf(rows.getString(3)), rows.getString(4));
                    if (rows.getString(5) != null) {
                        ours.add(number);
                    } else if (wanted(
                            number,
                            letter,
                            here.getOrDefault(ByteBuffer.wrap(rows.getBytes(2)), List.of()))) {
                        wanted.add(number);
                    }
                }
            }
        }
        members.forEach(member -> member.declined.retainAll(waiting));
        ours.addAll(named(sql, tenant, sessions, wanted));
        return ours.stream().sorted().toList();
    }

    private boolean wanted(long number, Letter letter, List<Member> members) {
        for (Member member : members) {
            if (member.declined.contains(number)) {
                continue;
            }
            if (member.ear.wants(letter)) {
                taking.put(number, new Taking(member, letter));
                return true;
            }
            if (letter.way() == Way.SAID) {
                member.declined.add(number);
            }
        }
        return false;
    }

    private List<Long> named(Connection sql, String tenant, Array sessions, List<Long> wanted)
            throws SQLException {
        List<Long> named = new ArrayList<>();
        if (wanted.isEmpty()) {
            return named;
        }
        try (PreparedStatement update =
                sql.prepareStatement(
                        """
                        update conversation_letters set taken_by = ?
                        where tenant = ? and session = any (?) and number = any (?)
                        and taken_by is null returning number\
                        """)) {
            update.setString(1, replica);
            update.setString(2, tenant);
            update.setArray(3, sessions);
            update.setArray(4, numbers(sql, wanted));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    named.add(rows.getLong(1));
                }
            }
        }
        return named;
    }

    private static Array numbers(Connection sql, Collection<Long> numbers) throws SQLException {
        return sql.createArrayOf("bigint", numbers.toArray());
    }

    private void deliver(long number) {
        Taking taken = taking.remove(number);
        if (taken != null) {
            safely(() -> taken.member().ear.take(taken.letter()));
        }
    }

    private static boolean remove(
            Connection sql, String tenant, Array sessions, List<Long> delivered)
            throws SQLException {
        try (PreparedStatement delete =
                sql.prepareStatement(
                        "delete from conversation_letters"
                                + " where tenant = ? and session = any (?) and number = any (?)")) {
            delete.setString(1, tenant);
            delete.setArray(2, sessions);
            delete.setArray(3, numbers(sql, delivered));
            return delete.executeUpdate() > 0;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
