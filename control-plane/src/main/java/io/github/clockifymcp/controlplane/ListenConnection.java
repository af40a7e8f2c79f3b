package io.github.clockifymcp.controlplane;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what is said on a channel of Postgres, through one connection of its own: a pool would
/// take it back, and a pooler between us and Postgres forgets who listens. When the connection is
/// lost, another is made, and what was said meanwhile counts as missed.
final class ListenConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenConnection.class);
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration ANSWERING = Duration.ofSeconds(5);

    /// A line that is silent for so long is tried.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PGSimpleDataSource source;
    private final String channel;
    private final Consumer<String> heard;
    private final Runnable missed;
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile boolean listening;
    private volatile boolean closed;

    /// @param direct leads to Postgres itself
    /// @param channel an identifier
    /// @param heard is given each payload, on the thread of this connection
    /// @param missed is told whenever the connection begins to hear
    ListenConnection(Dsn direct, String channel, Consumer<String> heard, Runnable missed) {
        this.source = direct.source();
        source.setConnectTimeout((int) CONNECTING.toSeconds());
        source.setSocketTimeout((int) ANSWERING.toSeconds());
        source.setTcpKeepAlive(true);
        this.channel = channel;
        this.heard = heard;
        this.missed = missed;
        this.thread = Thread.ofPlatform().daemon().name("postgres-listen").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Whether it hears at the moment.
    boolean listening() {
        return listening;
    }

    private void run() {
        long wait = FIRST_WAIT.toMillis();
        while (!closed) {
            try (Connection made = source.getConnection()) {
                connection = made;
                begin(made);
                wait = FIRST_WAIT.toMillis();
                hear(made.unwrap(PGConnection.class), made);
            } catch (SQLException e) {
                if (!closed) {
                    LOG.warn(
                            "Postgres does not tell us what other replicas say; state={}",
                            e.getSQLState());
                }
            } finally {
                listening = false;
                connection = null;
            }
            pause(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT.toMillis());
        }
    }

    private void begin(Connection made) throws SQLException {
        try (Statement statement = made.createStatement()) {
            statement.execute("listen " + channel);
        }
        safely(missed);
        listening = true; // whoever waits for it finds that told
    }

    private void hear(PGConnection postgres, Connection made) throws SQLException {
        while (!closed) {
            PGNotification[] said = postgres.getNotifications((int) SILENCE.toMillis());
            if (said == null || said.length == 0) {
                try (Statement statement = made.createStatement()) {
                    statement.execute("select 1");
                }
                continue;
            }
            for (PGNotification each : said) {
                safely(() -> heard.accept(each.getParameter()));
            }
        }
    }

    /// One who hears must not make all deaf.
    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("News was not taken; type={}", e.getClass().getName());
        }
    }

    /// Half of it by chance, so that replicas do not come back all at once.
    private void pause(long millis) {
        if (closed) {
            return;
        }
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run); // the thread that reads ends with it
            } catch (SQLException e) {
                LOG.debug("A connection to Postgres was closed already", e);
            }
        }
        thread.interrupt();
    }
}
