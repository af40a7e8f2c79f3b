package io.github.clockifymcp.controlplane;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.postgresql.ds.PGSimpleDataSource;

/// A Postgres that several replicas share, as the server's role sees it.
///
/// All work is done in a transaction that has named its tenant: row-level security shows it that
/// tenant's rows and no others, whatever the statement says.
public final class Database implements AutoCloseable {
    static final String SCHEMA = "clockify_mcp";

    /// What this program is, for a schema that says which programs may still use it. It grows when
    /// a migration takes something away that this program uses.
    static final int PROGRAM = 1;

    /// The newest migration, which this program needs.
    static final int NEWEST = 4;

    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String NO_SCHEMA = "3F000";
    private static final String NO_RIGHT = "42501";

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Opens a pool; nothing is asked yet, so that a server starts while its database is away.
    ///
    /// @param connections how many at most
    public static Database open(Dsn dsn, int connections) {
        PGSimpleDataSource source = dsn.source();
        source.setConnectTimeout((int) CONNECTING.toSeconds());
        source.setSocketTimeout((int) ANSWERING.toSeconds());
        source.setTcpKeepAlive(true);
        source.setOptions(
                String.format(
                        Locale.ROOT,
                        "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d",
                        ANSWERING.toMillis(),
                        ANSWERING.toMillis() / 2,
                        ANSWERING.toMillis()));
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("postgres");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(CONNECTING.toMillis());
        config.setInitializationFailTimeout(-1);
        return new Database(new HikariDataSource(config));
    }

    /// What the connections do.
    ///
    /// @param active used at the moment
    /// @param idle open, and used by nobody
    /// @param waiting how many wait for one
    public record Pool(int active, int idle, int waiting) {}

    /// What the connections do at the moment, for whoever watches.
    public Pool pool() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new Pool(
                now.getActiveConnections(),
                now.getIdleConnections(),
                now.getThreadsAwaitingConnection());
    }

    /// What is done in a transaction.
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Does it in a transaction of this tenant's, which is over when this returns or throws. An
    /// interrupt does not disturb it: the work has a thread of its own, because an interrupt of a
    /// virtual thread would close the socket under it.
    ///
    /// @throws SQLException when it cannot be said that it was done: nothing of it was, unless the
    ///   connection broke while it was committed
    <T> T inTenant(String tenant, Work<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(() -> transaction(tenant, work));
        Thread.ofVirtual().name("postgres").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException broken) {
                throw new SQLException(
                        broken.getMessage(), broken.getSQLState(), broken.getErrorCode(), broken);
            }
            throw new IllegalStateException("a statement went wrong", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Does it likewise, where a database that does not answer is nobody's news but the caller's.
    ///
    /// @param otherwise what is then not so, for the log
    /// @throws UncheckedIOException when it cannot be said that it was done
    <T> T inTenant(String tenant, String otherwise, Work<T> work) {
        try {
            return inTenant(tenant, work);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(otherwise, e));
        }
    }

    private <T> T transaction(String tenant, Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                try (PreparedStatement name =
                        connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
                    name.setString(1, tenant);
                    name.execute();
                }
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /// Whether this program may use the schema that is there, and has all of it that it needs.
    ///
    /// @throws SchemaException when it may not, with what to do
    /// @throws SQLException when the database cannot be asked
    public void check() throws SchemaException, SQLException {
        try (Connection connection = pool.getConnection()) {
            try (PreparedStatement oldest =
                            connection.prepareStatement("select oldest_program from schema_facts");
                    ResultSet found = oldest.executeQuery()) {
                if (!found.next() || found.getInt(1) > PROGRAM) {
                    throw new SchemaException(
                            "The database was migrated by a newer clockify-mcp, which says that this"
                                    + " version is too old for it. Install the newer version.");
                }
                if (migrated(connection) < NEWEST) {
                    throw new SchemaException(
                            "The database was prepared for an older clockify-mcp. Before this version"
                                    + " serves, run clockify-mcp migrate with the owner's"
                                    + " MCP_CONTROL_PLANE_OWNER_DSN.");
                }
            } catch (SQLException e) {
                if (UNDEFINED_TABLE.equals(e.getSQLState()) || NO_SCHEMA.equals(e.getSQLState())) {
                    throw new SchemaException(
                            "The database has not been prepared. Run clockify-mcp migrate with the"
                                    + " owner's MCP_CONTROL_PLANE_OWNER_DSN.");
                }
                throw e;
            } finally {
                connection.rollback();
            }
        }
    }

    /// The newest migration that there was.
    private static int migrated(Connection connection) throws SQLException {
        try {
            return Sql.first(
                            connection,
                            "select max(version::integer) from flyway_schema_history where success",
                            row -> row.getInt(1))
                    .orElse(0);
        } catch (SQLException e) {
            // The first migration did not let servers see which there were.
            if (NO_RIGHT.equals(e.getSQLState())) {
                return 1;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
