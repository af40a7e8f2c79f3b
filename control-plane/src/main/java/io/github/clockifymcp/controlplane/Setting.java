package io.github.clockifymcp.controlplane;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Sets the parameters of a statement.
@FunctionalInterface
interface Setting {
    void set(PreparedStatement statement) throws SQLException;
}
