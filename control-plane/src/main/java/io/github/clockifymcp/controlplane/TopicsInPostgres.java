package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.server.MemoryTopics;
import io.github.clockifymcp.mcp.server.News;
import io.github.clockifymcp.mcp.server.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// News between replicas by Postgres's `NOTIFY`.
///
/// Whoever is on the same replica is told at once. Others are told by digests: 128 bits of a
/// SHA-256 over tenant, kind and name, since everybody who may connect to the database may listen.
/// They are collected and sent by one thread, outside the transactions of calls (a `NOTIFY` makes
/// their commits wait for each other): the first at once, more of them a window later, each once. A
/// replica compares what it hears with the digests of what is wanted there; all else costs it a
/// look into a map.
///
/// What cannot be sent is kept until it can. What a replica could not hear while its connection was
/// gone is made up for by telling everybody there that something may have been missed. Lost is only
/// what a process that dies has not sent yet: that of one window.
public final class TopicsInPostgres implements Topics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsInPostgres.class);

    static final String CHANNEL = "clockify_mcp";

    /// Postgres takes no longer ones.
    static final int LONGEST_PAYLOAD = 7_999;

    /// Instead of digests: whatever it is, it may have changed.
    private static final String EVERYTHING = "*";

    private static final int MAX_PENDING = 10_000;
    private static final int DIGEST_BYTES = 16;
    private static final int DIGEST_LENGTH = 22;
    private static final int SENDER_BYTES = 9;
    private static final Duration WINDOW = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Database database;
    private final ListenConnection connection;
    private final Thread sender =
            Thread.ofPlatform().daemon().name("postgres-notify").unstarted(this::send);
    private final String replica = random();
    private final MemoryTopics here = new MemoryTopics();

    // Guarded by itself.
    private final Map<String, News> wanted = new HashMap<>();

    // Guarded by itself.
    private final Map<String, Runnable> bells = new HashMap<>();

    // Guarded by itself, as is closed.
    private final Set<String> pending = new LinkedHashSet<>();
    private boolean closed;

    private TopicsInPostgres(Database database, Dsn direct) {
        this.database = database;
        this.connection = new ListenConnection(direct, CHANNEL, this::heard, this::missed);
    }

    /// Begins to listen. A Postgres that is away is waited for, and nobody waits for us.
    ///
    /// @param database through which news is sent
    /// @param direct the way to Postgres itself: a pooler that gives connections to others between
    ///   transactions forgets who listens
    public static TopicsInPostgres open(Database database, Dsn direct) {
        TopicsInPostgres topics = new TopicsInPostgres(database, direct);
        topics.connection.start();
        topics.sender.start();
        return topics;
    }

    /// Whether this replica hears the others at the moment.
    public boolean listening() {
        return connection.listening();
    }

    private static String random() {
        byte[] bytes = new byte[SENDER_BYTES];
        new SecureRandom().nextBytes(bytes);
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What stands for these words; no two lists of words have the same.
    static String digest(String... words) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                byte[] bytes = word.getBytes(UTF_8);
                sha.update((bytes.length + ":").getBytes(UTF_8));
                sha.update(bytes);
            }
            byte[] all = sha.digest();
            byte[] first = new byte[DIGEST_BYTES];
            System.arraycopy(all, 0, first, 0, DIGEST_BYTES);
            return text(first);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String digest(News news) {
        return digest(news.kind().name(), news.tenant(), news.name());
    }

    @Override
    public void publish(Set<News> news) {
        here.publish(news);
        tell(news.stream().map(TopicsInPostgres::digest).toList());
    }

    /// Rings on the other replicas soon.
    void ringSoon(String digest) {
        tell(List.of(digest));
    }

    private void tell(List<String> digests) {
        synchronized (pending) {
            if (pending.size() + digests.size() > MAX_PENDING) {
                pending.clear();
                pending.add(EVERYTHING);
            } else if (!pending.contains(EVERYTHING)) {
                pending.addAll(digests);
            }
            pending.notifyAll();
        }
    }

    private void send() {
        long wait = WINDOW.toMillis();
        for (List<String> batch = next(); batch != null; batch = next()) {
            try {
                announce(batch);
                wait = WINDOW.toMillis();
            } catch (SQLException | RuntimeException e) {
                LOG.warn(
                        "Other replicas could not be told what changed, they will be; type={}",
                        e.getClass().getName());
                wait = Math.min(2 * wait, LONGEST_WAIT.toMillis());
                synchronized (pending) {
                    if (closed) {
                        return;
                    }
                    pending.addAll(batch);
                }
            }
            pause(wait);
        }
    }

    /// What is to be sent; null when that was all.
    private @Nullable List<String> next() {
        synchronized (pending) {
            while (pending.isEmpty() && !closed) {
                waitFor(0);
            }
            if (pending.isEmpty()) {
                return null;
            }
            List<String> batch =
                    pending.contains(EVERYTHING) ? List.of(EVERYTHING) : List.copyOf(pending);
            pending.clear();
            return batch;
        }
    }

    /// Meanwhile more comes together; nobody waits for it at the end.
    private void pause(long millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        synchronized (pending) {
            for (long left = millis; left > 0 && !closed; ) {
                waitFor(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        }
    }

    /// @param millis 0 for as long as it takes
    private void waitFor(long millis) {
        try {
            pending.wait(millis);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void announce(List<String> digests) throws SQLException {
        List<String> payloads = payloads(digests);
        database.inTenant(
                "",
                sql -> {
                    for (String payload : payloads) {
                        announce(sql, payload);
                    }
                    return true;
                });
    }

    private List<String> payloads(List<String> digests) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(replica);
        for (String digest : digests) {
            if (payload.length() + digest.length() > LONGEST_PAYLOAD) {
                payloads.add(payload.toString());
                payload = new StringBuilder(replica);
            }
            payload.append(digest);
        }
        payloads.add(payload.toString());
        return payloads;
    }

    private static void announce(Connection sql, String payload) throws SQLException {
        try (PreparedStatement notify = sql.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, payload);
            notify.execute();
        }
    }

    /// Rings on the other replicas when the transaction is committed, and not at all otherwise.
    void ring(Connection sql, String digest) throws SQLException {
        announce(sql, replica + digest);
    }

    /// What is done when another replica rings, or may have: it must not wait.
    void hang(String digest, Runnable bell) {
        synchronized (bells) {
            bells.put(digest, bell);
        }
    }

    void unhang(String digest) {
        synchronized (bells) {
            bells.remove(digest);
        }
    }

    private void heard(String payload) {
        if (payload.startsWith(replica) || payload.length() <= replica.length()) {
            return;
        }
        String digests = payload.substring(replica.length());
        if (digests.equals(EVERYTHING)) {
            here.missed();
            return;
        }
        Set<News> news = new LinkedHashSet<>();
        List<Runnable> rung = new ArrayList<>();
        for (int at = 0; at + DIGEST_LENGTH <= digests.length(); at += DIGEST_LENGTH) {
            String digest = digests.substring(at, at + DIGEST_LENGTH);
            synchronized (wanted) {
                News known = wanted.get(digest);
                if (known != null) {
                    news.add(known);
                }
            }
            synchronized (bells) {
                Runnable bell = bells.get(digest);
                if (bell != null) {
                    rung.add(bell);
                }
            }
        }
        rung.forEach(Runnable::run);
        here.publish(news);
    }

    private void missed() {
        List<Runnable> all;
        synchronized (bells) {
            all = List.copyOf(bells.values());
        }
        all.forEach(Runnable::run);
        here.missed();
    }

    @Override
    public Hearing hear(Ear ear) {
        Hearing hearing = here.hear(ear);
        return new Hearing() {
            // Guarded by wanted.
            private final Set<News> mine = new LinkedHashSet<>();

            @Override
            public void want(News news) {
                synchronized (wanted) {
                    mine.add(news);
                    hearing.want(news);
                    wanted.put(digest(news), news);
                }
            }

            @Override
            public void leave(News news) {
                synchronized (wanted) {
                    mine.remove(news);
                    hearing.leave(news);
                    forget(news);
                }
            }

            @Override
            public void close() {
                synchronized (wanted) {
                    hearing.close();
                    mine.forEach(TopicsInPostgres.this::forget);
                    mine.clear();
                }
            }
        };
    }

    private void forget(News news) {
        if (!here.wanted(news)) {
            wanted.remove(digest(news));
        }
    }

    /// Sends what is left, if that can be done soon, and hears no more.
    @Override
    public void close() {
        synchronized (pending) {
            closed = true;
            pending.notifyAll();
        }
        try {
            sender.join(ENDING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
