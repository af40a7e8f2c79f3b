package io.github.clockifymcp.controlplane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Short ways to run one statement.
final class Sql {
    private Sql() {}

    /// What is read of a row.
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Runs a statement that answers with nothing.
    ///
    /// @return how many rows it was about
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /// The first row that a statement answers with.
    static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
            }
        }
    }

    /// All rows that a statement answers with.
    static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
            return all;
        }
    }

    /// How many, from a statement that counts.
    static long count(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, sql, row -> row.getLong(1), values)
                .orElseThrow(() -> new SQLException("a count has one row"));
    }

    /// Waits for its turn among those who lock the same thing, until the end of the transaction.
    static void lock(Connection connection, String thing) throws SQLException {
        first(
                connection,
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> true,
                thing);
    }

    /// Does not wait for the disk when this transaction ends. A crash of the database can take the
    /// last of such transactions along.
    static void unhurried(Connection connection) throws SQLException {
        update(connection, "set local synchronous_commit = off");
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(
                    i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
