package io.github.clockifymcp.controlplane;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// Looks at a database without changing anything in it, for whoever wants to know why it cannot be
/// used. Every look is one transaction that only reads.
public final class Inspection {
    /// The oldest and the newest Postgres that tests run with.
    public static final int OLDEST_POSTGRES = 14;

    public static final int NEWEST_POSTGRES = 18;

    private static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 8;
    private static final int NUMBERS_A_VERSION = 10_000;
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String NO_SCHEMA = "3F000";
    private static final String NO_RIGHT = "42501";

    private Inspection() {}

    /// What a role finds.
    ///
    /// @param postgres the major version
    /// @param encrypted whether the connection is
    /// @param readOnly whether nothing can be written, as on a standby
    /// @param superuser whether the role may do everything
    /// @param bypassing whether row-level security does not hold for the role
    /// @param owning whether the role owns our tables, or may become who does
    /// @param schema what of our tables there is
    public record Seen(
            int postgres,
            boolean encrypted,
            boolean readOnly,
            boolean superuser,
            boolean bypassing,
            boolean owning,
            Schema schema) {}

    /// What of our tables there is.
    public enum Schema {
        /// None, or this role may not see them.
        NONE,
        /// Of an older program; they have to be migrated.
        OLD,
        /// As this program needs them.
        FITTING,
        /// Of a newer program, which does not let this one use them.
        NEW
    }

    /// Looks as this role.
    ///
    /// @throws SQLException when that cannot be done
    public static Seen look(Dsn dsn) throws SQLException {
        try (Connection connection = connection(dsn)) {
            boolean replica =
                    asked(connection, "select pg_is_in_recovery()")
                            || asked(
                                    connection,
                                    "select setting::boolean from pg_settings"
                                            + " where name = 'default_transaction_read_only'");
            boolean owning =
                    asked(
                            connection,
                            """
                            select count(*) > 0 from pg_class c join pg_namespace n
                            on n.oid = c.relnamespace where n.nspname = 'clockify_mcp'
                            and c.relkind in ('r', 'p')
                            and pg_has_role(current_user, c.relowner, 'member')\
                            """);
            return new Seen(
                    number(connection, "show server_version_num") / NUMBERS_A_VERSION,
                    asked(
                            connection,
                            "select coalesce((select ssl from pg_stat_ssl"
                                    + " where pid = pg_backend_pid()), false)"),
                    replica,
                    asked(connection, "select rolsuper from pg_roles where rolname = current_user"),
                    asked(
                            connection,
                            "select rolbypassrls from pg_roles where rolname = current_user"),
                    owning,
                    schema(connection));
        }
    }

    private static Schema schema(Connection connection) throws SQLException {
        try {
            if (number(connection, "select oldest_program from schema_facts") > Database.PROGRAM) {
                return Schema.NEW;
            }
            int migrated =
                    number(
                            connection,
                            "select coalesce(max(version::integer), 0) from flyway_schema_history"
                                    + " where success");
            return migrated < Database.NEWEST ? Schema.OLD : Schema.FITTING;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (Set.of(UNDEFINED_TABLE, NO_SCHEMA, NO_RIGHT).contains(String.valueOf(state))) {
                return Schema.NONE;
            }
            throw e;
        }
    }

    /// Whether what is said on one way is heard on the other: a pooler in between forgets who
    /// listens.
    ///
    /// @param speaking the way of the servers
    /// @param listening the way of who listens
    /// @throws SQLException when one of them leads nowhere
    public static boolean hears(Dsn speaking, Dsn listening, Duration wait) throws SQLException {
        String channel = "clockify_mcp_doctor_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection ear = writing(listening);
                Statement listen = ear.createStatement()) {
            listen.execute("listen " + channel);
            try (Connection mouth = writing(speaking)) {
                Sql.first(mouth, "select pg_notify(?, '')", row -> true, channel);
            }
            var heard = ear.unwrap(PGConnection.class).getNotifications((int) wait.toMillis());
            return heard != null && heard.length > 0;
        }
    }

    /// What of the sealed keys to Clockify these keys open.
    ///
    /// @param keys how many different keys have sealed something
    /// @param unopened the ids of those with which something was sealed that does not open; an id
    ///   is no secret
    public record Opened(int keys, Set<String> unopened) {
        public Opened {
            unopened = Set.copyOf(unopened);
        }
    }

    /// Tries to open one secret of each key that has sealed any.
    ///
    /// @param keeper the role that sees all tenants' rows
    /// @throws SQLException when they cannot be read
    public static Opened open(Dsn keeper, Sealed sealed) throws SQLException {
        try (Connection connection = connection(keeper)) {
            // Nothing but whether it opens leaves this row; what it holds stays in here.
            List<String> tried =
                    Sql.all(
                            connection,
                            """
                            select distinct on (sealed_by) sealed_by, tenant, principal, sealed
                            from credentials order by sealed_by, changed desc\
                            """,
                            row -> opens(row, sealed) ? "" : row.getString(1));
            Set<String> unopened = new HashSet<>(tried);
            unopened.remove("");
            return new Opened(tried.size(), unopened);
        }
    }

    private static boolean opens(ResultSet row, Sealed sealed) throws SQLException {
        try {
            sealed.open(
                    new Sealed.Label(
                            row.getString(2), row.getString(3), CredentialsInPostgres.PURPOSE),
                    row.getBytes(4));
            return true;
        } catch (SealedException e) {
            return false;
        }
    }

    private static Connection connection(Dsn dsn) throws SQLException {
        Connection connection = writing(dsn);
        connection.setReadOnly(true);
        return connection;
    }

    private static Connection writing(Dsn dsn) throws SQLException {
        PGSimpleDataSource source = dsn.source();
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        return source.getConnection();
    }

    private static boolean asked(Connection connection, String question) throws SQLException {
        return Sql.first(connection, question, row -> row.getBoolean(1)).orElse(false);
    }

    private static int number(Connection connection, String question) throws SQLException {
        Optional<Integer> found = Sql.first(connection, question, row -> row.getInt(1));
        return found.orElse(0);
    }
}
