package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.JournalBounds;
import io.github.clockifymcp.enforcement.JournalEntry;
import io.github.clockifymcp.enforcement.JournalLine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The journal as rows, each with its entry as a line of JSON.
public final class JournalInPostgres implements Journal {
    private final Database database;
    private final Clock clock;

    public JournalInPostgres(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void put(JournalEntry entry) throws IOException {
        byte[] line = JournalLine.of(entry);
        if (line.length > JournalLine.LONGEST) {
            throw new IOException("the change is too large for the journal");
        }
        try {
            database.inTenant(
                    entry.owner().tenant(),
                    connection -> {
                        put(connection, entry, line);
                        trim(connection, entry.owner());
                        return true;
                    });
        } catch (SQLException e) {
            throw new IOException("an entry was not written", e);
        }
    }

    private static void put(Connection connection, JournalEntry entry, byte[] line)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into journal (tenant, principal, clockify_user, workspace, id, at, entry)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, principal, clockify_user, workspace, id)
                        do update set at = excluded.at, entry = excluded.entry\
                        """)) {
            owner(insert, entry.owner());
            insert.setString(5, entry.id());
            insert.setObject(6, entry.at().atOffset(ZoneOffset.UTC));
            insert.setBytes(7, line);
            insert.executeUpdate();
        }
    }

    /// Removes what is beyond the number that is kept.
    private static void trim(Connection connection, Owner owner) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        """
                        delete from journal
                        where tenant = ? and principal = ? and clockify_user = ? and workspace = ?
                        and place <= (select place from journal
                                      where tenant = ? and principal = ? and clockify_user = ?
                                      and workspace = ?
                                      order by place desc offset ? limit 1)\
                        """)) {
            owner(delete, owner);
            delete.setString(5, owner.tenant());
            delete.setString(6, owner.principal());
            delete.setString(7, owner.user());
            delete.setString(8, owner.workspace());
            delete.setInt(9, JournalBounds.MOST);
            delete.executeUpdate();
        }
    }

    private static void owner(PreparedStatement statement, Owner owner) throws SQLException {
        statement.setString(1, owner.tenant());
        statement.setString(2, owner.principal());
        statement.setString(3, owner.user());
        statement.setString(4, owner.workspace());
    }

    @Override
    public List<JournalEntry> of(Owner owner) throws IOException {
        try {
            return database.inTenant(owner.tenant(), connection -> read(connection, owner));
        } catch (SQLException e) {
            throw new IOException("the journal cannot be read", e);
        }
    }

    private List<JournalEntry> read(Connection connection, Owner owner) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select entry from journal
                        where tenant = ? and principal = ? and clockify_user = ? and workspace = ?
                        and at >= ? order by place desc\
                        """)) {
            owner(select, owner);
            select.setObject(
                    5, clock.instant().minus(JournalBounds.LONGEST).atOffset(ZoneOffset.UTC));
            List<JournalEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    JournalLine.read(rows.getBytes(1)).ifPresent(entries::add);
                }
            }
            return entries;
        }
    }
}
