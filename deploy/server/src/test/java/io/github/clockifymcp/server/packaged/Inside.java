package io.github.clockifymcp.server.packaged;

import io.github.clockifymcp.controlplane.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A database as its administrator has it, whom no policy holds back.
record Inside(Postgres.Place database) {
    private Connection open() throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                                .formatted(database.port(), database.name()));
        connection.setSchema("clockify_mcp");
        try (Statement statement = connection.createStatement()) {
            // Also where everybody else's may only read.
            statement.execute("set default_transaction_read_only = off");
        }
        return connection;
    }

    void does(String deed) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(deed);
        }
    }

    /// The first column of what is there.
    List<String> all(String question) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(String.valueOf(rows.getString(1)));
            }
            return all;
        }
    }
}
