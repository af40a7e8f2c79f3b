package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.http.Readiness;
import io.github.clockifymcp.mcp.tool.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the database is there and is one that this program may use. It is asked at most once a
/// second, by one caller; the others go by what was found last.
final class DatabaseHealth implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Asking database;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Found found = new Found(Is.UNKNOWN, 0);

    /// Asks the database whether this program may use it.
    @FunctionalInterface
    interface Asking {
        void check() throws SchemaException, SQLException;
    }

    private enum Is {
        UNKNOWN,
        WELL,
        AWAY,
        UNFIT
    }

    private record Found(Is is, long at) {}

    DatabaseHealth(Database database, LongSupplier nanoTime) {
        this(database::check, nanoTime);
    }

    DatabaseHealth(Asking database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    @Override
    public State state() {
        return switch (now()) {
            case WELL -> State.READY;
            // It was fit when it was last seen, and no other replica has another one.
            case AWAY -> State.DEGRADED;
            case UNKNOWN, UNFIT -> State.NOT_READY;
        };
    }

    /// Lets callers in as another does, while the database is there: without it nobody's limits,
    /// sessions and audit log hold.
    Authenticator before(Authenticator authenticator) {
        return new Authenticator() {
            @Override
            public Identity identify(Presented presented) {
                return now() == Is.WELL
                        ? authenticator.identify(presented)
                        : new Identity.Unavailable(SOON);
            }

            @Override
            public Identity again(Principal principal) {
                return now() == Is.WELL
                        ? authenticator.again(principal)
                        : new Identity.Unavailable(SOON);
            }

            @Override
            public Optional<String> challenge(String scope) {
                return authenticator.challenge(scope);
            }

            @Override
            public boolean open() {
                return authenticator.open();
            }
        };
    }

    private Is now() {
        Found last = found;
        if (last.is() != Is.UNKNOWN && nanoTime.getAsLong() - last.at() < GOOD_FOR_NANOS) {
            return last.is();
        }
        if (last.is() == Is.UNKNOWN) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return last.is();
        }
        try {
            Found meanwhile = found;
            if (meanwhile.equals(last)) {
                meanwhile = new Found(ask(last.is()), nanoTime.getAsLong());
                found = meanwhile;
            }
            return meanwhile.is();
        } finally {
            asking.unlock();
        }
    }

    private Is ask(Is before) {
        try {
            database.check();
            if (before != Is.WELL && before != Is.UNKNOWN) {
                LOG.info("The database is there again.");
            }
            return Is.WELL;
        } catch (SchemaException e) {
            if (before != Is.UNFIT) {
                LOG.error("{}", e.getMessage());
            }
            return Is.UNFIT;
        } catch (SQLException e) {
            if (before != Is.AWAY && before != Is.UNKNOWN) {
                LOG.warn("The database does not answer; calls are refused; state={}", state(e));
            }
            // Never seen, it may be one that is not ours.
            return before == Is.UNKNOWN ? Is.UNKNOWN : Is.AWAY;
        }
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "none" : state;
    }
}
